"""`markwatch symbols merge`: two symbols become one, or two again."""

from typing import Annotated

import typer

from storage.errors import InvalidInputError
from storage.merging import merge_symbols, undo_merge
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.group import find_symbol, group
from ui.settings import Settings


@group.command(
    epilog=examples(
        'markwatch symbols merge "Heron Teas" --into "Heron Tea"',
        "markwatch symbols merge --undo 12",
    )
)
@options.with_settings(*options.STORE, "embedder", "reader", "reviewer")
def merge(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The symbol that goes.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="NAME", help="The symbol that stays.")
    ] = None,
    undo: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Take a merge back, by the number it printed."
        ),
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Make one symbol a part of another; its references and names go along."""
    if (undo is None) == (name is None or into is None):
        raise InvalidInputError("Give a NAME with --into, or --undo with a number.")
    with open_from(settings) as workspace:
        if undo is not None:
            done = undo_merge(workspace, undo, by=settings.reviewer)
            text = f"{done.symbol.name} is a symbol of its own again."
        else:
            gone = find_symbol(workspace, name or "")
            stays = find_symbol(workspace, into or "")
            done = merge_symbols(
                workspace, gone.id, into_id=stays.id, by=settings.reviewer
            )
            text = (
                f"{gone.name} is a part of {stays.name} now, with "
                f"{count_of(done.references, 'reference')}.\n"
                f"To take it back: markwatch symbols merge --undo {done.edit_id}"
            )
    report(text, done, json_to=json_to)
