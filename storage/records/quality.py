"""Records of the checks on reviewers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class GoldView:
    """A box whose right answer is known; symbol_id: None where that is no symbol.

    answers: how many people answered it; right: how many of them as it is known.
    """

    id: int
    region_id: int
    image_name: str
    symbol_id: int | None
    symbol_name: str
    marked_by: str
    marked_at: datetime
    removed: bool
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class GoldTold:
    """Whether a gold answer was right; symbol_name: "" where there is none."""

    right: bool
    symbol_name: str
