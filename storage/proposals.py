"""References that a decision proposes: written with it, and withdrawn by its undo.

A proposal is no reference: nothing is matched against it. What curators answer is in
`approving`.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Decision, Proposal, Reference, Region
from storage.records import ProposalState


def propose(
    session: Session, decision: Decision, region: Region, crop_sha256: str
) -> None:
    """Let a decision's crop wait for approval, unless the symbol has that picture.

    decision: flushed, with its symbol.
    """
    assert decision.symbol_id is not None
    there = select(Reference.id).where(
        Reference.symbol_id == decision.symbol_id,
        Reference.sha256 == crop_sha256,
        Reference.removed_at.is_(None),
    )
    waits = select(Proposal.id).where(
        Proposal.symbol_id == decision.symbol_id,
        Proposal.sha256 == crop_sha256,
        Proposal.state == ProposalState.WAITING,
    )
    if session.scalar(there) is not None or session.scalar(waits) is not None:
        return
    session.add(
        Proposal(
            decision_id=decision.id,
            region_id=region.id,
            symbol_id=decision.symbol_id,
            sha256=crop_sha256,
            state=ProposalState.WAITING,
            proposed_by=decision.reviewer,
            proposed_at=decision.decided_at,
        )
    )
    session.flush()


def withdraw(
    session: Session, decision: Decision, *, by: str, at: datetime
) -> int | None:
    """Take back what an undone decision proposed; return what an approval added."""
    proposal = session.scalar(
        select(Proposal).where(Proposal.decision_id == decision.id)
    )
    if proposal is None:
        return None
    proposal.state = ProposalState.WITHDRAWN
    proposal.version += 1
    proposal.answered_by, proposal.answered_at = by, at
    return proposal.reference_id


def proposal_states(
    session: Session, decision_ids: Collection[int]
) -> dict[int, ProposalState]:
    """Return, by decision, what became of the reference that it proposed."""
    rows = session.execute(
        select(Proposal.decision_id, Proposal.state).where(
            Proposal.decision_id.in_(decision_ids)
        )
    )
    return {decision_id: state for decision_id, state in rows}
