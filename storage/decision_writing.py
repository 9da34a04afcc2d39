"""The rows of a decision: itself, its reference or symbol, its rejected looks.

Inside the transaction of `decide`, which has checked who may decide.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from recognizer.types import SimilarityThresholds, Thresholds, Verdict
from recognizer.verdict import judge_match, limits
from storage.asked import find_asked
from storage.case_views import may_decide_escalated, standing_decisions
from storage.errors import ConflictError, NotFoundError
from storage.gallery_log import Change, record_changes
from storage.hiding import is_out_of_sight
from storage.models import (
    Case,
    CaseRegion,
    CaseSkip,
    ChangeKind,
    Decision,
    MatchRow,
    Reference,
    Region,
    Symbol,
)
from storage.naming import storable
from storage.proposals import propose
from storage.records import Action, DecisionInput, DecisionKind, Origin, Purpose
from storage.reference_rules import must_be_approved
from storage.region_rows import match_of
from storage.rejections import derive_rejections
from storage.symbol_rows import insert_symbol, live_symbol
from storage.workspace import Workspace

# Of the rows that are written in a case, by what it is for.
KINDS = {
    Purpose.WORK: DecisionKind.FIRST,
    Purpose.SECOND: DecisionKind.SECOND,
    Purpose.DISPUTE: DecisionKind.FINAL,
    Purpose.GOLD: DecisionKind.GOLD,
}


def decidable_region(
    session: Session, case: Case, region_id: int | None
) -> Region | None:
    """Return the region to decide; None where a whole case is meant.

    Raises NotFoundError for a region of another image, ConflictError for one that was
    decided in this case and does not wait, or that is looked at elsewhere.
    """
    if region_id is None:
        return None
    region = session.get(Region, region_id)
    if region is None or region.image_id != case.image_id or region.removed_at:
        raise NotFoundError("This box is not in this case. Look at the case again.")
    row = session.get(CaseRegion, (case.id, region_id))
    if row is not None and row.waiting:
        if row.escalated_by is not None and not may_decide_escalated():
            raise ConflictError(
                f"{row.escalated_by} handed this box to the curators; nothing was "
                "saved. Leave it to them."
            )
        return region
    asked = find_asked(session, case, region_id)
    if asked is not None and asked.waiting:
        return region
    if asked is not None or is_out_of_sight(session, region_id):
        raise ConflictError(
            "This box does not wait; nothing was saved. Look at the case again."
        )
    if any(d.case_id == case.id for d in standing_decisions(session, [region_id])):
        raise ConflictError(
            "This box is decided already; nothing was saved. Undo that decision first."
        )
    return region


def write_leaving(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region | None,
    press: DecisionInput,
) -> Decision:
    """Write what is said of a case, or hand a region, or all that waits, to others."""
    now = ws.now()
    if press.action is Action.SKIPPED:
        session.merge(
            CaseSkip(case_id=case.id, reviewer=press.reviewer, skipped_at=now)
        )
    if press.action is Action.ESCALATED:
        rows = update(CaseRegion).where(CaseRegion.case_id == case.id)
        if region is None:
            rows = rows.where(CaseRegion.waiting.is_(True))
        else:
            rows = rows.where(CaseRegion.region_id == region.id)
            session.merge(CaseRegion(case_id=case.id, region_id=region.id))
            session.flush()
        session.execute(rows.values(waiting=True, escalated_by=press.reviewer))
    decision = decision_row(ws, case, region, press, kind=KINDS[case.purpose])
    session.add(decision)
    session.flush()
    return decision


def write_decision(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region,
    press: DecisionInput,
    crop_sha256: str | None,
    *,
    kind: DecisionKind = DecisionKind.FIRST,
) -> Decision:
    """Write what was said of a region and what it changes in the gallery.

    crop_sha256: the blob of the reference to add, None to add none.
    """
    decision = decision_row(ws, case, region, press, kind=kind)
    changes: list[Change] = []
    if press.action is Action.CONFIRMED and press.symbol_id is not None:
        decision.symbol_id = live_symbol(session, press.symbol_id).id
    if press.action is Action.NEW_SYMBOL and press.new_symbol is not None:
        symbol = insert_symbol(
            session, press.new_symbol, by=press.reviewer, at=decision.decided_at
        )
        symbol.proposed = must_be_approved(symbol.symbol_list)
        decision.symbol_id = decision.created_symbol_id = symbol.id
        changes.append(Change(ChangeKind.SYMBOL_EDITED, symbol_id=symbol.id))
    _snapshot(ws, session, decision, region)
    proposes = crop_sha256 is not None and _is_proposed(session, decision)
    if crop_sha256 is not None and not proposes:
        changes += _add_reference(session, decision, region, crop_sha256)
    session.add(decision)
    session.flush()
    if crop_sha256 is not None and proposes:
        propose(session, decision, region, crop_sha256)
    changes += derive_rejections(session, region.id)
    if changes:
        record_changes(
            session,
            changes,
            by=press.reviewer,
            at=decision.decided_at,
            decision_id=decision.id,
        )
    return decision


def decision_row(
    ws: Workspace,
    case: Case,
    region: Region | None,
    press: DecisionInput,
    *,
    kind: DecisionKind,
) -> Decision:
    """Make the row of a press, without what follows from it."""
    return Decision(
        request_id=press.request_id,
        case_id=case.id,
        image_id=case.image_id,
        region_id=None if region is None else region.id,
        action=press.action,
        symbol_id=press.symbol_id if press.action is Action.REJECTED else None,
        refused_symbol_ids=[],
        reviewer=storable(press.reviewer),
        decided_at=ws.now(),
        seconds=press.seconds,
        reason=storable(press.reason),
        note=storable(press.note),
        detector_id="" if region is None else region.detector_id,
        embedder_id="" if region is None else region.embedder_id,
        gallery_version=0 if region is None else region.gallery_version,
        kind=kind,
        proposed_symbol="",
    )


def _snapshot(
    ws: Workspace, session: Session, decision: Decision, region: Region
) -> None:
    """Keep what the machine had said: of the chosen symbol, or of its best match."""
    matches = session.scalars(
        select(MatchRow).where(MatchRow.region_id == region.id).order_by(MatchRow.rank)
    ).all()
    by_symbol = {match.symbol_id: match for match in matches}
    own = ws.gallery.thresholds(session, by_symbol)
    fallback = ws.gallery.fallback(session)
    if decision.action in (Action.REJECTED, Action.NOT_A_LOGO):
        decision.refused_symbol_ids = (
            [decision.symbol_id]
            if decision.symbol_id is not None
            else _flagging(matches, own, fallback)
        )
    if decision.symbol_id is None or decision.action is Action.NEW_SYMBOL:
        match = matches[0] if matches else None
    else:
        match = by_symbol.get(decision.symbol_id)
    if match is None:
        return
    decision.similarity = match.similarity
    decision.visual_similarity = match.visual_similarity
    decision.text_similarity = match.text_similarity
    decision.context_similarity = match.context_similarity
    decision.margin = _margin(match, matches)
    decision.rank = match.rank
    decision.probability = match.probability
    decision.threshold_uncertain, decision.threshold_known = limits(
        match_of(match), own[match.symbol_id], fallback
    )


def _margin(match: MatchRow, matches: Sequence[MatchRow]) -> float | None:
    """Return how far a match is over the best other symbol; None if it is alone.

    Looks that were rejected before do not compete, as where its probability came from.
    """
    others = [
        other.similarity
        for other in matches
        if other is not match and (match.rejected_before or not other.rejected_before)
    ]
    return match.similarity - max(others) if others else None


def _flagging(
    matches: Sequence[MatchRow],
    own: Mapping[int, Thresholds],
    fallback: SimilarityThresholds,
) -> list[int]:
    """Who refuses all means the symbols that were put forward, not the far ones."""
    return [
        match.symbol_id
        for match in matches
        if judge_match(match_of(match), own[match.symbol_id], fallback)
        is not Verdict.UNKNOWN
    ]


def _is_proposed(session: Session, decision: Decision) -> bool:
    """Say whether what a decision brings into the gallery waits for a curator.

    Nothing goes into a symbol that waits itself but by its approval.
    """
    symbol = session.get_one(Symbol, decision.symbol_id)
    return symbol.proposed or must_be_approved(symbol.symbol_list)


def _add_reference(
    session: Session, decision: Decision, region: Region, crop_sha256: str
) -> list[Change]:
    """Add the region's crop to the symbol, unless the symbol has that very picture."""
    there = session.scalar(
        select(Reference.id).where(
            Reference.symbol_id == decision.symbol_id,
            Reference.sha256 == crop_sha256,
            Reference.removed_at.is_(None),
        )
    )
    if there is not None or decision.symbol_id is None:
        return []
    reference = Reference(
        symbol_id=decision.symbol_id,
        sha256=crop_sha256,
        embedding=region.embedding,
        embedder_id=region.embedder_id,
        text=region.text,
        text_confidence=region.text_confidence,
        origin=Origin.DECISION,
        created_at=decision.decided_at,
        created_by=decision.reviewer,
    )
    session.add(reference)
    session.flush()
    decision.added_reference_id = reference.id
    return [
        Change(
            ChangeKind.REFERENCE_ADDED,
            symbol_id=reference.symbol_id,
            reference_id=reference.id,
        )
    ]
