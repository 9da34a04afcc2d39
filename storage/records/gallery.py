"""Lists, symbols and references, and what changes them."""

from dataclasses import dataclass
from datetime import datetime

from recognizer.types import RGB, Thresholds
from storage.records.words import Approval, Origin, ReferenceRule


@dataclass(frozen=True, slots=True)
class ListView:
    """A named set of symbols with one purpose.

    blurred, greyscale: how pictures of its cases are shown, unless somebody says
    otherwise in their browser.
    """

    id: int
    name: str
    purpose: str
    severity: int
    policy_text: str
    threshold_uncertain: float | None
    threshold_known: float | None
    reference_rule: ReferenceRule
    approved_by: Approval
    symbol_count: int
    blurred: bool = False
    greyscale: bool = False


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
    """A symbol with its references, newest reference last.

    severity: what applies; severity_is_own: whether the symbol sets it itself.
    list_policy_text: what applies where the symbol has no policy of its own.
    proposed: a reviewer made it, and no curator has approved it yet.
    """

    id: int
    name: str
    aliases: tuple[str, ...]
    list_id: int
    list_name: str
    severity: int
    severity_is_own: bool
    policy_text: str
    list_policy_text: str
    threshold_uncertain: float | None
    threshold_known: float | None
    enabled: bool
    references: tuple[ReferenceView, ...]
    created_at: datetime
    created_by: str
    proposed: bool = False


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
    """What to change of a symbol; None leaves it. Thresholds are given as a pair.

    severity_of_list: take the list's severity, instead of one of its own.
    """

    name: str | None = None
    list_name: str | None = None
    severity: int | None = None
    policy_text: str | None = None
    aliases: tuple[str, ...] | None = None
    thresholds: Thresholds | None = None
    severity_of_list: bool = False


@dataclass(frozen=True, slots=True)
class ListUpdate:
    """What to change of a list; None leaves it. Thresholds are set on their own."""

    name: str | None = None
    purpose: str | None = None
    severity: int | None = None
    policy_text: str | None = None
    reference_rule: ReferenceRule | None = None
    approved_by: Approval | None = None
    blurred: bool | None = None
    greyscale: bool | None = None


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
class SymbolChange:
    """What adding to the gallery did: "N earlier images match"."""

    symbol: SymbolView
    reference_ids: tuple[int, ...]
    gallery_version: int
    retro_hunt: RetroHuntResult


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """A finished symbol import; `errors` has one sentence per input that failed."""

    symbols_added: int
    references_added: int
    already_there: int
    errors: tuple[str, ...]
    retro_hunt: RetroHuntResult


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What a merge, or its undo, did.

    edit_id: by which a merge is undone. symbol: the one that is left, or that is back.
    references: how many pictures went from one to the other.
    """

    edit_id: int
    symbol: SymbolView
    references: int


@dataclass(frozen=True, slots=True)
class SplitInput:
    """Which references of a symbol go to which other one: a new one, or `into_id`.

    seen_ids: all references that the symbol had when somebody chose; None: no matter.
    """

    symbol_id: int
    reference_ids: tuple[int, ...]
    new_symbol: SymbolInput | None = None
    into_id: int | None = None
    seen_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """What a split would do.

    into: the symbol that the references go to; None for a new one. name, list_name: of
    it. regions, cases: how many scanned boxes, and open cases, match a reference that
    goes. confirmed: how many confirmed boxes became one of them.
    """

    symbol: SymbolView
    into: SymbolView | None
    name: str
    list_name: str
    going: tuple[ReferenceView, ...]
    staying: tuple[ReferenceView, ...]
    regions: int
    cases: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class SplitResult:
    """What a split, or its undo, did. edit_id: by which a split is undone.

    into: the other symbol, which an undo may have taken out of the gallery.
    references: how many pictures went.
    """

    edit_id: int
    symbol: SymbolView
    into: SymbolView
    references: int
