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


class DecisionKind(StrEnum):
    """What a decision is one of. Only `first` and `final` change anything.

    upheld: a curator said the same as the first. final: a curator said something else,
    and the first was taken back.
    """

    FIRST = "first"
    SECOND = "second"
    UPHELD = "upheld"
    FINAL = "final"
    GOLD = "gold"


class Purpose(StrEnum):
    """What a case is for: work, or a check of those who work."""

    WORK = "work"
    SECOND = "second"
    DISPUTE = "dispute"
    GOLD = "gold"


class Outcome(StrEnum):
    """What became of a second opinion."""

    OPEN = "open"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """Where a reference came from."""

    UPLOAD = "upload"
    DECISION = "decision"


class ReferenceRule(StrEnum):
    """When a confirmed region of a list becomes a reference.

    asked: when the reviewer says so. new_looks: also where no reference of the symbol
    is so similar that the embedder would be certain.
    """

    NEVER = "never"
    ASKED = "asked"
    NEW_LOOKS = "new_looks"
    ALWAYS = "always"


class Approval(StrEnum):
    """Who must approve what reviewers bring into a list."""

    NOBODY = "nobody"
    CURATOR = "curator"


class ProposalState(StrEnum):
    """What became of a proposed reference."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


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
    DISPUTE = "dispute"


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
    SPLIT = "split"
    RESTORED = "restored"
    APPROVED = "approved"
    REFUSED = "refused"
