"""What leaves the storage layer: frozen records. Database rows never do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from recognizer.types import RGB, Thresholds, Verdict

T = TypeVar("T")


class Action(StrEnum):
    """What a person said of a region (or, `skipped`, of a case)."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    NOT_A_LOGO = "not_a_logo"
    NEW_SYMBOL = "new_symbol"
    SKIPPED = "skipped"
    ESCALATED = "escalated"
    UNDONE = "undone"


class Origin(StrEnum):
    """Where a reference came from."""

    UPLOAD = "upload"
    DECISION = "decision"


class RegionSource(StrEnum):
    """Who drew the box."""

    DETECTOR = "detector"
    REVIEWER = "reviewer"


class CaseReason(StrEnum):
    """Why an image waits for a person."""

    SCAN = "scan"
    RETRO_HUNT = "retro_hunt"
    DRAWN = "drawn"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer listing; `total` counts all of it."""

    items: tuple[T, ...]
    total: int
    offset: int


# --- lists, symbols, references -------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListView:
    """A named set of symbols with one purpose."""

    id: int
    name: str
    severity: int
    policy_text: str
    threshold_uncertain: float | None
    threshold_known: float | None
    confirmed_becomes_reference: bool
    symbol_count: int


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One cropped picture of a symbol; its bytes are at /media/reference/{id}."""

    id: int
    symbol_id: int
    sha256: str
    origin: Origin
    text: str
    enabled: bool
    created_at: datetime
    created_by: str
    decision_id: int | None


@dataclass(frozen=True, slots=True)
class SymbolView:
    """A symbol with its references, newest reference last."""

    id: int
    name: str
    aliases: tuple[str, ...]
    list_id: int
    list_name: str
    severity: int
    policy_text: str
    threshold_uncertain: float | None
    threshold_known: float | None
    enabled: bool
    references: tuple[ReferenceView, ...]
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class SymbolInput:
    """What a person says of a new symbol. severity: 1 (note) to 5 (must not sell);
    None takes the list's."""

    name: str
    list_name: str
    severity: int | None = None
    policy_text: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SymbolUpdate:
    """What to change of a symbol; None leaves it. Thresholds are given as a pair."""

    name: str | None = None
    list_name: str | None = None
    severity: int | None = None
    policy_text: str | None = None
    aliases: tuple[str, ...] | None = None
    thresholds: Thresholds | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NewReference:
    """A picture to add to a symbol: already cropped RGB, with a name for messages."""

    crop: RGB
    name: str


@dataclass(frozen=True, slots=True)
class SimilarSymbol:
    """A symbol in the gallery that an upload looks like."""

    symbol_id: int
    symbol_name: str
    list_name: str
    reference_id: int
    similarity: float


@dataclass(frozen=True, slots=True)
class SymbolSuggestion:
    """A row of a type-to-search list."""

    symbol_id: int
    name: str
    list_name: str
    reference_id: int | None


# --- matches, regions, cases ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match as a person sees it. `probability` is None unless calibrated.

    rejected_before: people said that this look is not the symbol; listed last.
    """

    symbol_id: int
    symbol_name: str
    list_name: str
    severity: int
    policy_text: str
    reference_id: int
    reference_text: str
    similarity: float
    visual_similarity: float
    text_similarity: float | None
    probability: float | None
    rank: int
    rejected_before: bool = False


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision, as written. `undone`: whether a later one took it back."""

    id: int
    case_id: int
    region_id: int | None
    action: Action
    symbol_id: int | None
    symbol_name: str
    reviewer: str
    decided_at: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region with its matches, best first, and what was last said of it.

    xyxy: pixels of the image, EXIF already applied.
    waiting: whether a person must still decide it in this case.
    """

    id: int
    xyxy: tuple[float, float, float, float]
    confidence: float
    source: RegionSource
    text: str
    verdict: Verdict
    matches: tuple[MatchView, ...]
    decision: DecisionRecord | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class ImageView:
    """A stored image; its bytes are at /media/image/{sha256}."""

    id: int
    sha256: str
    width: int
    height: int
    name: str
    product_id: str
    title: str
    source_uri: str
    extra: Mapping[str, str]
    scanned_at: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its reviewer sees it. `version` must come back with each decision."""

    id: int
    version: int
    reason: CaseReason
    open: bool
    opened_at: datetime
    claimed_until: datetime | None
    image: ImageView
    regions: tuple[RegionView, ...]
    gallery_version: int


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """How much waits, and how much this reviewer did today (UTC)."""

    open_cases: int
    waiting_for_me: int
    claimed_by_others: int
    decided_today_by_me: int
    images: int
    symbols: int


# --- decisions ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """One press of a reviewer. `request_id` makes a repeated press harmless.

    symbol_id: for `confirmed` and (the match refused) `rejected`; None rejects all.
    new_symbol: for `new_symbol`. region_id: None only for `skipped`.
    add_reference: None leaves it to the list's policy.
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


@dataclass(frozen=True, slots=True)
class RetroHuntResult:
    """Stored regions that now match because of new references.

    images: how many distinct images they are on. cases_opened: images that became
    cases again; cases_updated: images that were waiting already.
    """

    region_ids: tuple[int, ...] = ()
    image_ids: tuple[int, ...] = ()
    case_ids_opened: tuple[int, ...] = ()
    case_ids_updated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """What a decision did. `case` is the case after it; `closed` if nothing waits."""

    decision: DecisionRecord
    case: CaseView
    closed: bool
    reference_id: int | None
    gallery_version: int
    retro_hunt: RetroHuntResult


@dataclass(frozen=True, slots=True)
class SymbolChange:
    """What adding to the gallery did: "N earlier images match"."""

    symbol: SymbolView
    reference_ids: tuple[int, ...]
    gallery_version: int
    retro_hunt: RetroHuntResult


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


# --- scanning -------------------------------------------------------------------


class ScanOutcome(StrEnum):
    """How the scan of one image ended."""

    NEW = "new"
    ALREADY_THERE = "already_there"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ScanItem:
    """One image to scan; `read` is called when its turn comes."""

    name: str
    read: Callable[[], bytes]
    product_id: str = ""
    title: str = ""
    source_uri: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What became of one image. `boxes_cut`: weaker boxes left out by the limit."""

    name: str
    outcome: ScanOutcome
    image_id: int | None
    regions: int
    flagged: bool
    boxes_cut: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """After each image: how far, how fast, how long still (None: unknown)."""

    done: int
    total: int | None
    rate_per_s: float
    seconds_left: float | None
    last: ScanResult


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """A finished scan; every input that failed is in `errors`."""

    new: int
    already_there: int
    flagged: int
    regions: int
    seconds: float
    errors: tuple[ScanResult, ...]


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """A finished symbol import; `errors` has one sentence per input that failed."""

    symbols_added: int
    references_added: int
    already_there: int
    errors: tuple[str, ...]
    retro_hunt: RetroHuntResult


# --- matching without storing ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class DetectionMatches:
    """One detection of an image that is not stored, with its matches, best first."""

    xyxy: tuple[float, float, float, float]
    confidence: float
    text: str
    verdict: Verdict
    matches: tuple[MatchView, ...]


@dataclass(frozen=True, slots=True)
class ImageMatches:
    """What `match` says of one image; nothing of it is stored."""

    name: str
    width: int
    height: int
    detections: tuple[DetectionMatches, ...]
    boxes_cut: int


# --- pictures -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Media:
    """A picture as a browser can show it; `etag` stays the same as long as it does."""

    data: bytes
    content_type: str
    etag: str
