"""Thresholds: whose they are, what a change of them does, what decisions suggest."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recognizer.types import Thresholds


class OwnerKind(StrEnum):
    """Whose thresholds are meant, and where those that apply come from."""

    SYMBOL = "symbol"
    LIST = "list"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class ThresholdOwner:
    """A list or a symbol whose thresholds are shown or changed."""

    kind: OwnerKind
    id: int

    @classmethod
    def of_list(cls, list_id: int) -> "ThresholdOwner":
        """Mean the thresholds of a list."""
        return cls(OwnerKind.LIST, list_id)

    @classmethod
    def of_symbol(cls, symbol_id: int) -> "ThresholdOwner":
        """Mean the thresholds of a symbol."""
        return cls(OwnerKind.SYMBOL, symbol_id)


@dataclass(frozen=True, slots=True)
class EffectiveThresholds:
    """The thresholds that apply, and where they come from."""

    thresholds: Thresholds
    source: OwnerKind


@dataclass(frozen=True, slots=True)
class OwnedThresholds:
    """Thresholds as a curator sees them.

    own: what the owner itself sets; None where it takes over `inherited`.
    calibrated: whether matches have probabilities; without, no threshold applies.
    """

    owner: ThresholdOwner
    name: str
    own: Thresholds | None
    inherited: EffectiveThresholds
    calibrated: bool

    @property
    def effective(self) -> EffectiveThresholds:
        """Return what applies."""
        if self.own is None:
            return self.inherited
        return EffectiveThresholds(self.own, self.owner.kind)


@dataclass(frozen=True, slots=True)
class ThresholdEffect:
    """What other thresholds do to the queue.

    images_in: images that come into the queue, or wait for one more reason.
    images_out: images that leave it. images_held: those that stay because somebody
    has them open. regions: stored regions that are judged otherwise.
    """

    images_in: int = 0
    images_out: int = 0
    images_held: int = 0
    regions: int = 0


@dataclass(frozen=True, slots=True)
class ThresholdEdit:
    """One change of thresholds, as it was written; None: taken over from above.

    undoes_id: the change that this one took back. undone: whether it was taken back.
    """

    id: int
    owner: ThresholdOwner
    old: Thresholds | None
    new: Thresholds | None
    edited_by: str
    edited_at: datetime
    undoes_id: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class ThresholdChange:
    """A change of thresholds that was made, and what it did; edit None: nothing new."""

    edit: ThresholdEdit | None
    thresholds: OwnedThresholds
    effect: ThresholdEffect


@dataclass(frozen=True, slots=True)
class PastDecisions:
    """How decisions so far fare at a threshold: who stays at or above it.

    confirmed, rejected: how many there are with a probability written down.
    """

    threshold: float
    confirmed: int
    confirmed_kept: int
    rejected: int
    rejected_gone: int


@dataclass(frozen=True, slots=True)
class DecisionSpread:
    """Past decisions by the probability that was written down: 20 steps of 5 %."""

    confirmed: tuple[int, ...]
    rejected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the decisions so far suggest.

    thresholds: None where there are too few decisions; then `missing_confirmed` and
    `missing_rejected` say how many more are needed. at_uncertain: what the suggested
    lower threshold would have done. now: what the one that applies does.
    """

    thresholds: Thresholds | None
    missing_confirmed: int
    missing_rejected: int
    at_uncertain: PastDecisions | None
    now: PastDecisions
