"""What every bench gives: a time, the baseline beside it, their ratio."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line.output import report

if TYPE_CHECKING:
    from recognizer.evaluation.timing import Timing

Repeats = Annotated[int, typer.Option(min=1, help="How often each is timed.")]


def timed(
    name: str,
    said: str,
    unit: str,
    times: tuple[float, float],
    baseline: str,
    count: int,
    repeats: int,
) -> "Timing":
    """Turn the time of `count` units into that of one."""
    from recognizer.evaluation.timing import Timing

    ours, theirs = times[0] / count, times[1]
    return Timing(
        name=name,
        input=said,
        unit=unit,
        ms=round(ours, 6),
        baseline=baseline,
        baseline_ms=round(theirs, 6),
        ratio=round(ours / theirs, 3),
        repeats=repeats,
    )


def give(rows: Sequence["Timing"], json_to: str | None) -> None:
    """Print a line a time, and write the rows as JSON where `json_to` says."""
    lines = [
        f"{row.name}: {row.ms:.2f} ms for {row.unit}, {row.ratio:.2f} of "
        f"{row.baseline} ({row.baseline_ms:.2f} ms); {row.input}; "
        f"medians of {row.repeats}."
        for row in rows
    ]
    report("\n".join(lines), list(rows), json_to=json_to)
