"""Records of proposed references, with what each symbol has already."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.merges import merged_symbols
from storage.models import Decision, Image, Proposal, Region, Symbol
from storage.records import ProposalView, ReferenceView
from storage.reference_rules import nearest_similarity
from storage.symbol_views import symbol_views

_REFERENCES = 6


def proposal_views(
    session: Session, proposals: Sequence[Proposal]
) -> list[ProposalView]:
    """Make the records of proposals, in order."""
    merged = merged_symbols(session)
    meant = {merged.get(one.symbol_id, one.symbol_id) for one in proposals}
    own = session.scalars(select(Symbol).where(Symbol.id.in_(meant))).all()
    symbols = {view.id: view for view in symbol_views(session, own)}
    rows = {
        proposal_id: (region, decision, name)
        for proposal_id, region, decision, name in session.execute(
            select(Proposal.id, Region, Decision, Image.name)
            .join(Region, Region.id == Proposal.region_id)
            .join(Decision, Decision.id == Proposal.decision_id)
            .join(Image, Image.id == Decision.image_id)
            .where(Proposal.id.in_([proposal.id for proposal in proposals]))
        )
    }
    found = []
    for proposal in proposals:
        region, decision, name = rows[proposal.id]
        symbol = symbols[merged.get(proposal.symbol_id, proposal.symbol_id)]
        nearest, similarity = nearest_similarity(session, symbol.id, region)
        by_id = {reference.id: reference for reference in symbol.references}
        found.append(
            ProposalView(
                id=proposal.id,
                version=proposal.version,
                state=proposal.state,
                decision_id=proposal.decision_id,
                case_id=decision.case_id,
                region_id=region.id,
                image_name=name,
                symbol_id=symbol.id,
                symbol_name=symbol.name,
                list_name=symbol.list_name,
                new_symbol=symbol.proposed,
                enabled=symbol.enabled,
                note=decision.note,
                proposed_by=proposal.proposed_by,
                proposed_at=proposal.proposed_at,
                answered_by=proposal.answered_by or "",
                similarity=similarity,
                references=_shown(by_id, nearest),
            )
        )
    return found


def _shown(
    by_id: dict[int, ReferenceView], nearest: Sequence[int]
) -> tuple[ReferenceView, ...]:
    return tuple(by_id[i] for i in nearest[:_REFERENCES] if i in by_id)
