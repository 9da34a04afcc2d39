"""`markwatch symbols add`."""

from pathlib import Path
from typing import Annotated

import typer

from recognizer.images import load
from storage.errors import InvalidInputError
from storage.records import NewReference, SymbolChange, SymbolInput, SymbolView
from storage.symbol_lookup import find_symbol_by_name
from storage.symbols import add_references, add_symbol
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import image_limits, open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.group import Name, earlier, group
from ui.settings import Settings

DEFAULT_LIST = "trademark"
GROWS = (*options.STORE, "embedder", "reader", "reviewer", *options.LIMITS)

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
@options.with_settings(*GROWS)
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


def _change_text(change: SymbolChange) -> str:
    return (
        f"{change.symbol.name} ({change.symbol.list_name}): "
        f"{count_of(len(change.reference_ids), 'reference')} added.\n{earlier(change)}"
    )
