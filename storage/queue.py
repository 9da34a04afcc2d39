"""Which open cases a reviewer may get, which of them they want, and in which order.

Conditions and orders of queries; owns no transaction.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    UnaryExpression,
    exists,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from storage.acting import Role, has_role
from storage.asked import asks_in_case, meant_for
from storage.case_views import waits_for
from storage.match_filters import of_symbols
from storage.models import (
    AskedRegion,
    Case,
    CaseBarred,
    CaseRegion,
    CaseSkip,
    GoldRegion,
    MatchRow,
    Region,
    SecondOpinion,
)
from storage.records import Purpose, QueueFilter, QueueOrder

FEW = 2000  # cases whose ids are handed to the query of the queue

Order = UnaryExpression[Any] | InstrumentedAttribute[Any]


def open_to(reviewer: str, now: datetime) -> ColumnElement[bool]:
    """Whether a case is free for a reviewer who may get it and has not skipped it."""
    skipped = exists().where(CaseSkip.case_id == Case.id, CaseSkip.reviewer == reviewer)
    free = or_(
        Case.claimed_by.is_(None),
        Case.claimed_by == reviewer,
        Case.claimed_until <= now,
    )
    work = exists().where(CaseRegion.case_id == Case.id, waits_for(reviewer))
    waits = work | Case.bare.is_(True) | asks_in_case()
    return Case.closed_at.is_(None) & free & ~skipped & waits & meant_for(reviewer)


def kept_by(session: Session, wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a case: one waiting box must meet all of it.

    What few cases meet is looked up from the matches; what many do is found soon enough
    by asking one case after another.
    """
    best = _of_best_match(wanted)
    own = [Region.verdict == wanted.verdict] if wanted.verdict is not None else []
    if not best and not own:
        return []
    if best:
        ids = session.scalars(_cases_of(*best, *own).limit(FEW + 1)).all()
        if len(ids) <= FEW:
            return [Case.id.in_(ids) | _asked(wanted)]
    waiting = CaseRegion.case_id == Case.id, CaseRegion.waiting.is_(True)
    of_region = Region.id == CaseRegion.region_id
    if best:
        own = [*own, exists().where(MatchRow.region_id == Region.id, *best)]
    return [exists().where(*waiting, of_region, *own) | _asked(wanted)]


def some_of(session: Session, wanted: QueueFilter, *, most: int) -> Sequence[int]:
    """Find some cases that a filter of lists or symbols keeps, by their matches."""
    best = _of_best_match(wanted)
    if not best:
        return ()
    own = [Region.verdict == wanted.verdict] if wanted.verdict is not None else []
    return session.scalars(_cases_of(*best, *own).limit(most)).all()


def _of_best_match(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    conditions = of_symbols(MatchRow.symbol_id, wanted)
    return [MatchRow.rank == 1, *conditions] if conditions else []


def _asked(wanted: QueueFilter) -> ColumnElement[bool]:
    """Whether a box that is asked meets a filter, by the matches that it shows."""
    chosen = []
    for kept in (SecondOpinion, GoldRegion):
        own = of_symbols(kept.best_symbol_id, wanted)
        if wanted.verdict is not None:
            own.append(kept.verdict == wanted.verdict)
        chosen.append(select(kept.id).where(*own))
    opinions, gold = chosen
    return exists().where(
        AskedRegion.case_id == Case.id,
        AskedRegion.waiting.is_(True),
        AskedRegion.opinion_id.in_(opinions) | AskedRegion.gold_id.in_(gold),
    )


def _cases_of(*conditions: ColumnElement[bool]) -> Select[int]:
    return (
        select(CaseRegion.case_id)
        .distinct()
        .join(Region, Region.id == CaseRegion.region_id)
        .join(MatchRow, MatchRow.region_id == Region.id)
        .where(CaseRegion.waiting.is_(True), *conditions)
    )


def in_order(order: QueueOrder) -> tuple[Order, ...]:
    """Return the columns to order by; what waits longest breaks ties."""
    if order is QueueOrder.AGE:
        return Case.opened_at, Case.id
    first = Case.uncertainty if order is QueueOrder.UNCERTAINTY else Case.priority
    return first.desc(), Case.opened_at, Case.id


def count_not_free(session: Session, reviewer: str, now: datetime) -> int:
    """Count the open cases that are none of `open_to`: few, however many are.

    Asking each of a hundred thousand open cases would take too long.
    """
    is_open = Case.closed_at.is_(None)
    held = select(Case.id).where(
        is_open,
        Case.claimed_by.is_not(None),
        Case.claimed_by != reviewer,
        Case.claimed_until > now,
    )
    skipped = (
        select(Case.id)
        .join(CaseSkip, CaseSkip.case_id == Case.id)
        .where(is_open, CaseSkip.reviewer == reviewer)
    )
    escalated = aliased(CaseRegion)
    handed_on = (
        select(Case.id)
        .join(escalated, escalated.case_id == Case.id)
        .where(
            is_open,
            escalated.escalated_by.is_not(None),
            ~exists().where(CaseRegion.case_id == Case.id, waits_for(reviewer)),
        )
    )
    out = union(held, skipped, handed_on, *_not_meant_for(reviewer)).subquery()
    return session.execute(select(func.count()).select_from(out)).scalar_one()


def count_not_for(session: Session, reviewer: str) -> int:
    """Count the open cases that may not come to a reviewer, whoever holds them."""
    out = union(*_not_meant_for(reviewer)).subquery()
    return session.execute(select(func.count()).select_from(out)).scalar_one()


def _not_meant_for(reviewer: str) -> list[Select[int]]:
    """Select, for each reason, the open cases that may not come to a reviewer."""
    is_open = Case.closed_at.is_(None)
    barred = (
        select(Case.id)
        .join(CaseBarred, CaseBarred.case_id == Case.id)
        .where(is_open, CaseBarred.reviewer == reviewer)
    )
    of_others = select(Case.id).where(
        is_open, Case.only_for.is_not(None), Case.only_for != reviewer
    )
    if has_role(Role.CURATOR):
        return [barred, of_others]
    asked = select(AskedRegion.case_id).where(AskedRegion.waiting.is_(True))
    disputed = select(Case.id).where(
        is_open, Case.purpose == Purpose.DISPUTE, Case.id.in_(asked)
    )
    return [barred, of_others, disputed]
