"""How long a case takes a reviewer: median and 90th percentile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Subquery, case, func, literal, select
from sqlalchemy.orm import Session

from storage.insights.standing import ALL, InsightFilter, standing
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CaseTime:
    """Cases that a day or week saw, and the seconds that one took.

    period: None for all of them. p90: the shortest time that nine of ten stay within.
    """

    period: date | None
    cases: int
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """By day or week, oldest first; and of all together, None if nothing was timed."""

    periods: tuple[CaseTime, ...]
    overall: CaseTime | None


def case_times(ws: Workspace, wanted: InsightFilter = ALL) -> CaseTimes:
    """Measure the time on cases: one reviewer's seconds on one case in one period."""
    with ws.reading() as session:
        decided = standing(session, wanted)
        took = func.sum(decided.c.seconds).label("took")
        visits = (
            select(decided.c.period, took)
            .group_by(decided.c.period, decided.c.case_id, decided.c.reviewer)
            .having(func.sum(decided.c.seconds) > 0)
            .subquery()
        )
        overall = _spread(session, visits, literal(None).label("period"))
        periods = _spread(session, visits, visits.c.period)
    return CaseTimes(periods, overall[0] if overall else None)


def _spread(session: Session, visits: Subquery, period: Any) -> tuple[CaseTime, ...]:
    """Pick the places of median and percentile from the times, sorted by period."""
    whole = {} if period is not visits.c.period else {"partition_by": visits.c.period}
    sorted_visits = select(
        period,
        visits.c.took,
        func.row_number().over(**whole, order_by=visits.c.took).label("place"),
        func.count().over(**whole).label("n"),
    ).subquery()
    place, n, took = (sorted_visits.c[name] for name in ("place", "n", "took"))
    middle = place.in_([(n + 1) // 2, (n + 2) // 2])
    rows = session.execute(
        select(
            sorted_visits.c.period,
            func.count(),
            func.avg(case((middle, took))),
            func.max(case((place == (9 * n + 9) // 10, took))),
        )
        .group_by(sorted_visits.c.period)
        .order_by(sorted_visits.c.period)
    ).all()
    return tuple(
        CaseTime(date.fromisoformat(day) if day else None, cases, median, p90)
        for day, cases, median, p90 in rows
    )
