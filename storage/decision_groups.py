"""Several regions decided by one press: one row each, in one transaction.

The regions may be of other cases. Those that do not wait any more, or that somebody
else works on, are left as they are: the press is not refused for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.case_views import waits_for
from storage.claims import is_free
from storage.decision_writing import write_decision
from storage.models import Case, CaseRegion, Decision, Region
from storage.records import Action, DecisionInput
from storage.waiting import close_if_done, lock_case, stop_waiting, touch
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
    if not wanted:
        return []
    rows = session.execute(
        select(CaseRegion.case_id, Region)
        .join(Region, Region.id == CaseRegion.region_id)
        .join(Case, Case.id == CaseRegion.case_id)
        .where(
            CaseRegion.region_id.in_(wanted),
            Case.closed_at.is_(None),
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
    for one in also:
        own = replace(
            press,
            request_id=f"{press.request_id}/{one.region.id}",
            region_id=one.region.id,
            # What the first one made a symbol of is that symbol in the others, too.
            action=Action.CONFIRMED if _is_new(press) else press.action,
            symbol_id=first.symbol_id if _is_new(press) else press.symbol_id,
            new_symbol=None,
            seconds=None,
        )
        decision = write_decision(ws, session, one.case, one.region, own, None)
        decision.group_id = press.request_id
        stop_waiting(session, one.case, [one.region.id])
        if one.case.id != first.case_id:
            touch(one.case, by=press.reviewer)
            close_if_done(session, one.case, at=ws.now())
    session.flush()


def _is_new(press: DecisionInput) -> bool:
    return press.action is Action.NEW_SYMBOL


def _may(ws: Workspace, case: Case, reviewer: str) -> bool:
    return case.closed_at is None and is_free(ws, case, reviewer=reviewer)
