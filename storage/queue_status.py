"""How much waits, and how a reviewer's day goes."""

from collections import defaultdict
from datetime import UTC, datetime
from statistics import median

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from storage.asked import meant_for
from storage.models import Case, Decision, Image, Symbol
from storage.queue import count_not_for, count_not_free, kept_by, open_to, some_of
from storage.records import Action, QueueFilter, QueueStatus
from storage.workspace import Workspace

MANY = 300  # more matches of a filter than this are not counted
ANY = QueueFilter()


def queue_status(ws: Workspace, *, reviewer: str) -> QueueStatus:
    """Count what waits, what others hold and what the reviewer did today (UTC)."""
    now = ws.now()
    is_open = Case.closed_at.is_(None)
    by_others = (
        Case.claimed_by.is_not(None),
        Case.claimed_by != reviewer,
        Case.claimed_until > now,
    )
    mine = (meant_for(reviewer),)
    with ws.reading() as session:
        decided, seconds = _today(session, reviewer, now)
        every = _count(session, Case, is_open)
        return QueueStatus(
            open_cases=every - count_not_for(session, reviewer),
            waiting_for_me=every - count_not_free(session, reviewer, now),
            claimed_by_others=_count(session, Case, is_open, *by_others, *mine),
            decided_today_by_me=decided,
            images=_count(session, Image),
            symbols=_count(session, Symbol, Symbol.removed_at.is_(None)),
            seconds_a_case=seconds,
        )


def count_wanted(ws: Workspace, wanted: QueueFilter, *, reviewer: str) -> int:
    """Count the cases that a filter keeps for a reviewer; at most MANY + 1."""
    free = open_to(reviewer, ws.now())
    with ws.reading() as session:
        # Of a filter that keeps many, these are enough to say so.
        some = some_of(session, wanted, most=2 * MANY)
        if len(some) > MANY and _at_most(session, free, Case.id.in_(some)) > MANY:
            return MANY + 1
        return _at_most(session, free, *kept_by(session, wanted))


def _at_most(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Count cases, but no more than MANY + 1."""
    some = select(Case.id).where(*conditions).limit(MANY + 1)
    count = select(func.count()).select_from(some.subquery())
    return session.execute(count).scalar_one()


def _count(session: Session, row: type, *only: ColumnElement[bool]) -> int:
    rows = select(func.count()).select_from(row).where(*only)
    return session.execute(rows).scalar_one()


def _today(session: Session, reviewer: str, now: datetime) -> tuple[int, float | None]:
    """Return how many decisions stand, and the median seconds of a case."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = session.execute(
        select(
            Decision.id,
            Decision.action,
            Decision.undoes_id,
            Decision.case_id,
            Decision.seconds,
        ).where(Decision.reviewer == reviewer, Decision.decided_at >= today)
    ).all()
    undone = set(
        session.scalars(
            select(Decision.undoes_id).where(
                Decision.undoes_id.is_not(None), Decision.decided_at >= today
            )
        )
    )
    answers = [
        row
        for row in rows
        if row.action not in (Action.UNDONE, Action.SKIPPED) and row.id not in undone
    ]
    took: dict[int, float] = defaultdict(float)
    for row in answers:
        took[row.case_id] += row.seconds or 0.0
    measured = [seconds for seconds in took.values() if seconds > 0]
    return len(answers), median(measured) if measured else None
