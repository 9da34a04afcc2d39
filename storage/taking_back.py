"""What a decision did to the gallery, reversed: for an undo, and for an overruling."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.case_views import standing_decisions
from storage.gallery_log import Change, record_changes
from storage.models import ChangeKind, Decision, Reference, Symbol
from storage.proposals import withdraw
from storage.records import Action
from storage.rejections import derive_rejections
from storage.workspace import Workspace


def undo_row(ws: Workspace, decision: Decision, reviewer: str) -> Decision:
    """Make the row that takes a decision back."""
    return Decision(
        request_id=f"undo-{decision.id}",
        group_id=decision.group_id,
        case_id=decision.case_id,
        image_id=decision.image_id,
        region_id=decision.region_id,
        action=Action.UNDONE,
        symbol_id=decision.symbol_id,
        refused_symbol_ids=[],
        reviewer=reviewer,
        decided_at=ws.now(),
        undoes_id=decision.id,
        detector_id=decision.detector_id,
        embedder_id=decision.embedder_id,
        gallery_version=decision.gallery_version,
        kind=decision.kind,
        proposed_symbol="",
    )


def take_out_of_gallery(
    session: Session, decision: Decision, undoing: Decision
) -> None:
    """Reverse what a decision did to the gallery."""
    changes: list[Change] = []
    approved = withdraw(session, decision, by=undoing.reviewer, at=undoing.decided_at)
    reference_id = decision.added_reference_id or approved
    if reference_id is not None:
        reference = session.get_one(Reference, reference_id)
        if reference.removed_at is None:
            reference.removed_at = undoing.decided_at
            changes.append(
                Change(
                    ChangeKind.REFERENCE_REMOVED,
                    symbol_id=reference.symbol_id,
                    reference_id=reference.id,
                )
            )
            session.flush()
    if decision.created_symbol_id is not None:
        symbol = session.get_one(Symbol, decision.created_symbol_id)
        if symbol.removed_at is None and not _is_used(session, symbol):
            symbol.removed_at, symbol.enabled = undoing.decided_at, False
            symbol.name_key = None  # the name is free again
            changes.append(Change(ChangeKind.SYMBOL_DISABLED, symbol_id=symbol.id))
    if decision.region_id is not None:
        changes += derive_rejections(session, decision.region_id)
    if changes:
        record_changes(
            session,
            changes,
            by=undoing.reviewer,
            at=undoing.decided_at,
            decision_id=undoing.id,
        )


def _is_used(session: Session, symbol: Symbol) -> bool:
    references = exists().where(
        Reference.symbol_id == symbol.id, Reference.removed_at.is_(None)
    )
    if session.scalar(select(references)):
        return True
    regions = session.scalars(
        select(Decision.region_id).where(
            Decision.symbol_id == symbol.id, Decision.region_id.is_not(None)
        )
    )
    standing = standing_decisions(session, {i for i in regions if i is not None})
    return any(decision.symbol_id == symbol.id for decision in standing)
