"""Cases as their reviewer sees them: images, regions and matches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from recognizer.types import Verdict
from storage.records.words import (
    Action,
    CaseReason,
    ProposalState,
    QueueOrder,
    RegionSource,
)


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match as a person sees it. `probability` is None unless calibrated.

    verdict: of this match alone, by its symbol's thresholds.
    rejected_before: people said that this look is not the symbol; listed last.
    aliases: other names under which the symbol may be read.
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
    verdict: Verdict
    rejected_before: bool = False
    aliases: tuple[str, ...] = ()
    context_similarity: float | None = None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision, as written. `undone`: whether a later one took it back.

    group_size: how many regions the same press decided. proposal: what became of the
    reference that it proposed; None where it proposed none. proposed_symbol: the name
    of a symbol that an answer which changes nothing would have made.
    """

    id: int
    case_id: int
    region_id: int | None
    action: Action
    symbol_id: int | None
    symbol_name: str
    reviewer: str
    decided_at: datetime
    undone: bool
    reason: str = ""
    note: str = ""
    group_size: int = 1
    proposal: ProposalState | None = None
    proposed_symbol: str = ""


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region with its matches, best first, and what was last said of it.

    xyxy: pixels of the image, EXIF already applied.
    waiting: whether a person must still decide it in this case.
    escalation: who handed it to curators, and with which note.
    alike: other waiting regions of the image that say the same. answers: what two
    people said differently of it, for a curator who settles it.
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
    escalation: DecisionRecord | None = None
    alike: tuple[int, ...] = ()
    answers: tuple[DecisionRecord, ...] = ()


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
    """A case as its reviewer sees it. `version` must come back with each decision.

    held_by: another reviewer who works on it now. reason: an audit is told from a scan
    only when the case is closed. blurred, greyscale: by the lists of what waits.
    bare: nothing was found on the image, which waits itself: is there really nothing?
    """

    id: int
    version: int
    reason: CaseReason
    open: bool
    opened_at: datetime
    claimed_until: datetime | None
    image: ImageView
    regions: tuple[RegionView, ...]
    gallery_version: int
    held_by: str | None = None
    blurred: bool = False
    greyscale: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class AlikeRegion:
    """A waiting box of another case that shows nearly the same."""

    region_id: int
    case_id: int
    image_id: int
    image_name: str


@dataclass(frozen=True, slots=True)
class AlikeElsewhere:
    """Near-duplicates of a box; `held`: those that others work on, left out."""

    regions: tuple[AlikeRegion, ...]
    held: int


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a reviewer wants to see, and in which order; None means any.

    list_name, symbol_id, verdict: of the best match of a waiting region.
    """

    order: QueueOrder = QueueOrder.RISK
    list_name: str | None = None
    symbol_id: int | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """How much waits, and how much this reviewer did today (UTC).

    seconds_a_case: the median of what the reviewer took today; None at first.
    """

    open_cases: int
    waiting_for_me: int
    claimed_by_others: int
    decided_today_by_me: int
    images: int
    symbols: int
    seconds_a_case: float | None = None
