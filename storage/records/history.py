"""The gallery's history: who changed what, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HistoryKind(StrEnum):
    """What an entry of the history is about."""

    SYMBOL_ADDED = "symbol_added"
    SYMBOL_EDITED = "symbol_edited"
    SYMBOL_ENABLED = "symbol_enabled"
    SYMBOL_DISABLED = "symbol_disabled"
    REFERENCE_ADDED = "reference_added"
    REFERENCE_REMOVED = "reference_removed"
    LIST_ADDED = "list_added"
    LIST_EDITED = "list_edited"
    THRESHOLDS = "thresholds"
    MERGED = "merged"
    SPLIT = "split"
    RESTORED = "restored"
    APPROVED = "approved"
    REFUSED = "refused"
    REEMBEDDED = "reembedded"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an edit, as text; empty where there was nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of the gallery.

    symbol_id, list_id: what it was about, with its name now; None where it is gone.
    count: references.
    edit_id: of an edit that can be undone by it. decision_id: the decision that it
    followed from. undoes: whether it took an earlier one back; undone: whether it was.
    version: which version of the gallery it made, where that is recorded.
    """

    kind: HistoryKind
    at: datetime
    by: str
    symbol_id: int | None
    symbol_name: str
    list_id: int | None
    list_name: str
    count: int
    fields: tuple[FieldChange, ...]
    edit_id: int | None
    decision_id: int | None
    undoes: bool
    undone: bool
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """How a reference was used.

    best: how many stored regions it is the best match of. confirmed, rejected: of how
    many that people confirmed, or rejected, it was the nearest picture of its symbol.
    """

    reference_id: int
    best: int
    confirmed: int
    rejected: int
