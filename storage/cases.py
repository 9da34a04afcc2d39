"""The queue: which case comes next, and who holds it.

A case belongs to one reviewer for a while (a claim); others do not get it until the
claim ends.
"""

from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from storage.audit_trail import note
from storage.claims import (
    check_claim,
    check_meant,
    claim,
    claimable_case,
    is_free,
)
from storage.embedder_in_use import embedder_in_use
from storage.errors import NotFoundError
from storage.gallery_log import hold_gallery
from storage.gold_answers import gold_is_due, put_gold_before
from storage.hunting import follow_up
from storage.matching import refresh_image
from storage.models import Case, CaseSkip, GalleryState, Region
from storage.queue import in_order, kept_by, open_to
from storage.queue_status import ANY
from storage.records import CaseView, QueueFilter
from storage.shown_cases import case_view
from storage.waiting import release
from storage.workspace import Workspace

_ABANDONED_AFTER_S = 60.0  # a change whose process died before it was followed up


def next_case(
    ws: Workspace,
    *,
    reviewer: str,
    wanted: QueueFilter = ANY,
    after_case_id: int | None = None,
) -> CaseView | None:
    """Claim the case that comes first and show it; None when nothing waits.

    A case that the reviewer holds already comes first. wanted: which cases, in which
    order. after_case_id: not that one.
    """
    follow_up(ws, older_than_s=_ABANDONED_AFTER_S)
    with ws.reading() as session:
        conditions = [open_to(reviewer, ws.now()), *kept_by(session, wanted)]
    if after_case_id is not None:
        conditions.append(Case.id != after_case_id)
    with ws.writing() as session:
        queue = (
            select(Case)
            .where(*conditions)
            .order_by(*in_order(wanted.order))
            .limit(1)
            .with_for_update(of=Case, skip_locked=True)
        )
        mine = queue.where(Case.claimed_by == reviewer)
        case = session.scalar(mine) or session.scalar(queue)
        if case is None:
            return None
        if case.claimed_by != reviewer and gold_is_due(
            ws, session, case, reviewer=reviewer
        ):
            case = put_gold_before(ws, session, case, wanted, reviewer=reviewer) or case
        _take(ws, case, reviewer=reviewer)
        case_id = case.id
    return show_case(ws, case_id, reviewer=reviewer)


def case_ahead(
    ws: Workspace, *, reviewer: str, wanted: QueueFilter = ANY, after_case_id: int
) -> CaseView | None:
    """Prepare the case that will come after one: up to date, but claimed by nobody."""
    with ws.reading() as session:
        conditions = [open_to(reviewer, ws.now()), *kept_by(session, wanted)]
        case = session.scalar(
            select(Case)
            .where(*conditions, Case.id != after_case_id)
            .order_by(*in_order(wanted.order))
            .limit(1)
        )
        due = case is not None and gold_is_due(ws, session, case, reviewer=reviewer)
    if case is None:
        return None
    case_id = case.id
    if due:
        with ws.writing() as session:
            case = claimable_case(session, case_id)
            gold = put_gold_before(ws, session, case, wanted, reviewer=reviewer)
            case_id = case_id if gold is None else gold.id
    return show_case(ws, case_id, reviewer=reviewer)


def open_case(ws: Workspace, case_id: int, *, reviewer: str) -> CaseView:
    """Show a case by its id, and claim it if it is open and nobody else holds it.

    Raises NotFoundError if there is none, or none for this reviewer.
    """
    with ws.writing() as session:
        case = claimable_case(session, case_id)
        check_meant(session, case, reviewer=reviewer)
        if case.closed_at is None and is_free(ws, case, reviewer=reviewer):
            _take(ws, case, reviewer=reviewer)
    return show_case(ws, case_id, reviewer=reviewer)


def get_case(ws: Workspace, case_id: int, *, reviewer: str) -> CaseView:
    """Show a case without claiming it. Raises NotFoundError like `open_case`."""
    with ws.reading() as session:
        check_meant(session, _case(session, case_id), reviewer=reviewer)
    return show_case(ws, case_id, reviewer=reviewer)


def renew_claim(ws: Workspace, case_id: int, *, reviewer: str) -> datetime:
    """Hold a case for another while; return until when.

    Raises ConflictError if somebody else holds it or it is closed.
    """
    with ws.writing() as session:
        case = claimable_case(session, case_id)
        check_claim(ws, case, reviewer=reviewer)
        return claim(ws, case, reviewer=reviewer)


def release_claim(ws: Workspace, case_id: int, *, reviewer: str) -> None:
    """Let a case go, for others to take; nothing happens if one does not hold it."""
    with ws.writing() as session:
        case = claimable_case(session, case_id)
        if case.claimed_by == reviewer:
            release(case)


def end_claim(ws: Workspace, case_id: int) -> str | None:
    """Take a case from whoever holds it, as an admin may; return who did.

    What they still see becomes stale: their next press is refused, not lost.
    """
    with ws.writing() as session:
        case = claimable_case(session, case_id)
        held_by = case.claimed_by
        if held_by is not None:
            case.version += 1
            release(case)
            subject = f"case {case_id}"
            note(session, "claim", "ended", subject=subject, old={"held_by": held_by})
        return held_by


def bring_back_skipped(ws: Workspace, *, reviewer: str) -> int:
    """Let the cases that a reviewer skipped come to them again; return how many."""
    with ws.writing() as session:
        mine = CaseSkip.reviewer == reviewer
        open_ids = select(Case.id).where(Case.closed_at.is_(None))
        skips = mine & CaseSkip.case_id.in_(open_ids)
        count = select(func.count()).select_from(CaseSkip).where(skips)
        brought = session.execute(count).scalar_one()
        session.execute(delete(CaseSkip).where(mine))
        return brought


def show_case(ws: Workspace, case_id: int, *, reviewer: str) -> CaseView:
    """Bring a case's matches up to date and make its record."""
    with ws.reading() as session:
        case = _case(session, case_id)
        stale = _is_stale(session, case)
    if stale:
        with ws.writing() as session:
            hold_gallery(session, alone=True)
            refresh_image(ws, session, case.image_id)
    with ws.reading() as session:
        case = session.get_one(Case, case_id)
        return case_view(session, case, reviewer=reviewer, now=ws.now())


def _case(session: Session, case_id: int) -> Case:
    case = session.get(Case, case_id)
    if case is None:
        raise NotFoundError("There is no such case (any more). Take the next one.")
    return case


def _is_stale(session: Session, case: Case) -> bool:
    version = select(GalleryState.version).scalar_subquery()
    older = exists().where(
        Region.image_id == case.image_id,
        Region.gallery_version != version,
        Region.embedder_id == embedder_in_use(session).embedder_id,
    )
    return bool(session.execute(select(older)).scalar_one())


def _take(ws: Workspace, case: Case, *, reviewer: str) -> None:
    if case.claimed_by != reviewer:
        case.version += 1  # whoever had it before must look again
    claim(ws, case, reviewer=reviewer)
