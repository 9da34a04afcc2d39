"""A load test in figures: how long things took, and the table of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ui.command_line.bench.load.journal import Took


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One kind of request, in ms. alone_p95_ms: of one reviewer alone, None if never.

    ratio: of the two p95.
    """

    name: str
    count: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    alone_p95_ms: float | None
    ratio: float | None


def load_rows(together: Sequence[Took], alone: Sequence[Took]) -> list[LoadRow]:
    """Return a row for each kind, in the order in which they came first."""
    rows = []
    for name in dict.fromkeys(one.what for one in together):
        own = _of(name, together)
        beside = _of(name, alone)
        p50, p95, p99 = np.percentile(own, (50, 95, 99)).tolist()
        alone_p95 = float(np.percentile(beside, 95)) if beside else None
        rows.append(
            LoadRow(
                name=name,
                count=len(own),
                p50_ms=round(p50, 1),
                p95_ms=round(p95, 1),
                p99_ms=round(p99, 1),
                alone_p95_ms=None if alone_p95 is None else round(alone_p95, 1),
                ratio=None if alone_p95 is None else round(p95 / alone_p95, 2),
            )
        )
    return rows


def _of(name: str, took: Iterable[Took]) -> list[float]:
    return [one.ms for one in took if one.what == name]


def table(rows: Sequence[LoadRow]) -> str:
    """Set the rows as a Markdown table."""
    lines = [
        "| | times | p50 | p95 | p99 | p95 of one alone | ratio |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        alone = "" if row.alone_p95_ms is None else f"{row.alone_p95_ms:.0f} ms"
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}"
        lines.append(
            f"| {row.name} | {row.count:,} | {row.p50_ms:.0f} ms | {row.p95_ms:.0f} ms "
            f"| {row.p99_ms:.0f} ms | {alone} | {ratio} |"
        )
    return "\n".join(lines)
