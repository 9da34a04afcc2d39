"""Scans: what goes in, how far they are, what became of each image."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
