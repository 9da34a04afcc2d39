"""Records of cases, their images, regions and what was said of them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from storage.acting import Role, who_acts
from storage.alike_here import say_the_same
from storage.match_views import stored_match_views
from storage.models import (
    Case,
    CaseRegion,
    Decision,
    GalleryState,
    Image,
    MatchRow,
    Region,
    Symbol,
    SymbolList,
)
from storage.records import (
    Action,
    CaseReason,
    CaseView,
    DecisionRecord,
    ImageView,
    RegionView,
)


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
    sizes = _group_sizes(session, {row.group_id for row in decisions} - {None})
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
            reason=row.reason,
            note=row.note,
            group_size=sizes.get(row.group_id, 1),
        )
        for row in decisions
    ]


def _group_sizes(
    session: Session, group_ids: Collection[str | None]
) -> dict[str | None, int]:
    if not group_ids:
        return {}
    rows = session.execute(
        select(Decision.group_id, func.count())
        .where(Decision.group_id.in_(group_ids), Decision.action != Action.UNDONE)
        .group_by(Decision.group_id)
    )
    return {group_id: count for group_id, count in rows}


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


def case_view(
    session: Session, case: Case, *, reviewer: str, now: datetime
) -> CaseView:
    """Make a case's record as one reviewer sees it."""
    version = session.execute(select(GalleryState.version)).scalar_one()
    is_open = case.closed_at is None
    # Who knows that a case is an audit looks at it in another way.
    hidden = is_open and case.reason is CaseReason.AUDIT
    blurred, greyscale = _veil(session, case)
    return CaseView(
        id=case.id,
        version=case.version,
        reason=CaseReason.SCAN if hidden else case.reason,
        open=is_open,
        opened_at=case.opened_at,
        claimed_until=case.claimed_until,
        image=image_view(case.image),
        regions=_region_views(session, case, reviewer=reviewer),
        gallery_version=version,
        held_by=_held_by(case, reviewer=reviewer, now=now),
        blurred=blurred,
        greyscale=greyscale,
    )


def _held_by(case: Case, *, reviewer: str, now: datetime) -> str | None:
    """Return another reviewer who works on an open case now."""
    until = case.claimed_until
    if case.closed_at is not None or until is None or until <= now:
        return None
    return None if case.claimed_by == reviewer else case.claimed_by


def _veil(session: Session, case: Case) -> tuple[bool, bool]:
    """Say whether a list of what the case may show wants it blurred, or grey."""
    rows = session.execute(
        select(SymbolList.blurred, SymbolList.greyscale)
        .join(Symbol, Symbol.list_id == SymbolList.id)
        .join(MatchRow, MatchRow.symbol_id == Symbol.id)
        .join(CaseRegion, CaseRegion.region_id == MatchRow.region_id)
        .where(CaseRegion.case_id == case.id, MatchRow.rank == 1)
    ).all()
    return any(blurred for blurred, _ in rows), any(grey for _, grey in rows)


def _region_views(
    session: Session, case: Case, *, reviewer: str
) -> tuple[RegionView, ...]:
    rows = session.scalars(
        select(Region)
        .where(Region.image_id == case.image_id, Region.removed_at.is_(None))
        .order_by(Region.id)
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
    escalations = _escalations(session, case)
    views = tuple(
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
            escalation=escalations.get(row.id),
        )
        for row in rows
    )
    alike = say_the_same(views)
    return tuple(replace(view, alike=alike.get(view.id, ())) for view in views)


def _escalations(session: Session, case: Case) -> dict[int, DecisionRecord]:
    """Return by region who handed it on, of those that wait because of that."""
    region_ids = session.scalars(
        select(CaseRegion.region_id).where(
            CaseRegion.case_id == case.id, CaseRegion.escalated_by.is_not(None)
        )
    ).all()
    if not region_ids:
        return {}
    later = aliased(Decision)
    rows = session.scalars(
        select(Decision)
        .where(Decision.case_id == case.id, Decision.action == Action.ESCALATED)
        .where(~exists().where(later.undoes_id == Decision.id))
        .order_by(Decision.id)
    ).all()
    found: dict[int, DecisionRecord] = {}
    for record in decision_records(session, rows):
        whole = record.region_id is None
        found.update({i: record for i in region_ids if whole or i == record.region_id})
    return found


def waits_for(reviewer: str) -> ColumnElement[bool]:
    """Whether a region of a case waits for this reviewer.

    What was escalated waits for curators, and not for who escalated it.
    """
    if not may_decide_escalated():
        return CaseRegion.waiting.is_(True) & CaseRegion.escalated_by.is_(None)
    return CaseRegion.waiting.is_(True) & (
        func.coalesce(CaseRegion.escalated_by, "") != reviewer
    )


def may_decide_escalated() -> bool:
    """Say whether whoever acts is a curator; where nobody said who acts, it is one."""
    person = who_acts()
    return person is None or person.role.covers(Role.CURATOR)
