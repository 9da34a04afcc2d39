"""How long the open cases have waited."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, exists, func, select

from storage.insights.standing import ALL, InsightFilter, chosen_symbols
from storage.models import Case, CaseRegion, MatchRow
from storage.records import Purpose
from storage.workspace import Workspace

# What each group is called, and the age at which the next one begins.
AGES = (
    ("under 1 h", timedelta(hours=1)),
    ("1–24 h", timedelta(days=1)),
    ("1–3 days", timedelta(days=3)),
    ("3–7 days", timedelta(days=7)),
    ("1–4 weeks", timedelta(weeks=4)),
    ("4+ weeks", None),
)


@dataclass(frozen=True, slots=True)
class QueueAge:
    """Open cases by age, youngest first; and the one that has waited longest."""

    groups: tuple[tuple[str, int], ...]
    oldest_case_id: int | None
    oldest_since: datetime | None

    @property
    def total(self) -> int:
        """Return how many cases are open."""
        return sum(count for _, count in self.groups)


def queue_age(ws: Workspace, wanted: InsightFilter = ALL) -> QueueAge:
    """Count the open cases by age.

    Only the list and the symbol of a filter count: of the best match of a box that
    waits. Who decides a case, and when, is not known before.
    """
    now = ws.now()
    of_filter: list[ColumnElement[bool]] = [
        Case.closed_at.is_(None),
        Case.purpose != Purpose.GOLD,  # asks nothing that is not known
    ]
    if wanted.chooses_symbols:
        of_filter.append(
            exists().where(
                CaseRegion.case_id == Case.id,
                CaseRegion.waiting.is_(True),
                MatchRow.region_id == CaseRegion.region_id,
                MatchRow.rank == 1,
                MatchRow.symbol_id.in_(chosen_symbols(wanted)),
            )
        )
    group = case(
        *(
            (Case.opened_at > now - age, place)
            for place, (_, age) in enumerate(AGES)
            if age is not None
        ),
        else_=len(AGES) - 1,
    ).label("age")
    grouped = select(group).where(*of_filter).subquery()
    with ws.reading() as session:
        counts = {
            place: count
            for place, count in session.execute(
                select(grouped.c.age, func.count()).group_by(grouped.c.age)
            )
        }
        oldest = session.execute(
            select(Case.id, Case.opened_at)
            .where(*of_filter)
            .order_by(Case.opened_at, Case.id)
            .limit(1)
        ).first()
    return QueueAge(
        groups=tuple((name, counts.get(i, 0)) for i, (name, _) in enumerate(AGES)),
        oldest_case_id=None if oldest is None else oldest[0],
        oldest_since=None if oldest is None else oldest[1],
    )
