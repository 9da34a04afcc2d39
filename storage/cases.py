"""The queue: which case comes next, who holds it, and boxes that reviewers draw.

A case belongs to one reviewer for a while (a claim); others do not get it until the
claim ends.
"""

from datetime import UTC, datetime

import numpy as np
from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from recognizer.images import decode
from recognizer.types import Detections
from storage.case_views import case_view, waits_for
from storage.claims import check_claim, claim, claimable_case
from storage.embedder_in_use import check_embedder, embedder_in_use
from storage.errors import InvalidInputError, NotFoundError
from storage.gallery_log import hold_gallery
from storage.hunting import follow_up
from storage.live_gallery import SearchedRegion
from storage.matching import refresh_image
from storage.models import (
    Case,
    CaseRegion,
    CaseSkip,
    Decision,
    GalleryState,
    Image,
    MatchRow,
    Region,
    Symbol,
    SymbolList,
)
from storage.naming import name_key
from storage.records import (
    Action,
    CaseReason,
    CaseView,
    QueueStatus,
)
from storage.region_rows import match_rows, region_rows
from storage.waiting import let_wait, release
from storage.workspace import Workspace

_SMALLEST_BOX_PX = 4.0
_ABANDONED_AFTER_S = 60.0  # a change whose process died before it was followed up


def next_case(
    ws: Workspace,
    *,
    reviewer: str,
    symbol_list: str | None = None,
    after_case_id: int | None = None,
) -> CaseView | None:
    """Claim the case that matters most and show it; None when nothing waits.

    A case that the reviewer holds already comes first. symbol_list: only cases with a
    waiting region whose best match is on that list. after_case_id: not that one.
    """
    follow_up(ws, older_than_s=_ABANDONED_AFTER_S)
    wanted = _for(reviewer, ws.now())
    if symbol_list is not None:
        wanted &= _on_list(symbol_list)
    if after_case_id is not None:
        wanted &= Case.id != after_case_id
    with ws.writing() as session:
        queue = (
            select(Case)
            .where(wanted)
            .order_by(Case.priority.desc(), Case.opened_at, Case.id)
            .limit(1)
            .with_for_update(of=Case, skip_locked=True)
        )
        mine = queue.where(Case.claimed_by == reviewer)
        case = session.scalar(mine) or session.scalar(queue)
        if case is None:
            return None
        if case.claimed_by != reviewer:
            case.version += 1  # whoever had it before must look again
        claim(ws, case, reviewer=reviewer)
        case_id = case.id
    return show_case(ws, case_id, reviewer=reviewer)


def get_case(ws: Workspace, case_id: int, *, reviewer: str) -> CaseView:
    """Show a case without claiming it. Raises NotFoundError if there is none."""
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


def queue_status(ws: Workspace, *, reviewer: str) -> QueueStatus:
    """Count what waits, what others hold and what the reviewer did today (UTC)."""
    now = ws.now()
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    is_open = Case.closed_at.is_(None)
    by_others = Case.claimed_until > now, Case.claimed_by != reviewer
    undone = select(Decision.undoes_id).where(Decision.undoes_id.is_not(None))
    with ws.reading() as session:

        def count(row: type, *only: ColumnElement[bool]) -> int:
            rows = select(func.count()).select_from(row).where(*only)
            return session.execute(rows).scalar_one()

        return QueueStatus(
            open_cases=count(Case, is_open),
            waiting_for_me=count(Case, _for(reviewer, now)),
            claimed_by_others=count(Case, is_open, *by_others),
            decided_today_by_me=count(
                Decision,
                Decision.reviewer == reviewer,
                Decision.decided_at >= today,
                Decision.action.not_in([Action.UNDONE, Action.SKIPPED]),
                Decision.id.not_in(undone),
            ),
            images=count(Image),
            symbols=count(Symbol, Symbol.removed_at.is_(None)),
        )


def draw_region(
    ws: Workspace,
    *,
    case_id: int,
    reviewer: str,
    xyxy: tuple[float, float, float, float],
) -> CaseView:
    """Add a box that the detector missed; it is searched at once and waits.

    xyxy: pixels of the image; corners may come in any order. Raises InvalidInputError
    for a box with next to no area on the image, ConflictError like `renew_claim`.
    """
    with ws.reading() as session:
        case = _case(session, case_id)
        check_claim(ws, case, reviewer=reviewer)
        image_row = case.image
    boxes = Detections.of([_on_image(xyxy, image_row)])
    data = ws.blobs.get(image_row.sha256)
    image = decode(data, name=image_row.name, limits=ws.image_limits)
    seen = ws.recognizer.perceive_boxes(image, boxes)
    with ws.writing() as session:
        hold_gallery(session, alone=False)
        check_embedder(session, seen.embedder_id)
        case = claimable_case(session, case_id)
        check_claim(ws, case, reviewer=reviewer)
        searched = SearchedRegion(seen.embeddings[0], seen.texts[0])
        [result] = ws.gallery.search(session, [searched], k=ws.matches_k)
        [region] = region_rows(
            image_row.id, seen, [result], at=ws.now(), drawn_by=reviewer
        )
        session.add(region)
        session.flush()
        session.add_all(match_rows(region.id, result))
        let_wait(
            session,
            image_id=image_row.id,
            priorities={region.id: result.priority},
            reason=CaseReason.DRAWN,
            at=ws.now(),
            by=reviewer,
        )
        claim(ws, case, reviewer=reviewer)
    return show_case(ws, case_id, reviewer=reviewer)


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
        return case_view(session, session.get_one(Case, case_id), reviewer=reviewer)


def _case(session: Session, case_id: int) -> Case:
    case = session.get(Case, case_id)
    if case is None:
        raise NotFoundError("There is no such case (any more). Take the next one.")
    return case


def _for(reviewer: str, now: datetime) -> ColumnElement[bool]:
    skipped = exists().where(CaseSkip.case_id == Case.id, CaseSkip.reviewer == reviewer)
    free = or_(
        Case.claimed_by.is_(None),
        Case.claimed_by == reviewer,
        Case.claimed_until <= now,
    )
    waits = exists().where(CaseRegion.case_id == Case.id, waits_for(reviewer))
    return Case.closed_at.is_(None) & free & ~skipped & waits


def _on_list(name: str) -> ColumnElement[bool]:
    return exists().where(
        CaseRegion.case_id == Case.id,
        CaseRegion.waiting.is_(True),
        MatchRow.region_id == CaseRegion.region_id,
        MatchRow.rank == 1,
        Symbol.id == MatchRow.symbol_id,
        SymbolList.id == Symbol.list_id,
        SymbolList.name_key == name_key(name),
    )


def _is_stale(session: Session, case: Case) -> bool:
    version = select(GalleryState.version).scalar_subquery()
    older = exists().where(
        Region.image_id == case.image_id,
        Region.gallery_version != version,
        Region.embedder_id == embedder_in_use(session).embedder_id,
    )
    return bool(session.execute(select(older)).scalar_one())


def _on_image(
    xyxy: tuple[float, float, float, float], image: Image
) -> tuple[float, float, float, float]:
    if not np.isfinite(xyxy).all():
        raise InvalidInputError("The box has no finite corners: draw it again.")
    x0, x1 = (float(np.clip(x, 0, image.width)) for x in sorted(xyxy[0::2]))
    y0, y1 = (float(np.clip(y, 0, image.height)) for y in sorted(xyxy[1::2]))
    if x1 - x0 < _SMALLEST_BOX_PX or y1 - y0 < _SMALLEST_BOX_PX:
        raise InvalidInputError(
            f"The box is smaller than {_SMALLEST_BOX_PX:.0f} pixels: draw a larger one."
        )
    return x0, y0, x1, y1
