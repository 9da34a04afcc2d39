"""Boxes that reviewers draw, move, take away and put back.

A box that moves becomes another region, and the old one stays for its history: what
was embedded, matched and said belongs to the pixels that were seen.
"""

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.images import crop, decode
from recognizer.types import Detections
from storage.asked import find_asked
from storage.case_views import standing_decisions
from storage.cases import show_case
from storage.claims import check_claim, claim, claimable_case
from storage.contexts import context_beside
from storage.embedder_in_use import check_embedder
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.gallery_log import hold_gallery
from storage.hiding import is_out_of_sight
from storage.live_gallery import SearchedRegion
from storage.look_hash import look_hash
from storage.models import Case, Image, Region, RegionEdit
from storage.naming import storable
from storage.records import BoxEdit, CaseReason, CaseView, Purpose
from storage.region_rows import match_rows, region_rows
from storage.waiting import (
    close_if_done,
    let_wait,
    let_wait_in,
    reopen_case,
    stop_waiting,
)
from storage.workspace import Workspace

Xyxy = tuple[float, float, float, float]

_SMALLEST_BOX_PX = 4.0


def draw_region(ws: Workspace, *, case_id: int, reviewer: str, xyxy: Xyxy) -> CaseView:
    """Add a box that the detector missed; it is searched at once and waits.

    xyxy: pixels of the image; corners may come in any order. Raises InvalidInputError
    for a box with next to no area on the image, ConflictError like `renew_claim`.
    """
    return _put(ws, case_id, reviewer, xyxy, instead_of=None)


def move_region(
    ws: Workspace, *, case_id: int, region_id: int, reviewer: str, xyxy: Xyxy
) -> CaseView:
    """Give a box other corners; what it shows now is searched at once and waits.

    Raises like `draw_region`, and ConflictError for a box that is decided.
    """
    return _put(ws, case_id, reviewer, xyxy, instead_of=region_id)


def remove_region(
    ws: Workspace, *, case_id: int, region_id: int, reviewer: str
) -> CaseView:
    """Take a box away that is around nothing; the case may be done by that.

    Raises ConflictError for a box that is decided, NotFoundError for one of another
    image or one that is gone already.
    """
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        case = claimable_case(session, case_id)
        check_claim(ws, case, reviewer=reviewer)
        region = editable_region(session, case, region_id)
        claim(ws, case, reviewer=reviewer)
        _take_away(ws, session, case, region)
        _write_down(ws, session, case, region, BoxEdit.REMOVED, reviewer)
        case.bare = _is_bare(session, case)
        close_if_done(session, case, at=ws.now())
    return show_case(ws, case_id, reviewer=reviewer)


def restore_region(
    ws: Workspace, *, case_id: int, region_id: int, reviewer: str
) -> CaseView:
    """Put a box back that was taken away; it waits again.

    Raises ConflictError if the box is there, or if somebody else holds the case.
    """
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        case = claimable_case(session, case_id)
        region = session.get(Region, region_id)
        if region is None or region.image_id != case.image_id:
            raise NotFoundError("This box is not in this case. Look at the case again.")
        if region.removed_at is None:
            raise ConflictError("This box is there already. Look at the case again.")
        reopen_case(session, case)
        region.removed_at = None
        session.flush()
        case = _wait(ws, session, case, region, priority=case.priority, by=reviewer)
        check_claim(ws, case, reviewer=reviewer)
        _write_down(ws, session, case, region, BoxEdit.RESTORED, reviewer)
        claim(ws, case, reviewer=reviewer)
        case_id = case.id
    return show_case(ws, case_id, reviewer=reviewer)


def editable_region(session: Session, case: Case, region_id: int) -> Region:
    """Return a box that may still change.

    Raises NotFoundError for one that is not in the case, ConflictError for a decided
    one.
    """
    region = session.get(Region, region_id)
    if region is None or region.image_id != case.image_id or region.removed_at:
        raise NotFoundError("This box is not in this case. Look at the case again.")
    if find_asked(session, case, region_id) or is_out_of_sight(session, region_id):
        raise ConflictError(
            "This box stays as it is. Draw another where it is not right."
        )
    if standing_decisions(session, [region_id]):
        raise ConflictError(
            "This box is decided, so it cannot change. Undo that decision first, or "
            "draw another box."
        )
    return region


def _put(
    ws: Workspace, case_id: int, reviewer: str, xyxy: Xyxy, *, instead_of: int | None
) -> CaseView:
    with ws.reading() as session:
        case = session.get(Case, case_id)
        if case is None:
            raise NotFoundError("There is no such case (any more). Take the next one.")
        check_claim(ws, case, reviewer=reviewer)
        if instead_of is not None:
            editable_region(session, case, instead_of)
        image_row = case.image
    box = _on_image(xyxy, image_row)
    data = ws.blobs.get(image_row.sha256)
    image = decode(data, name=image_row.name, limits=ws.image_limits)
    seen = ws.recognizer.perceive_boxes(image, Detections.of([box]))
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        check_embedder(session, seen.embedder_id)
        case = claimable_case(session, case_id)
        check_claim(ws, case, reviewer=reviewer)
        [look], [read] = seen.embeddings, seen.texts
        around = context_beside(
            session, image_row.id, box, read.text, instead_of=instead_of
        )
        searched = SearchedRegion(look, read, context=around)
        [result] = ws.gallery.search(session, [searched], k=ws.matches_k)
        [region] = region_rows(
            image_row.id, seen, [result], at=ws.now(), drawn_by=reviewer
        )
        region.look_hash = look_hash(crop(image, box, pad=0.0))
        session.add(region)
        session.flush()
        session.add_all(match_rows(region.id, result))
        _wait(ws, session, case, region, priority=result.priority, by=reviewer)
        if instead_of is not None:
            old = editable_region(session, case, instead_of)
            _take_away(ws, session, case, old)
            _write_down(ws, session, case, old, BoxEdit.MOVED, reviewer, new=region)
        claim(ws, case, reviewer=reviewer)
    return show_case(ws, case_id, reviewer=reviewer)


def _wait(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region,
    *,
    priority: float,
    by: str,
) -> Case:
    """Let a box wait for who drew it: in their case if that is no ordinary work."""
    if case.purpose is not Purpose.WORK:
        let_wait_in(session, case, region.id)
        return case
    waiting = let_wait(
        session,
        image_id=region.image_id,
        priorities={region.id: priority},
        reason=CaseReason.DRAWN,
        at=ws.now(),
        by=by,
    )
    return waiting.case


def _take_away(ws: Workspace, session: Session, case: Case, region: Region) -> None:
    region.removed_at = ws.now()
    stop_waiting(session, case, [region.id])


def _write_down(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region,
    kind: BoxEdit,
    reviewer: str,
    *,
    new: Region | None = None,
) -> None:
    session.add(
        RegionEdit(
            case_id=case.id,
            region_id=region.id,
            new_region_id=None if new is None else new.id,
            kind=kind,
            edited_by=storable(reviewer),
            edited_at=ws.now(),
        )
    )
    session.flush()


def _is_bare(session: Session, case: Case) -> bool:
    """Say whether an image that came for an audit has no box (any more)."""
    there = select(Region.id).where(
        Region.image_id == case.image_id, Region.removed_at.is_(None)
    )
    audit = case.reason is CaseReason.AUDIT and case.purpose is Purpose.WORK
    return audit and session.scalar(there.limit(1)) is None


def _on_image(xyxy: Xyxy, image: Image) -> Xyxy:
    if not np.isfinite(xyxy).all():
        raise InvalidInputError("The box has no finite corners: draw it again.")
    x0, x1 = (float(np.clip(x, 0, image.width)) for x in sorted(xyxy[0::2]))
    y0, y1 = (float(np.clip(y, 0, image.height)) for y in sorted(xyxy[1::2]))
    if x1 - x0 < _SMALLEST_BOX_PX or y1 - y0 < _SMALLEST_BOX_PX:
        raise InvalidInputError(
            f"The box is smaller than {_SMALLEST_BOX_PX:.0f} pixels: draw a larger one."
        )
    return x0, y0, x1, y1
