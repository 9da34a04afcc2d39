"""Putting regions into cases and taking them out, inside a caller's transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session

from storage.asked import asks_in_case
from storage.models import Case, CaseRegion, CaseSkip, MatchRow
from storage.records import CaseReason, Purpose
from storage.second_opinions import ask_seconds


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """What putting regions into a case did; `begun`: those that did not wait before."""

    case: Case
    opened: bool
    begun: frozenset[int]


def open_work() -> ColumnElement[bool]:
    """Whether a case is open and is work: of an image there is at most one."""
    return Case.closed_at.is_(None) & (Case.purpose == Purpose.WORK)


def lock_case(session: Session, case_id: int) -> Case | None:
    """Read a case and keep others from changing it until the transaction ends."""
    return session.get(Case, case_id, with_for_update={"of": Case})


def let_wait(
    session: Session,
    *,
    image_id: int,
    priorities: Mapping[int, float],
    reason: CaseReason,
    at: datetime,
    by: str = "",
) -> Waiting:
    """Make regions of one image wait in its open case, opening one if there is none.

    priorities: region id -> how much it matters. by: who caused it: a reviewer who
    holds the case is told of it another way than by a stale version.
    """
    case = session.scalar(
        select(Case)
        .where(open_work(), Case.image_id == image_id)
        .with_for_update(of=Case)
    )
    opened = case is None
    if case is None:
        case = Case(
            image_id=image_id,
            reason=reason,
            priority=0.0,
            uncertainty=0.0,
            opened_at=at,
        )
        session.add(case)
        session.flush()
    begun = frozenset(
        region_id for region_id in priorities if _begin(session, case.id, region_id)
    )
    case.priority = max([case.priority, *priorities.values()])
    case.uncertainty = max(case.uncertainty, _uncertainty(session, priorities))
    case.bare = False
    if begun and not opened:
        touch(case, by=by)
        session.execute(delete(CaseSkip).where(CaseSkip.case_id == case.id))
    session.flush()
    return Waiting(case, opened, begun)


def open_bare(
    session: Session, *, image_id: int, priority: float, at: datetime
) -> None:
    """Let an image wait on which nothing was found, for an audit."""
    session.add(
        Case(
            image_id=image_id,
            reason=CaseReason.AUDIT,
            priority=priority,
            uncertainty=0.0,
            opened_at=at,
            bare=True,
        )
    )
    session.flush()


def let_wait_in(session: Session, case: Case, region_id: int) -> None:
    """Make a region wait in one case, be it work or not; a closed one opens again."""
    _begin(session, case.id, region_id)
    case.closed_at = None
    case.bare = False
    session.flush()


def _uncertainty(session: Session, region_ids: Collection[int]) -> float:
    """Return how far from sure the least sure best match is: 1 is an even chance."""
    rows = session.execute(
        select(MatchRow.probability, MatchRow.similarity).where(
            MatchRow.region_id.in_(region_ids), MatchRow.rank == 1
        )
    )
    chances = (
        max(0.0, similarity) if probability is None else probability
        for probability, similarity in rows
    )
    return max((1.0 - abs(2.0 * chance - 1.0) for chance in chances), default=0.0)


def _begin(session: Session, case_id: int, region_id: int) -> bool:
    row = session.get(CaseRegion, (case_id, region_id))
    if row is None:
        session.add(CaseRegion(case_id=case_id, region_id=region_id, waiting=True))
        return True
    if row.waiting:
        return False
    row.waiting, row.escalated_by = True, None
    return True


def stop_waiting(session: Session, case: Case, region_ids: Collection[int]) -> None:
    """Say that regions of a case wait no longer."""
    session.execute(
        update(CaseRegion)
        .where(CaseRegion.case_id == case.id, CaseRegion.region_id.in_(region_ids))
        .values(waiting=False, escalated_by=None)
    )


def close_if_done(session: Session, case: Case, *, at: datetime) -> bool:
    """Close a case in which nothing waits for anybody; say whether it is closed.

    What was picked of it for a second opinion is asked then.
    """
    if case.closed_at is None and not _waits(session, case):
        case.closed_at = at
        release(case)
        ask_seconds(session, case, at=at)
    session.flush()
    return case.closed_at is not None


def _waits(session: Session, case: Case) -> bool:
    session.flush()
    region = exists().where(CaseRegion.case_id == case.id, CaseRegion.waiting.is_(True))
    found = select(Case.id).where(
        Case.id == case.id, Case.bare.is_(True) | region | asks_in_case()
    )
    return session.scalar(found) is not None


def reopen_case(session: Session, case: Case) -> None:
    """Open a closed case again, unless its image waits in another one meanwhile."""
    is_open = exists().where(open_work(), Case.image_id == case.image_id)
    if case.purpose is Purpose.WORK and not session.scalar(select(is_open)):
        case.closed_at = None
        session.flush()


def touch(case: Case, *, by: str) -> None:
    """Make older views of a case stale, unless who holds it did the change."""
    if case.claimed_by != by:
        case.version += 1


def release(case: Case) -> None:
    """Let a case go."""
    case.claimed_by = case.claimed_until = None
