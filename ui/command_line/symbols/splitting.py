"""`markwatch symbols split`: some references become a symbol of their own."""

from typing import Annotated

import typer

from storage.errors import InvalidInputError
from storage.records import SplitInput, SplitPreview, SymbolInput, SymbolView
from storage.split_preview import preview_split, suggest_split
from storage.splitting import split_symbol, undo_split
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.group import find_symbol, group
from ui.settings import Settings


@group.command(
    epilog=examples(
        'markwatch symbols split "Heron Tea" --suggested --new "Heron Cup" --dry-run',
        'markwatch symbols split "Heron Tea" --reference 12 --into "Heron Cup"',
        "markwatch symbols split --undo 31",
    )
)
@options.with_settings(*options.STORE, "embedder", "reader", "reviewer")
def split(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The symbol to split.")
    ] = None,
    reference: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            metavar="N",
            help="A reference that goes (see symbols list --json); may be repeated.",
        ),
    ] = None,
    suggested: Annotated[
        bool,
        typer.Option("--suggested", help="Those go that look unlike the others."),
    ] = False,
    new: Annotated[
        str | None, typer.Option(metavar="NAME", help="Make a symbol of this name.")
    ] = None,
    list_name: Annotated[
        str | None,
        typer.Option(
            "--list", metavar="NAME", help="The new symbol's list. [default: the same]"
        ),
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="NAME", help="Give them to this symbol.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
    undo: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Take a split back, by the number it printed."
        ),
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Make some references of a symbol another symbol; decisions stay as they are."""
    if (undo is None) == (name is None):
        raise InvalidInputError("Give a NAME to split, or --undo with a number.")
    if undo is None and (new is None) == (into is None):
        raise InvalidInputError("Give either --new or --into.")
    with open_from(settings) as workspace:
        if undo is not None:
            back = undo_split(workspace, undo, by=settings.reviewer)
            text = f"{back.symbol.name} has its references back."
            report(text, back, json_to=json_to)
            return
        symbol = find_symbol(workspace, name or "")
        wanted = SplitInput(
            symbol_id=symbol.id,
            reference_ids=_going(workspace, symbol, reference or [], suggested),
            new_symbol=SymbolInput(new, list_name or symbol.list_name) if new else None,
            into_id=find_symbol(workspace, into).id if into else None,
        )
        if dry_run:
            found = preview_split(workspace, wanted)
            report(_preview_text(found), found, json_to=json_to)
            return
        done = split_symbol(workspace, wanted, by=settings.reviewer)
    text = (
        f"{count_of(done.references, 'reference')} of {done.symbol.name} moved to "
        f"{done.into.name}.\n"
        f"To take it back: markwatch symbols split --undo {done.edit_id}"
    )
    report(text, done, json_to=json_to)


def _going(
    workspace: Workspace, symbol: SymbolView, given: list[int], suggested: bool
) -> tuple[int, ...]:
    if suggested == bool(given):
        raise InvalidInputError("Give either --reference or --suggested.")
    return suggest_split(workspace, symbol.id) if suggested else tuple(given)


def _preview_text(found: SplitPreview) -> str:
    going = ", ".join(str(one.id) for one in found.going)
    return (
        f"{count_of(len(found.going), 'reference')} ({going}) would go to {found.name} "
        f"({found.list_name}), {count_of(len(found.staying), 'reference')} would "
        "stay.\n"
        f"They match {count_of(found.regions, 'scanned box')}, in "
        f"{count_of(found.cases, 'open case')}.\nNothing was changed."
    )
