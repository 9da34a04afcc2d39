"""Decisions as tables: a row for each time or reviewer, a column for each kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from storage.insights.pace import DecisionCount
from storage.records import Action

KINDS = tuple(action for action in Action if action is not Action.UNDONE)


@dataclass(frozen=True, slots=True)
class CountRow:
    """Decisions of one time or one reviewer. counts: by kind, in the order of KINDS."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return how many there are of all kinds."""
        return sum(self.counts)


def kind_table(counts: Iterable[DecisionCount]) -> Sequence[CountRow]:
    """Return a row for each day or week, newest first."""
    found: dict[date, Counter[Action]] = defaultdict(Counter)
    for one in counts:
        found[one.period][one.action] += one.count
    return [_row(f"{day:%-d %b %Y}", found[day]) for day in sorted(found, reverse=True)]


def reviewer_table(counts: Iterable[DecisionCount]) -> Sequence[CountRow]:
    """Return a row for each reviewer, who decided most first."""
    found: dict[str, Counter[Action]] = defaultdict(Counter)
    for one in counts:
        found[one.reviewer][one.action] += one.count
    rows = [_row(name, by_kind) for name, by_kind in found.items()]
    return sorted(rows, key=lambda row: (-row.total, row.name))


def _row(name: str, by_kind: Counter[Action]) -> CountRow:
    return CountRow(name, tuple(by_kind[kind] for kind in KINDS))
