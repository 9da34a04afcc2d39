"""How much reviewers agree, on the boxes that two of them answered by themselves.

An answer is a symbol, a name that is none yet, or that nothing of ours is there. A
curator's last word has no say in it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from storage.answers import ANSWERS, NONE, Meaning, meaning
from storage.insights.kappa import cohen_kappa, fleiss_kappa
from storage.insights.shares import Share
from storage.insights.standing import ALL, InsightFilter, Period, about_symbol
from storage.merges import merged_symbols
from storage.models import Decision, SecondOpinion
from storage.naming import storable
from storage.records import Outcome
from storage.workspace import Workspace

_COUNTED = (Outcome.AGREED, Outcome.DISAGREED, Outcome.SETTLED)


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers, by name; kappa: Cohen's, None where they never varied."""

    one: str
    other: str
    same: Share
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs with most boxes first; shares by time, oldest first.

    same: of all boxes, None without any. fleiss: Fleiss' kappa over all of them, None
    where no two answers differ.
    """

    pairs: tuple[PairAgreement, ...]
    periods: tuple[tuple[date, Share], ...]
    same: Share | None
    fleiss: float | None


@dataclass(frozen=True, slots=True)
class _Item:
    day: date
    people: tuple[str, str]
    said: tuple[Meaning, Meaning]

    @property
    def agrees(self) -> bool:
        return self.said[0] == self.said[1]


def agreement(ws: Workspace, wanted: InsightFilter = ALL) -> Agreement:
    """Compare first and second answers, counted when the second was given.

    The list and the symbol of a filter are those of the first answer; the reviewer is
    either of the two.
    """
    with ws.reading() as session:
        items = _items(session, wanted)
    by_pair: dict[tuple[str, str], list[_Item]] = defaultdict(list)
    by_day: dict[date, list[_Item]] = defaultdict(list)
    for item in items:
        by_pair[item.people].append(item)
        by_day[item.day].append(item)
    pairs = [_pair(people, own) for people, own in by_pair.items()]
    return Agreement(
        pairs=tuple(sorted(pairs, key=lambda one: (-one.same.of, one.one, one.other))),
        periods=tuple((day, _same(by_day[day])) for day in sorted(by_day)),
        same=_same(items) if items else None,
        fleiss=fleiss_kappa([item.said for item in items]),
    )


def first_day(moment: datetime, period: Period) -> date:
    """Return the first day of a day or week in UTC; weeks begin on Monday."""
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday()) if period is Period.WEEK else day


def _pair(people: tuple[str, str], items: Sequence[_Item]) -> PairAgreement:
    kappa = cohen_kappa([item.said for item in items])
    return PairAgreement(*people, _same(items), kappa)


def _same(items: Sequence[_Item]) -> Share:
    return Share(sum(item.agrees for item in items), len(items))


def _items(session: Session, wanted: InsightFilter) -> list[_Item]:
    second = aliased(Decision)
    answers = (
        select(
            Decision.action,
            Decision.symbol_id,
            Decision.proposed_symbol,
            Decision.reviewer,
            second.action,
            second.symbol_id,
            second.proposed_symbol,
            second.reviewer,
            second.decided_at,
        )
        .join(SecondOpinion, SecondOpinion.decision_id == Decision.id)
        .join(second, second.id == SecondOpinion.second_id)
        .where(SecondOpinion.outcome.in_(_COUNTED), second.action.in_(ANSWERS))
        .order_by(SecondOpinion.id)
    )
    rows = about_symbol(answers, wanted)
    if wanted.reviewer:
        name = storable(wanted.reviewer)
        rows = rows.where((Decision.reviewer == name) | (second.reviewer == name))
    if wanted.since is not None:
        rows = rows.where(second.decided_at >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(second.decided_at < wanted.until)
    merged = merged_symbols(session)
    return [_item(row, merged, wanted.period) for row in session.execute(rows)]


def _item(row: Any, merged: dict[int, int], period: Period) -> _Item:
    name, other, decided_at = row[3], row[7], row[8]
    said = (
        meaning(row[0], row[1], row[2], merged) or NONE,
        meaning(row[4], row[5], row[6], merged) or NONE,
    )
    day = first_day(decided_at, period)
    if name <= other:
        return _Item(day, (name, other), said)
    return _Item(day, (other, name), (said[1], said[0]))
