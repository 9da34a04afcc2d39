"""Which symbols are part of which others, and which were made of parts of others.

What was said of one holds for the one that it is part of now. What was refused for a
symbol before a part of it became a symbol of its own is refused for both.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Decision, Proposal, Reference, SymbolMerge, SymbolSplit

NO_MERGES: Final[Mapping[int, int]] = {}


def merged_symbols(session: Session) -> dict[int, int]:
    """Return, for each symbol that was merged, the one that it is part of now."""
    rows = session.execute(select(SymbolMerge.symbol_id, SymbolMerge.into_id))
    return {symbol_id: into_id for symbol_id, into_id in rows}


@dataclass(frozen=True, slots=True)
class SymbolParts:
    """What has become of symbols. splits: (new symbol, of which, last decision)."""

    merged: Mapping[int, int]
    splits: tuple[tuple[int, int, int], ...]

    def of(self, symbol_id: int, *, decision_id: int) -> set[int]:
        """Return the symbols that a decision means when it names one."""
        meant = {self.merged.get(symbol_id, symbol_id)}
        for new_id, from_id, last_decision_id in self.splits:
            was_before = decision_id <= last_decision_id
            if was_before and self.merged.get(from_id, from_id) in meant:
                meant.add(self.merged.get(new_id, new_id))
        return meant


def symbol_parts(session: Session) -> SymbolParts:
    """Return what has become of symbols, as it stands."""
    rows = session.execute(
        select(
            SymbolSplit.symbol_id, SymbolSplit.from_id, SymbolSplit.last_decision_id
        ).order_by(SymbolSplit.symbol_id)
    )
    return SymbolParts(
        merged_symbols(session), tuple((new, old, last) for new, old, last in rows)
    )


def meant_symbols(session: Session, decisions: Collection[Decision]) -> dict[int, int]:
    """Return, by decision, which symbol it means now.

    A region that became a reference follows it to the symbol that has it now.
    """
    merged = merged_symbols(session)
    ids = [decision.id for decision in decisions]
    own = session.execute(
        select(Decision.id, Reference.symbol_id)
        .join(Reference, Reference.id == Decision.added_reference_id)
        .where(Decision.id.in_(ids))
    )
    approved = session.execute(
        select(Proposal.decision_id, Reference.symbol_id)
        .join(Reference, Reference.id == Proposal.reference_id)
        .where(Proposal.decision_id.in_(ids))
    )
    meant = {one.id: one.symbol_id for one in decisions if one.symbol_id is not None}
    for decision_id, symbol_id in (*own, *approved):
        meant[decision_id] = symbol_id
    return {one: merged.get(symbol_id, symbol_id) for one, symbol_id in meant.items()}
