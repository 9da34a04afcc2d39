"""Several regions decided by one press: one row each, in one transaction.

The regions may be of other cases. Those that do not wait any more, or that somebody
else works on, are left as they are: the press is not refused for them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.answering import write_answer
from storage.asked import BLIND, asked_ids
from storage.case_views import waits_for
from storage.claims import is_free
from storage.models import Case, CaseRegion, Decision, Region
from storage.records import Action, DecisionInput, Purpose
from storage.waiting import close_if_done, lock_case, open_work, touch
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Decidable:
    """A region that can be decided, with the case that it waits in."""

    case: Case
    region: Region


def decidable_also(
    ws: Workspace, session: Session, case: Case, press: DecisionInput
) -> list[Decidable]:
    """Lock the cases of `press.also` and return the regions that may be decided now."""
    wanted = set(press.also) - {press.region_id}
    if not wanted or case.purpose is Purpose.DISPUTE:
        return []  # each dispute is settled by itself
    if case.purpose in BLIND:
        return _asked_also(session, case, wanted)
    rows = session.execute(
        select(CaseRegion.case_id, Region)
        .join(Region, Region.id == CaseRegion.region_id)
        .join(Case, Case.id == CaseRegion.case_id)
        .where(
            CaseRegion.region_id.in_(wanted),
            open_work(),
            Region.removed_at.is_(None),
            waits_for(press.reviewer),
        )
        .order_by(CaseRegion.case_id, Region.id)
    ).all()
    cases = {case.id: case}
    for case_id, _ in rows:
        if case_id not in cases and (other := lock_case(session, case_id)):
            cases[case_id] = other
    return [
        Decidable(cases[case_id], region)
        for case_id, region in rows
        if case_id in cases and _may(ws, cases[case_id], press.reviewer)
    ]


def _asked_also(
    session: Session, case: Case, wanted: Collection[int]
) -> list[Decidable]:
    """Return what of it is asked in this case, or waits in it; never in others."""
    work = select(CaseRegion.region_id).where(
        CaseRegion.case_id == case.id, CaseRegion.waiting.is_(True)
    )
    ids = asked_ids(session, case, waiting=True) | set(session.scalars(work))
    regions = session.scalars(
        select(Region)
        .where(Region.id.in_(ids & set(wanted)), Region.removed_at.is_(None))
        .order_by(Region.id)
    )
    return [Decidable(case, region) for region in regions]


def write_also(
    ws: Workspace,
    session: Session,
    first: Decision,
    also: Sequence[Decidable],
    press: DecisionInput,
) -> None:
    """Say the same of the other regions; only the first one becomes a reference."""
    if not also:
        return
    first.group_id = press.request_id
    made = first.created_symbol_id is not None
    for one in also:
        own = replace(
            press,
            request_id=f"{press.request_id}/{one.region.id}",
            region_id=one.region.id,
            # What the first one made a symbol of is that symbol in the others, too.
            action=Action.CONFIRMED if made else press.action,
            symbol_id=first.symbol_id if made else press.symbol_id,
            new_symbol=None if made else press.new_symbol,
            seconds=None,
        )
        decision = write_answer(ws, session, one.case, one.region, own, None)
        decision.group_id = press.request_id
        if one.case.id != first.case_id:
            touch(one.case, by=press.reviewer)
            close_if_done(session, one.case, at=ws.now())
    session.flush()


def _may(ws: Workspace, case: Case, reviewer: str) -> bool:
    return case.closed_at is None and is_free(ws, case, reviewer=reviewer)
