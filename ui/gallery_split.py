"""Splitting a symbol in the Gallery screen: choose, see both sides, split, undo."""

from storage.errors import InvalidInputError, NotFoundError
from storage.lists import list_lists
from storage.records import SplitInput, SymbolInput
from storage.split_preview import preview_split, suggest_split
from storage.splitting import split_symbol, undo_split
from storage.symbol_lookup import find_symbol_by_name, get_symbol, list_symbols
from storage.workspace import Workspace
from ui import gallery_symbol
from ui.form import Form
from ui.fragments import Reply, render

PART = "split"
_NAMES = 300


def show(workspace: Workspace, symbol_id: int) -> Reply:
    """Show a symbol's references to choose from, with a suggestion ticked."""
    symbol = get_symbol(workspace, symbol_id)
    others = list_symbols(workspace, limit=_NAMES).items
    context = {
        "symbol": symbol,
        "suggested": set(suggest_split(workspace, symbol_id)),
        "lists": list_lists(workspace),
        "others": [one.name for one in others if one.id != symbol_id],
    }
    return Reply(parts={"view": render("gallery_split.html", context)})


def preview(workspace: Workspace, form: Form) -> Reply:
    """Show both sides of the split that the form asks for, and what would change."""
    wanted = _wanted(workspace, form)
    found = preview_split(workspace, wanted)
    context = {"found": found, "wanted": wanted, "form": form}
    html = render("gallery_split_preview.html", context)
    return Reply(parts={PART: html}, focus="split-now")


def split(workspace: Workspace, by: str, form: Form) -> Reply:
    """Split the symbol as it was looked at, and show the other one."""
    done = split_symbol(workspace, _wanted(workspace, form), by=by)
    count = done.references
    pictures = "1 reference" if count == 1 else f"{count:,} references"
    verb = "goes" if count == 1 else "go"
    said = f"{pictures} of {done.symbol.name} {verb} to {done.into.name} now."
    return gallery_symbol.page(
        workspace, done.into, done=said, undo=("undo_split", done.edit_id)
    )


def undo(workspace: Workspace, by: str, form: Form) -> Reply:
    """Bring back what went, and show the symbol that it came from."""
    back = undo_split(workspace, form.identity("edit"), by=by)
    said = f"{back.symbol.name} has its references back."
    return gallery_symbol.page(workspace, back.symbol, done=said)


def _wanted(workspace: Workspace, form: Form) -> SplitInput:
    symbol_id = form.identity("symbol")
    new, into_id = _target(workspace, form)
    return SplitInput(
        symbol_id=symbol_id,
        reference_ids=_ids(form, "reference"),
        new_symbol=new,
        into_id=into_id,
        seen_ids=_ids(form, "seen"),
    )


def _target(workspace: Workspace, form: Form) -> tuple[SymbolInput | None, int | None]:
    """Return the new symbol, or the id of the one that is there."""
    if form.text("to") != "other":
        new = SymbolInput(
            name=form.text("name", limit=300),
            list_name=form.text("list", limit=300),
            severity=form.integer("severity"),
        )
        return new, None
    name = form.text("into", limit=300)
    if not name:
        raise InvalidInputError("Type the name of the symbol that they go to.")
    into = find_symbol_by_name(workspace, name)
    if into is None:
        raise NotFoundError(f"There is no symbol {name}. Choose one from the list.")
    return None, into.id


def _ids(form: Form, name: str) -> tuple[int, ...]:
    """Return ids, also from one text with commas; what is none is left out."""
    pieces = [piece for text in form.texts(name) for piece in text.split(",")]
    return tuple(int(piece) for piece in pieces if piece.isdecimal())
