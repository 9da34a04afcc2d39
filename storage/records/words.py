"""The closed choices of the storage layer, by name."""

from enum import StrEnum


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
    THRESHOLDS = "thresholds"
    AUDIT = "audit"


class QueueOrder(StrEnum):
    """What comes first in the queue."""

    RISK = "risk"
    UNCERTAINTY = "uncertainty"
    AGE = "age"


class BoxEdit(StrEnum):
    """What a reviewer did to a box."""

    MOVED = "moved"
    REMOVED = "removed"
    RESTORED = "restored"


class EditKind(StrEnum):
    """What a curator's edit of the gallery was about."""

    LIST_ADDED = "list_added"
    LIST_EDITED = "list_edited"
    SYMBOL_EDITED = "symbol_edited"
    THRESHOLDS = "thresholds"
    MERGED = "merged"
