"""Taking a decision back: another decision, and the reverse of what followed."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.acting import Role, has_role
from storage.answers_back import take_answer_back, withdraw_opinion
from storage.claims import claim, claimable_case, is_free
from storage.decision_kinds import EFFECTIVE
from storage.decisions import decision_result
from storage.errors import ConflictError, NotAllowedError, NotFoundError
from storage.gallery_log import hold_gallery
from storage.hunting import follow_up
from storage.models import (
    Case,
    CaseRegion,
    CaseSkip,
    Decision,
)
from storage.records import Action, CaseReason, DecisionResult
from storage.taking_back import take_out_of_gallery, undo_row
from storage.waiting import let_wait, reopen_case
from storage.workspace import Workspace


def undo(ws: Workspace, *, decision_id: int, reviewer: str) -> DecisionResult:
    """Take a decision back with all that it changed; its region waits again.

    What was decided together with it is taken back together with it. The reference it
    added leaves the gallery, and so do cases that only this had raised. Raises
    ConflictError for an undo and for what was undone already, NotFoundError for an
    unknown id, NotAllowedError where it is another's and whoever acts is no curator.
    """
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        decision = _undoable(session, decision_id)
        if not may_undo(decision.reviewer, by=reviewer):
            raise NotAllowedError(
                f"{decision.reviewer} made this decision: only they or a curator can "
                "take it back. Ask one of them; nothing was changed."
            )
        for one in _together(session, decision):
            _undo_one(ws, session, one, reviewer)
        undoing, case = _undo_one(ws, session, decision, reviewer)
        if case.closed_at is None and is_free(ws, case, reviewer=reviewer):
            claim(ws, case, reviewer=reviewer)
        undo_id, case_id = undoing.id, case.id
    follow_up(ws)
    return decision_result(ws, undo_id, reviewer=reviewer, case_id=case_id)


def may_undo(decided_by: str, *, by: str) -> bool:
    """Say whether one may take back a decision: one's own, or as a curator any."""
    return decided_by == by or has_role(Role.CURATOR)


def _undoable(session: Session, decision_id: int) -> Decision:
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise NotFoundError("There is no such decision. Look at the list again.")
    if decision.action is Action.UNDONE:
        raise ConflictError("An undo cannot be undone: decide the box again instead.")
    undone_by = session.scalar(
        select(Decision.reviewer).where(Decision.undoes_id == decision_id)
    )
    if undone_by is not None:
        raise ConflictError(f"This decision was undone already, by {undone_by}.")
    return decision


def _together(session: Session, decision: Decision) -> Sequence[Decision]:
    """Return the others of a group that still stand, newest first."""
    if decision.group_id is None:
        return ()
    undone = select(Decision.undoes_id).where(Decision.undoes_id.is_not(None))
    return session.scalars(
        select(Decision)
        .where(
            Decision.group_id == decision.group_id,
            Decision.id != decision.id,
            Decision.action != Action.UNDONE,
            Decision.id.not_in(undone),
        )
        .order_by(Decision.id.desc())
    ).all()


def _undo_one(
    ws: Workspace, session: Session, decision: Decision, reviewer: str
) -> tuple[Decision, Case]:
    """Write the undo of one row; return it and the case in which its region waits."""
    case = claimable_case(session, decision.case_id)
    undoing = undo_row(ws, decision, reviewer)
    session.add(undoing)
    session.flush()
    return undoing, _take_back(ws, session, case, decision, undoing)


def _take_back(
    ws: Workspace, session: Session, case: Case, decision: Decision, undoing: Decision
) -> Case:
    """Reverse what a decision did; return the case in which its region waits."""
    if decision.action is Action.SKIPPED:
        mine = CaseSkip.reviewer == decision.reviewer
        session.execute(delete(CaseSkip).where(CaseSkip.case_id == case.id, mine))
        return case
    if decision.kind not in EFFECTIVE:
        return take_answer_back(session, case, decision)
    withdraw_opinion(session, decision, at=undoing.decided_at)
    if decision.action is Action.ESCALATED:
        rows = update(CaseRegion).where(
            CaseRegion.case_id == case.id,
            CaseRegion.escalated_by == decision.reviewer,
        )
        if decision.region_id is not None:
            rows = rows.where(CaseRegion.region_id == decision.region_id)
        session.execute(rows.values(escalated_by=None))
        return case
    take_out_of_gallery(session, decision, undoing)
    return _wait_again(ws, session, case, decision, undoing.reviewer)


def _wait_again(
    ws: Workspace, session: Session, case: Case, decision: Decision, reviewer: str
) -> Case:
    region_id = decision.region_id
    reopen_case(session, case)
    if region_id is None:  # nothing was on the image, as was said
        case.bare = case.closed_at is None
        return case
    waiting = let_wait(
        session,
        image_id=case.image_id,
        priorities={region_id: case.priority},
        reason=CaseReason.UNDO,
        at=ws.now(),
        by=reviewer,
    )
    return waiting.case
