"""The group of verbs, and what they share: names, words, finding a symbol."""

from typing import Annotated

import typer

from storage.errors import NotFoundError
from storage.records import ImportSummary, SymbolChange, SymbolView
from storage.symbol_lookup import find_symbol_by_name
from storage.workspace import Workspace

group = typer.Typer(
    help="Look after the gallery: add, import, list, disable, enable symbols.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The symbol's name.")]


def find_symbol(workspace: Workspace, name: str) -> SymbolView:
    """Return the symbol of a name. Raises NotFoundError."""
    symbol = find_symbol_by_name(workspace, name)
    if symbol is None:
        raise NotFoundError(
            f'No symbol is named "{name}". Names: markwatch symbols list'
        )
    return symbol


def earlier(change: SymbolChange | ImportSummary) -> str:
    """Say how many earlier images match."""
    return f"Earlier images that match: {len(change.retro_hunt.image_ids):,}."
