"""Merging two symbols in the Gallery screen: see both, merge, take it back."""

from storage.errors import InvalidInputError, NotFoundError
from storage.merging import merge_symbols, undo_merge
from storage.records import SymbolView
from storage.symbol_lookup import find_symbol_by_name, get_symbol
from storage.workspace import Workspace
from ui import gallery_symbol
from ui.form import Form
from ui.fragments import Reply, render

PART = "merge"


def preview(workspace: Workspace, form: Form) -> Reply:
    """Show both symbols side by side, and what would become of them."""
    symbol = get_symbol(workspace, form.identity("symbol"))
    into = _into(workspace, form.text("into", limit=300), symbol)
    html = render("gallery_merge.html", {"symbol": symbol, "into": into})
    return Reply(parts={PART: html}, focus="merge-now")


def merge(workspace: Workspace, by: str, form: Form) -> Reply:
    """Make one symbol a part of another, and show the one that is left."""
    gone = get_symbol(workspace, form.identity("symbol"))
    into_id = form.identity("into_id")
    done = merge_symbols(workspace, gone.id, into_id=into_id, by=by)
    count = done.references
    pictures = "1 reference" if count == 1 else f"{count:,} references"
    said = f"{gone.name} is a part of {done.symbol.name} now, with {pictures}."
    return gallery_symbol.page(
        workspace, done.symbol, done=said, undo=("undo_merge", done.edit_id)
    )


def undo(workspace: Workspace, by: str, form: Form) -> Reply:
    """Make two symbols of one again, and show the one that is back."""
    back = undo_merge(workspace, form.identity("edit"), by=by)
    said = f"{back.symbol.name} is a symbol of its own again."
    return gallery_symbol.page(workspace, back.symbol, done=said)


def _into(workspace: Workspace, name: str, symbol: SymbolView) -> SymbolView:
    if not name:
        raise InvalidInputError("Type the name of the symbol to merge it into.")
    into = find_symbol_by_name(workspace, name)
    if into is None:
        raise NotFoundError(f"There is no symbol {name}. Choose one from the list.")
    if into.id == symbol.id:
        raise InvalidInputError("Choose another symbol than this one.")
    return into
