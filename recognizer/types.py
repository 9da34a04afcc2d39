"""The values that pass between the steps of recognition. No behaviour beyond checks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RGB: TypeAlias = NDArray[np.uint8]
"""(H, W, 3) uint8, EXIF orientation already applied."""

Embeddings: TypeAlias = NDArray[np.float32]
"""(N, D) float32, unit rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """Logo-like boxes of one image, most confident first.

    xyxy: (N, 4) float32 pixels, origin top-left, EXIF already applied.
    confidence: (N,) float32 in [0, 1].
    cut: how many weaker boxes a limit on their number left out.
    lines: (M, 4, 2) float32 corners of the lines of text that were found on the way;
    None where nobody looked for any.
    """

    xyxy: NDArray[np.float32]
    confidence: NDArray[np.float32]
    cut: int = 0
    lines: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        if self.xyxy.ndim != 2 or self.xyxy.shape[1] != 4:
            raise ValueError(f"xyxy must have shape (N, 4), got {self.xyxy.shape}")
        if self.confidence.shape != (len(self.xyxy),):
            raise ValueError(
                f"confidence must have shape ({len(self.xyxy)},), "
                f"got {self.confidence.shape}"
            )
        if self.lines is not None and self.lines.shape[1:] != (4, 2):
            raise ValueError(f"lines must have shape (M, 4, 2), got {self.lines.shape}")

    def __len__(self) -> int:
        return len(self.xyxy)

    @classmethod
    def empty(cls) -> "Detections":
        """Return no boxes at all, in the right shapes."""
        return cls(np.zeros((0, 4), np.float32), np.zeros(0, np.float32))

    @classmethod
    def of(
        cls, xyxy: list[tuple[float, float, float, float]], *, confidence: float = 1.0
    ) -> "Detections":
        """Wrap boxes that somebody else drew, all with one confidence in [0, 1]."""
        boxes = np.asarray(xyxy, np.float32).reshape(-1, 4)
        return cls(boxes, np.full(len(boxes), confidence, np.float32))


@dataclass(frozen=True, slots=True)
class TextRead:
    """What the reader read on a crop; `text` is empty where it read nothing."""

    text: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A symbol that a region may show, through its best reference.

    similarity: what ranks, in [-1, 1]: the visual one, lifted by text where both agree.
    visual_similarity: cosine of region and reference.
    text_similarity: in [0, 1]; None where there was nothing to compare.
    probability: calibrated chance that the match is right; None if not calibrated.
    rank: 1 for the best symbol.
    context_similarity: in [0, 1], of the symbol's texts and what stands elsewhere on
    the image; None where nothing does.
    """

    symbol_id: int
    reference_id: int
    similarity: float
    visual_similarity: float
    text_similarity: float | None
    probability: float | None
    rank: int
    context_similarity: float | None = None


class Verdict(StrEnum):
    """What the matches say of a region."""

    KNOWN = "known"
    UNCERTAIN = "uncertain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which a match is `uncertain`, and `known`.

    The default flags at 30 % and is certain at 95 %.
    """

    uncertain: float = 0.30
    known: float = 0.95

    def __post_init__(self) -> None:
        if not 0 <= self.uncertain <= self.known <= 1:
            raise ValueError(
                "thresholds must be 0 <= uncertain <= known <= 1, "
                f"got {self.uncertain} and {self.known}"
            )


@dataclass(frozen=True, slots=True)
class SimilarityThresholds:
    """Similarities that judge where no calibration gives a probability.

    They are an embedder's own, the same for every symbol.
    """

    uncertain: float
    known: float

    def __post_init__(self) -> None:
        if not -1 <= self.uncertain <= self.known <= 1:
            raise ValueError(
                "similarity thresholds must be -1 <= uncertain <= known <= 1, "
                f"got {self.uncertain} and {self.known}"
            )


@dataclass(frozen=True, slots=True, eq=False)
class Perception:
    """All that recognition sees in one image before any gallery is asked.

    embeddings: (N, D) and texts: N, in the order of `detections`.
    """

    size_wh: tuple[int, int]
    detections: Detections
    embeddings: Embeddings
    texts: tuple[TextRead, ...]
    detector_id: str
    embedder_id: str

    def __post_init__(self) -> None:
        if not len(self.detections) == len(self.embeddings) == len(self.texts):
            raise ValueError(
                "detections, embeddings and texts must be equally many, got "
                f"{len(self.detections)}, {len(self.embeddings)}, {len(self.texts)}"
            )
