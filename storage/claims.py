"""Who holds a case. Inside a caller's transaction."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session, object_session

from storage.asked import is_meant_for
from storage.errors import ConflictError, NotFoundError
from storage.models import Case
from storage.waiting import lock_case
from storage.workspace import Workspace


def claimable_case(session: Session, case_id: int) -> Case:
    """Read and lock a case. Raises NotFoundError if there is none."""
    case = lock_case(session, case_id)
    if case is None:
        raise NotFoundError("There is no such case (any more). Take the next one.")
    return case


def check_meant(session: Session | None, case: Case, *, reviewer: str) -> None:
    """Raise NotFoundError for a case that is not for a reviewer."""
    if session is not None and not is_meant_for(session, case, reviewer):
        raise NotFoundError("There is no such case (any more). Take the next one.")


def is_free(ws: Workspace, case: Case, *, reviewer: str) -> bool:
    """Whether a reviewer may take a case: nobody else holds it now."""
    until = case.claimed_until
    return case.claimed_by in (None, reviewer) or until is None or until <= ws.now()


def check_claim(ws: Workspace, case: Case, *, reviewer: str) -> None:
    """Raise ConflictError unless the reviewer may work on the case now.

    Raises NotFoundError for a case that is not for them: that it is there tells enough.
    """
    check_meant(object_session(case), case, reviewer=reviewer)
    if case.closed_at is not None:
        raise ConflictError("This case is closed already. Take the next one.")
    if not is_free(ws, case, reviewer=reviewer):
        raise ConflictError(
            f"{case.claimed_by} works on this case until {case.claimed_until:%H:%M} "
            "UTC; nothing was saved. Take the next one."
        )


def claim(ws: Workspace, case: Case, *, reviewer: str) -> datetime:
    """Give a case to a reviewer; what the last holder still sees becomes stale."""
    if case.claimed_by not in (None, reviewer):
        case.version += 1
    until = ws.now() + timedelta(seconds=ws.claim_s)
    case.claimed_by, case.claimed_until = reviewer, until
    return until
