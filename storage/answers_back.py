"""Taking back a second opinion, a gold answer, or what one of these was asked of."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.acting import Role, has_role
from storage.asked import stop_asking
from storage.errors import ConflictError
from storage.models import AskedRegion, Case, Decision, GoldAsk
from storage.records import DecisionKind, Outcome
from storage.second_opinions import opinion_of, stop
from storage.waiting import close_if_done

_UNSETTLED = (Outcome.OPEN, Outcome.DISAGREED)


def take_answer_back(session: Session, case: Case, decision: Decision) -> Case:
    """Let a checked box be asked again where it was; return that case.

    Raises ConflictError for a second opinion that a curator has settled.
    """
    if decision.kind is DecisionKind.GOLD:
        ask = session.scalar(select(GoldAsk).where(GoldAsk.decision_id == decision.id))
        if ask is not None:
            ask.decision_id = ask.right = None
    elif not _reopen_opinion(session, decision):
        return case
    asked = session.get(AskedRegion, (case.id, decision.region_id))
    if asked is not None:
        asked.waiting = True
        case.closed_at = None
    session.flush()
    return case


def _reopen_opinion(session: Session, decision: Decision) -> bool:
    """Forget a second or an upholding answer; say whether it is asked again."""
    opinion = opinion_of(session, decision)
    if opinion is None or opinion.outcome is Outcome.WITHDRAWN:
        return False
    if decision.kind is DecisionKind.UPHELD:
        opinion.final_id, opinion.outcome = None, Outcome.DISAGREED
        return True
    if opinion.outcome is Outcome.SETTLED:
        raise ConflictError(
            "A curator has settled this box meanwhile; nothing was saved. Ask them."
        )
    dispute = session.get(Case, opinion.dispute_id) if opinion.dispute_id else None
    opinion.second_id, opinion.outcome = None, Outcome.OPEN
    opinion.dispute_id = None
    if dispute is not None:
        stop_asking(session, dispute, [decision.region_id or 0])
        close_if_done(session, dispute, at=decision.decided_at)
    return True


def withdraw_opinion(session: Session, decision: Decision, *, at: datetime) -> None:
    """Ask nobody any more about a decision that is taken back.

    Raises ConflictError for one that a curator has upheld, but to curators.
    """
    opinion = opinion_of(session, decision)
    if opinion is None or opinion.decision_id != decision.id:
        return
    if opinion.outcome is Outcome.SETTLED and not has_role(Role.CURATOR):
        raise ConflictError(
            "A curator has settled this box meanwhile; nothing was saved. Ask them."
        )
    if opinion.outcome not in _UNSETTLED:
        return
    opinion.outcome = Outcome.WITHDRAWN
    for case in stop(session, opinion):
        close_if_done(session, case, at=at)
    session.flush()
