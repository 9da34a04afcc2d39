"""Records of cases, their images, regions and what was said of them."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from storage.match_views import stored_match_views
from storage.models import (
    Case,
    CaseRegion,
    Decision,
    GalleryState,
    Image,
    Region,
    Symbol,
)
from storage.records import Action, CaseView, DecisionRecord, ImageView, RegionView


def decision_records(
    session: Session, decisions: Sequence[Decision]
) -> list[DecisionRecord]:
    """Make the records of decisions, in order."""
    ids = [decision.id for decision in decisions]
    undone = set(
        session.scalars(select(Decision.undoes_id).where(Decision.undoes_id.in_(ids)))
    )
    symbol_ids = {decision.symbol_id for decision in decisions}
    names = dict(
        session.execute(
            select(Symbol.id, Symbol.name).where(Symbol.id.in_(symbol_ids - {None}))
        ).all()
    )
    return [
        DecisionRecord(
            id=row.id,
            case_id=row.case_id,
            region_id=row.region_id,
            action=row.action,
            symbol_id=row.symbol_id,
            symbol_name="" if row.symbol_id is None else names[row.symbol_id],
            reviewer=row.reviewer,
            decided_at=row.decided_at,
            undone=row.id in undone,
        )
        for row in decisions
    ]


def standing_decisions(session: Session, region_ids: Collection[int]) -> list[Decision]:
    """Return what was said of regions and not taken back, oldest first."""
    later = aliased(Decision)
    return list(
        session.scalars(
            select(Decision)
            .where(Decision.region_id.in_(region_ids), Decision.action != Action.UNDONE)
            .where(~exists().where(later.undoes_id == Decision.id))
            .order_by(Decision.id)
        )
    )


def image_view(row: Image) -> ImageView:
    """Make an image's record."""
    return ImageView(
        id=row.id,
        sha256=row.sha256,
        width=row.width,
        height=row.height,
        name=row.name,
        product_id=row.product_id,
        title=row.title,
        source_uri=row.source_uri,
        extra=row.extra,
        scanned_at=row.scanned_at,
    )


def case_view(session: Session, case: Case, *, reviewer: str) -> CaseView:
    """Make a case's record as one reviewer sees it."""
    version = session.execute(select(GalleryState.version)).scalar_one()
    return CaseView(
        id=case.id,
        version=case.version,
        reason=case.reason,
        open=case.closed_at is None,
        opened_at=case.opened_at,
        claimed_until=case.claimed_until,
        image=image_view(case.image),
        regions=_region_views(session, case, reviewer=reviewer),
        gallery_version=version,
    )


def _region_views(
    session: Session, case: Case, *, reviewer: str
) -> tuple[RegionView, ...]:
    rows = session.scalars(
        select(Region).where(Region.image_id == case.image_id).order_by(Region.id)
    ).all()
    ids = [row.id for row in rows]
    matches = stored_match_views(session, ids)
    said = decision_records(session, standing_decisions(session, ids))
    last = {record.region_id: record for record in said}
    waiting = set(
        session.scalars(
            select(CaseRegion.region_id).where(
                CaseRegion.case_id == case.id, waits_for(reviewer)
            )
        )
    )
    return tuple(
        RegionView(
            id=row.id,
            xyxy=(row.x0, row.y0, row.x1, row.y1),
            confidence=row.confidence,
            source=row.source,
            text=row.text,
            verdict=row.verdict,
            matches=tuple(matches[row.id]),
            decision=last.get(row.id),
            waiting=row.id in waiting and case.closed_at is None,
        )
        for row in rows
    )


def waits_for(reviewer: str) -> ColumnElement[bool]:
    """Whether a region of a case waits for this reviewer: not if they escalated it."""
    return CaseRegion.waiting.is_(True) & (
        func.coalesce(CaseRegion.escalated_by, "") != reviewer
    )
