"""Decisions: what is asked, what was written, what it did."""

from dataclasses import dataclass
from datetime import datetime

from storage.records.cases import CaseView, DecisionRecord
from storage.records.gallery import RetroHuntResult, SymbolInput
from storage.records.words import Action, DecisionKind


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """One press of a reviewer. `request_id` makes a repeated press harmless.

    symbol_id: for `confirmed` and (the match refused) `rejected`; None rejects all.
    new_symbol: for `new_symbol`. region_id: None only where the case is meant.
    add_reference: None leaves it to the list's policy.
    also: other regions, of this case or another, of which the same is said.
    """

    request_id: str
    case_id: int
    case_version: int
    region_id: int | None
    action: Action
    reviewer: str
    symbol_id: int | None = None
    new_symbol: SymbolInput | None = None
    add_reference: bool | None = None
    seconds: float | None = None
    reason: str = ""
    note: str = ""
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """What a decision did. `case` is the case after it; `closed` if nothing waits.

    count: how many regions were decided (or taken back) together. decision.proposal
    says whether its reference waits for a curator.
    """

    decision: DecisionRecord
    case: CaseView
    closed: bool
    reference_id: int | None
    gallery_version: int
    retro_hunt: RetroHuntResult
    count: int = 1


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions to list; None means any. Times are aware, UTC."""

    reviewer: str | None = None
    action: Action | None = None
    list_name: str | None = None
    symbol_query: str | None = None
    product_query: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    include_undone: bool = True


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One exported row; the order of fields is the order of CSV columns."""

    decision_id: int
    case_id: int
    image_id: int
    image_sha256: str
    image_name: str
    product_id: str
    title: str
    source_uri: str
    region_id: int | None
    x0: float | None
    y0: float | None
    x1: float | None
    y1: float | None
    region_text: str
    action: Action
    symbol_id: int | None
    symbol: str
    list: str
    severity: int | None
    reviewer: str
    decided_at: datetime
    seconds: float | None
    similarity: float | None
    rank: int | None
    probability: float | None
    threshold_uncertain: float | None
    threshold_known: float | None
    reason: str
    note: str
    undoes_decision_id: int | None
    undone: bool
    added_reference_id: int | None
    detector_id: str
    embedder_id: str
    gallery_version: int
    kind: DecisionKind
    proposed_symbol: str
