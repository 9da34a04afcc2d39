"""What is said of an image that is not stored."""

from dataclasses import dataclass

from recognizer.types import Verdict
from storage.records.cases import MatchView


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
