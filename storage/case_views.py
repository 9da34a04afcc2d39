"""Records of images and of what was said of them; and for whom a region waits."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from storage.acting import Role, who_acts
from storage.answers import ANSWERS
from storage.decision_kinds import EFFECTIVE
from storage.models import (
    Case,
    CaseRegion,
    Decision,
    Image,
    Symbol,
)
from storage.proposals import proposal_states
from storage.records import (
    Action,
    DecisionRecord,
    ImageView,
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
    proposals = proposal_states(session, ids)
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
            proposal=proposals.get(row.id),
            proposed_symbol=row.proposed_symbol,
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
    """Return what was said of regions and not taken back, oldest first.

    What only checks who said it is no part of it.
    """
    later = aliased(Decision)
    return list(
        session.scalars(
            select(Decision)
            .where(Decision.region_id.in_(region_ids), Decision.action != Action.UNDONE)
            .where(~exists().where(later.undoes_id == Decision.id))
            .where(Decision.kind.in_(EFFECTIVE))
            .order_by(Decision.id)
        )
    )


def answers_in(session: Session, case: Case) -> list[Decision]:
    """Return what was said in a case that checks somebody, and not taken back."""
    later = aliased(Decision)
    return list(
        session.scalars(
            select(Decision)
            .where(Decision.case_id == case.id, Decision.action != Action.UNDONE)
            .where(~exists().where(later.undoes_id == Decision.id))
            .where(Decision.kind.not_in(EFFECTIVE), Decision.action.in_(ANSWERS))
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
