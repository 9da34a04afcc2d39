"""How often what was put forward for a symbol was right, over time."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import case, func, select

from storage.insights.shares import Share
from storage.insights.standing import ALL, InsightFilter, answered, standing
from storage.records import Action
from storage.workspace import Workspace

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SymbolName:
    """A symbol, as a figure names it."""

    id: int
    name: str
    list_name: str


@dataclass(frozen=True, slots=True)
class PrecisionRow:
    """One symbol in one day or week; `confirmed` of what was confirmed or refused."""

    period: date
    symbol: SymbolName
    confirmed: Share


@dataclass(frozen=True, slots=True)
class Precision:
    """Rows by time and name; sums over symbols, by time; and over time, by symbol.

    symbols: most decisions first.
    """

    rows: tuple[PrecisionRow, ...]
    periods: tuple[tuple[date, Share], ...]
    symbols: tuple[tuple[SymbolName, Share], ...]


def precision(ws: Workspace, wanted: InsightFilter = ALL) -> Precision:
    """Count what was confirmed of what was proposed, by symbol and day or week."""
    with ws.reading() as session:
        decided = standing(session, wanted)
        of_symbol = decided.c.symbol_id, decided.c.symbol, decided.c.list_name
        counted = session.execute(
            select(
                decided.c.period,
                *of_symbol,
                func.sum(case((decided.c.action == Action.CONFIRMED, 1), else_=0)),
                func.count(),
            )
            .where(answered(decided))
            .group_by(decided.c.period, *of_symbol)
            .order_by(decided.c.period, decided.c.symbol, decided.c.symbol_id)
        ).all()
    rows = tuple(
        PrecisionRow(
            date.fromisoformat(day), SymbolName(*symbol), Share(int(right), of)
        )
        for day, *symbol, right, of in counted
    )
    symbols = _sums((row.symbol, row.confirmed) for row in rows)
    return Precision(
        rows=rows,
        periods=_sums((row.period, row.confirmed) for row in rows),
        symbols=tuple(sorted(symbols, key=lambda one: (-one[1].of, one[0].name))),
    )


def _sums(parts: Iterable[tuple[Key, Share]]) -> tuple[tuple[Key, Share], ...]:
    right: dict[Key, int] = defaultdict(int)
    of: dict[Key, int] = defaultdict(int)
    for key, share in parts:
        right[key] += share.right
        of[key] += share.of
    return tuple((key, Share(right[key], of[key])) for key in of)
