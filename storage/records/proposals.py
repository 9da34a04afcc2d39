"""References that wait for a curator's approval."""

from dataclasses import dataclass
from datetime import datetime

from storage.records.gallery import ReferenceView, RetroHuntResult
from storage.records.words import ProposalState


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A crop that waits to become a reference; its bytes are at /media/region/{id}.

    version: must come back with an answer. symbol_id: the symbol, or what it is part of
    now. references: some that the symbol has, the most similar first. similarity: to
    the most similar of all; None where it has none. new_symbol: whether the symbol
    itself waits for approval. enabled: whether the symbol is searched.
    """

    id: int
    version: int
    state: ProposalState
    decision_id: int
    case_id: int
    region_id: int
    image_name: str
    symbol_id: int
    symbol_name: str
    list_name: str
    new_symbol: bool
    enabled: bool
    note: str
    proposed_by: str
    proposed_at: datetime
    answered_by: str
    similarity: float | None
    references: tuple[ReferenceView, ...]


@dataclass(frozen=True, slots=True)
class ApprovalResult:
    """What answering proposals did.

    answered: how many; problems: a sentence for each that could not be answered.
    reference_ids: what approvals added. retro_hunt: what matches because of them.
    """

    answered: int
    reference_ids: tuple[int, ...]
    problems: tuple[str, ...]
    retro_hunt: RetroHuntResult
