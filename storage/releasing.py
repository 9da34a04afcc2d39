"""Taking regions out of their cases when what they matched left the gallery."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from recognizer.types import Verdict
from storage.gallery_log import hold_gallery
from storage.judged import RegionMatches
from storage.matching import search_stored
from storage.models import (
    CaseRegion,
    ChangeKind,
    Decision,
    GalleryChange,
    HuntedRegion,
    MatchRow,
    Reference,
    Region,
)
from storage.records import Action, RegionSource
from storage.said import last_said
from storage.waiting import close_if_done, lock_case, stop_waiting, touch
from storage.workspace import Workspace

_AT_ONCE = 1000


def release_regions(
    ws: Workspace, changes: Sequence[GalleryChange], *, by: str
) -> None:
    """Search what waits because of what left; what matches nothing else waits no more.

    by: whose change it is.
    """
    with ws.reading() as session:
        raised = _raised_by(session, changes)
        concerned = _matching(session, changes) | raised
        region_ids = sorted(concerned - _undone(session, changes))
    for start in range(0, len(region_ids), _AT_ONCE):
        part = region_ids[start : start + _AT_ONCE]
        with ws.writing() as session:
            hold_gallery(session, alone=True)
            _release(ws, session, part, raised, by=by)


def _matching(session: Session, changes: Sequence[GalleryChange]) -> set[int]:
    """Return waiting regions with a match of what left."""
    disabled = ChangeKind.SYMBOL_DISABLED
    symbols = {c.symbol_id for c in changes if c.kind is disabled} - {None}
    gone = MatchRow.reference_id.in_(_removed(changes)) | MatchRow.symbol_id.in_(
        symbols
    )
    rows = (
        select(CaseRegion.region_id)
        .join(MatchRow, MatchRow.region_id == CaseRegion.region_id)
        .where(CaseRegion.waiting.is_(True), gone)
    )
    return set(session.scalars(rows))


def _undone(session: Session, changes: Sequence[GalleryChange]) -> set[int | None]:
    """Return the regions whose decision was taken back: a person wants them again."""
    decision_ids = {c.decision_id for c in changes} - {None}
    rows = select(Decision.region_id).where(
        Decision.id.in_(decision_ids), Decision.action == Action.UNDONE
    )
    return set(session.scalars(rows))


def _raised_by(session: Session, changes: Sequence[GalleryChange]) -> set[int]:
    """Return waiting regions that a hunt for what left had found, and no other hunt.

    A hunt still counts while one of its references is in the gallery.
    """
    versions = select(GalleryChange.version).where(
        GalleryChange.kind == ChangeKind.REFERENCE_ADDED,
        GalleryChange.reference_id.in_(_removed(changes)),
    )
    other = aliased(HuntedRegion)
    change = aliased(GalleryChange)
    left = select(Reference.id).where(Reference.removed_at.is_not(None))
    by_another = exists().where(
        other.region_id == HuntedRegion.region_id,
        other.case_id == HuntedRegion.case_id,
        other.gallery_version.not_in(versions),
        change.version == other.gallery_version,
        change.kind != ChangeKind.SYMBOL_EDITED,
        func.coalesce(change.reference_id, 0).not_in(left),
    )
    rows = (
        select(HuntedRegion.region_id)
        .join(
            CaseRegion,
            (CaseRegion.case_id == HuntedRegion.case_id)
            & (CaseRegion.region_id == HuntedRegion.region_id),
        )
        .where(
            HuntedRegion.gallery_version.in_(versions),
            CaseRegion.waiting.is_(True),
            ~by_another,
        )
    )
    return set(session.scalars(rows))


def _removed(changes: Sequence[GalleryChange]) -> set[int]:
    return {
        change.reference_id
        for change in changes
        if change.kind is ChangeKind.REFERENCE_REMOVED
        and change.reference_id is not None
    }


def _release(
    ws: Workspace,
    session: Session,
    region_ids: Sequence[int],
    raised: set[int],
    *,
    by: str,
) -> None:
    rows = session.execute(
        select(Region, CaseRegion)
        .join(CaseRegion, CaseRegion.region_id == Region.id)
        .where(Region.id.in_(region_ids), CaseRegion.waiting.is_(True))
        .order_by(CaseRegion.case_id, Region.id)
    ).all()
    results = search_stored(ws, session, [region for region, _ in rows])
    answered = set(last_said(session, region_ids))
    for (region, waits), result in zip(rows, results, strict=True):
        was_settled = region.id in raised and region.id in answered
        if waits.escalated_by or (not was_settled and _still_waits(region, result)):
            continue
        case = lock_case(session, waits.case_id)
        if case is not None:
            stop_waiting(session, case, [region.id])
            touch(case, by=by)
            close_if_done(session, case, at=ws.now())


def _still_waits(region: Region, result: RegionMatches) -> bool:
    """Say whether a region has a reason to wait besides what left."""
    if region.source is RegionSource.REVIEWER:
        return True
    # A look rejected meanwhile stays until somebody says so of this very region.
    return any(judged.verdict is not Verdict.UNKNOWN for judged in result.matches)
