"""What `markwatch evaluate` shows: how far it is, its table, its JSON."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from ui.command_line.output import STDOUT, open_target, say

if TYPE_CHECKING:
    from recognizer.evaluation.figures import Evaluation

_NAME_WIDTH, _COLUMN_WIDTH = 48, 28


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a pass over the images is; nothing of it stays."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)

        def update(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield update


def give(evaluation: "Evaluation", json_to: str | None) -> None:
    """Say what was left out, write the JSON, print the table."""
    from recognizer.evaluation.figures import to_json

    for sentence in evaluation.left_out:
        say(sentence)
    if json_to is not None:
        with open_target(json_to) as stream:
            stream.write(to_json(evaluation))
    # A table that wraps its numbers cannot be read; a terminal scrolls.
    names = [evaluation.embedder or evaluation.detector]
    names += [other.embedder for other in evaluation.compared]
    width = _NAME_WIDTH + sum(max(_COLUMN_WIDTH, len(name)) + 2 for name in names)
    console = Console(stderr=json_to == STDOUT, width=width)
    console.print(_table(evaluation), soft_wrap=True)
    if evaluation.sweep:
        console.print(_sweep(evaluation), soft_wrap=True)


def say_report(path: Path) -> None:
    """Say where the page of plots and pictures is."""
    say(f"Report: {path}")


def _table(evaluation: "Evaluation") -> Table:
    from recognizer.evaluation.report.wording import shown

    model = evaluation.embedder or evaluation.detector
    title = (
        f"{evaluation.task} on {evaluation.data}: {evaluation.objects:,} logos of "
        f"{evaluation.symbols:,} symbols on {evaluation.images:,} images"
    )
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("figure", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    for name in (model, *(other.embedder for other in evaluation.compared)):
        table.add_column(name, justify="right", no_wrap=True)
    for name, figure in evaluation.figures.items():
        others = [shown(name, other.figures.get(name)) for other in evaluation.compared]
        table.add_row(name, f"{figure.n:,}", shown(name, figure), *others)
    return table


def _sweep(evaluation: "Evaluation") -> Table:
    """Show what other thresholds would do, every second of those in the JSON."""
    kind = "probability" if evaluation.calibrated else "similarity"
    title = f"by threshold on the {kind}"
    if evaluation.thresholds:
        uncertain, known = evaluation.thresholds
        title += f"; in use: uncertain from {uncertain:g}, known from {known:g}"
    table = Table(title=title, title_justify="left", box=None)
    for name in ("threshold", "recall at 1, %", "false matches per 1,000 images"):
        table.add_column(name, justify="right", no_wrap=True)
    for point in evaluation.sweep[::2]:
        table.add_row(
            f"{point.threshold:.3f}",
            f"{100 * point.recall_at_1:.1f}",
            f"{point.false_matches_per_1000:.1f}",
        )
    return table
