"""`markwatch gold`: boxes whose right answer is known, to check reviewers with."""

from typing import Annotated

import typer

from storage.gold import list_gold, mark_gold, remove_gold
from storage.records import GoldView
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.settings import Settings

EXAMPLES = ("markwatch gold add 12 15", "markwatch gold list")
group = typer.Typer(
    help="Look after gold cases: decided boxes that check the reviewers.",
    no_args_is_help=True,
)


@group.command(epilog=examples("markwatch gold add 12 15"))
@options.with_settings(*options.STORE, *options.MODELS, "reviewer")
def add(
    decisions: Annotated[
        list[int],
        typer.Argument(metavar="DECISION...", help="As the CSV of decisions says."),
    ],
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Make decided boxes gold cases: what was decided is the right answer."""
    with open_from(settings) as workspace:
        marked = [
            mark_gold(workspace, number, by=settings.reviewer) for number in decisions
        ]
    lines = [*map(_line, marked), f"{count_of(len(marked), 'gold case')} added"]
    report("\n".join(lines), marked, json_to=json_to)


@group.command("list", epilog=examples("markwatch gold list"))
@options.with_settings(*options.STORE)
def list_(json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """List the gold cases, their answers, and how often reviewers gave them."""
    with open_from(settings) as workspace:
        found = list_gold(workspace)
    lines = [*map(_line, found), count_of(len(found), "gold case")]
    report("\n".join(lines), found, json_to=json_to)


@group.command(epilog=examples("markwatch gold remove 3"))
@options.with_settings(*options.STORE, "reviewer")
def remove(
    numbers: Annotated[
        list[int],
        typer.Argument(metavar="NUMBER...", help="As markwatch gold list says."),
    ],
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Let gold cases come to nobody any more; the answers to them stay."""
    with open_from(settings) as workspace:
        removed = [
            remove_gold(workspace, number, by=settings.reviewer) for number in numbers
        ]
    text = f"{count_of(len(removed), 'gold case')} removed"
    report(text, removed, json_to=json_to)


def _line(gold: GoldView) -> str:
    answer = gold.symbol_name or "no symbol"
    return (
        f"{gold.id:4}  {answer}  on {gold.image_name}, marked by {gold.marked_by}: "
        f"{gold.right:,} of {gold.answers:,} right"
    )
