"""Restoring an earlier version of the gallery: what it would do, and what it did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.gallery import RetroHuntResult
from storage.records.history import FieldChange


class RestoredKind(StrEnum):
    """What a restore does to a symbol."""

    BACK = "back"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RestoredSymbol:
    """A symbol that a restore brings back, takes out or changes.

    name: as it is now, or, of one that comes back, as it was. fields: what changes,
    from what it is now to what it was. back, gone, moved: ids of references, the last
    of which come from other symbols.
    """

    symbol_id: int
    name: str
    kind: RestoredKind
    fields: tuple[FieldChange, ...]
    back: tuple[int, ...]
    gone: tuple[int, ...]
    moved: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoredList:
    """A list that gets its earlier fields back."""

    list_id: int
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What restoring a version would do.

    gallery_version: of now; must come back with the restore. recorded_at: when the
    version was made. first_version: with which the record begins. lists_added: how many
    lists were added since; they stay.
    """

    version: int
    gallery_version: int
    first_version: int
    recorded_at: datetime | None
    symbols: tuple[RestoredSymbol, ...]
    lists: tuple[RestoredList, ...]
    lists_added: int
    references_back: int
    references_gone: int
    references_moved: int


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did. gallery_version: which version it made of the gallery."""

    edit_id: int
    version: int
    gallery_version: int
    retro_hunt: RetroHuntResult
