"""`markwatch symbols list`, `disable` and `enable`."""

from typing import Annotated

import typer

from storage.records import SymbolView
from storage.symbol_lookup import list_symbols
from storage.symbols import set_symbol_enabled
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.group import Name, earlier, find_symbol, group
from ui.settings import Settings

_PAGE = 500


@group.command(
    "list",
    epilog=examples(
        "markwatch symbols list",
        "markwatch symbols list heron --list trademark --json -",
    ),
)
@options.with_settings(*options.STORE)
def list_(
    query: Annotated[str, typer.Argument(help="Only names that contain this.")] = "",
    list_name: Annotated[
        str | None, typer.Option("--list", metavar="NAME", help="Only this list.")
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """List the symbols with their list, severity and number of references."""
    with open_from(settings) as workspace:
        found = _all_symbols(workspace, query, list_name)
    lines = [_line(symbol) for symbol in found]
    report("\n".join([*lines, count_of(len(found), "symbol")]), found, json_to=json_to)


@group.command(epilog=examples('markwatch symbols disable "Heron Tea"'))
@options.with_settings(*options.STORE, "reviewer")
def disable(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Take a symbol out of matching; nothing of it is lost."""
    _set_enabled(name, False, json_to, settings)


@group.command(epilog=examples('markwatch symbols enable "Heron Tea"'))
@options.with_settings(*options.STORE, "reviewer")
def enable(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Let a disabled symbol match again."""
    _set_enabled(name, True, json_to, settings)


def _set_enabled(
    name: str, enabled: bool, json_to: str | None, settings: Settings
) -> None:
    with open_from(settings) as workspace:
        symbol = find_symbol(workspace, name)
        change = set_symbol_enabled(
            workspace, symbol.id, enabled=enabled, by=settings.reviewer
        )
    text = f"{symbol.name} is {'enabled' if enabled else 'disabled'}."
    if enabled:
        text += f"\n{earlier(change)}"
    report(text, change, json_to=json_to)


def _all_symbols(
    workspace: Workspace, query: str, list_name: str | None
) -> list[SymbolView]:
    found: list[SymbolView] = []
    while True:
        page = list_symbols(
            workspace, query=query, list_name=list_name, limit=_PAGE, offset=len(found)
        )
        found += page.items
        if not page.items or len(found) >= page.total:
            return found


def _line(symbol: SymbolView) -> str:
    off = "" if symbol.enabled else "  (disabled)"
    return (
        f"{symbol.name:32}  {symbol.list_name:16}  severity {symbol.severity}  "
        f"{count_of(len(symbol.references), 'reference')}{off}"
    )
