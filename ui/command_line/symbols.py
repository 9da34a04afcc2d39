"""`markwatch symbols ...`: what the gallery knows."""

from pathlib import Path
from typing import Annotated

import typer

from recognizer.images import load
from storage.errors import InvalidInputError, NotFoundError
from storage.importing import import_symbols
from storage.records import (
    ImportSummary,
    NewReference,
    SymbolChange,
    SymbolInput,
    SymbolView,
    ThresholdOwner,
)
from storage.symbol_lookup import find_symbol_by_name, list_symbols
from storage.symbols import add_references, add_symbol, set_symbol_enabled
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import image_limits, open_from
from ui.command_line.output import count_of, report
from ui.command_line.threshold_options import (
    Asked,
    CertainFrom,
    DryRun,
    FlagFrom,
    Inherit,
    Suggested,
    Undo,
    answer,
)
from ui.settings import Settings

EXAMPLES = (
    "markwatch symbols list",
    'markwatch symbols add "Heron Tea" heron.png --list trademark',
    "markwatch symbols import logos/ --list prohibited --severity 4",
)
DEFAULT_LIST = "trademark"
_PAGE = 500
_GROWS = (*options.STORE, "embedder", "reader", "reviewer", *options.LIMITS)

group = typer.Typer(
    help="Look after the gallery: add, import, list, disable, enable symbols.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The symbol's name.")]
Severity = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=5,
        metavar="N",
        help="1 (note) to 5 (must not sell). [default: the list's]",
    ),
]


@group.command(
    epilog=examples(
        'markwatch symbols add "Heron Tea" heron-1.png heron-2.png --list trademark',
        'markwatch symbols add "Skull 88" skull.png --list prohibited --severity 5',
    )
)
@options.with_settings(*_GROWS)
def add(
    name: Name,
    images: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            dir_okay=False,
            metavar="IMAGE...",
            help="Cropped pictures of it.",
        ),
    ],
    list_name: Annotated[
        str | None,
        typer.Option(
            "--list", metavar="NAME", help="Its list. [default for new ones: trademark]"
        ),
    ] = None,
    severity: Severity = None,
    policy: Annotated[
        str, typer.Option(metavar="TEXT", help="What to do when it is found.")
    ] = "",
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Add a symbol, or more references to one that is there. It counts at once."""
    limits = image_limits(settings)
    crops = [NewReference(load(path, limits=limits), path.name) for path in images]
    with open_from(settings) as workspace:
        known = find_symbol_by_name(workspace, name)
        if known is None:
            symbol = SymbolInput(
                name, list_name or DEFAULT_LIST, severity=severity, policy_text=policy
            )
            change = add_symbol(workspace, symbol, crops, by=settings.reviewer)
        else:
            _check_same(known, list_name, severity, policy)
            change = add_references(workspace, known.id, crops, by=settings.reviewer)
    report(_change_text(change), change, json_to=json_to)


@group.command(
    "import",
    epilog=examples(
        "markwatch symbols import logos/ --list trademark",
        "markwatch symbols import symbols.csv --json -",
    ),
)
@options.with_settings(*_GROWS)
def import_(
    source: Annotated[
        Path,
        typer.Argument(
            exists=True,
            metavar="FOLDER-OR-CSV",
            help="FOLDER/<symbol>/*.png, flat files named by symbol, or a CSV with "
            "the columns name and image, and perhaps list, severity, policy_text and "
            "aliases (separated by ;).",
        ),
    ],
    list_name: Annotated[
        str, typer.Option("--list", metavar="NAME", help="The list of new symbols.")
    ] = DEFAULT_LIST,
    severity: Severity = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Add many symbols at once. Pictures that are there already are skipped."""
    with open_from(settings) as workspace:
        summary = import_symbols(
            workspace,
            source,
            list_name=list_name,
            severity=severity,
            by=settings.reviewer,
        )
    lines = [
        f"{count_of(summary.symbols_added, 'new symbol')}, "
        f"{count_of(summary.references_added, 'new reference')}; "
        f"{summary.already_there:,} there already.",
        _earlier(summary),
        *summary.errors,
    ]
    report("\n".join(lines), summary, json_to=json_to)
    if summary.errors:
        raise typer.Exit(1)


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


@group.command(
    epilog=examples(
        'markwatch symbols thresholds "Heron Tea"',
        'markwatch symbols thresholds "Heron Tea" --flag-from 62 --dry-run',
        'markwatch symbols thresholds "Heron Tea" --suggested',
        'markwatch symbols thresholds "Heron Tea" --undo',
    )
)
@options.with_settings(*options.STORE, "embedder", "reader", "reviewer")
def thresholds(
    name: Name,
    flag_from: FlagFrom = None,
    certain_from: CertainFrom = None,
    inherit: Inherit = False,
    suggested: Suggested = False,
    undo: Undo = False,
    dry_run: DryRun = False,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Show or set the probabilities from which matches of a symbol are flagged."""
    asked = Asked(flag_from, certain_from, inherit, suggested, undo, dry_run)
    with open_from(settings) as workspace:
        symbol = _find(workspace, name)
        text, value = answer(
            workspace,
            ThresholdOwner.of_symbol(symbol.id),
            asked,
            list_name=symbol.list_name,
            by=settings.reviewer,
        )
    report(text, value, json_to=json_to)


def _find(workspace: Workspace, name: str) -> SymbolView:
    symbol = find_symbol_by_name(workspace, name)
    if symbol is None:
        raise NotFoundError(
            f'No symbol is named "{name}". Names: markwatch symbols list'
        )
    return symbol


def _check_same(
    known: SymbolView, list_name: str | None, severity: int | None, policy: str
) -> None:
    """Refuse to change a symbol on the side. Raises InvalidInputError."""
    asked = (list_name or known.list_name, severity or known.severity)
    if asked != (known.list_name, known.severity) or policy:
        raise InvalidInputError(
            f"{known.name} is there already, in the list {known.list_name} with "
            f"severity {known.severity}: leave --list, --severity and --policy out to "
            "add references, and change the symbol itself in the gallery."
        )


def _set_enabled(
    name: str, enabled: bool, json_to: str | None, settings: Settings
) -> None:
    with open_from(settings) as workspace:
        symbol = _find(workspace, name)
        change = set_symbol_enabled(
            workspace, symbol.id, enabled=enabled, by=settings.reviewer
        )
    text = f"{symbol.name} is {'enabled' if enabled else 'disabled'}."
    if enabled:
        text += f"\n{_earlier(change)}"
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


def _change_text(change: SymbolChange) -> str:
    return (
        f"{change.symbol.name} ({change.symbol.list_name}): "
        f"{count_of(len(change.reference_ids), 'reference')} added.\n{_earlier(change)}"
    )


def _earlier(change: SymbolChange | ImportSummary) -> str:
    return f"Earlier images that match: {len(change.retro_hunt.image_ids):,}."
