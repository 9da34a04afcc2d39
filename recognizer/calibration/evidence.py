"""What a match rests on, as numbers that a probability can follow from.

Owns the margin. Knows no fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from recognizer.types import Match

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """N matches; every array is (N,) float64.

    similarity: what ranks, in [-1, 1]. margin: how far it lies over the best other
    symbol of the same region; negative for all but the best match; NaN where the
    gallery gave no other symbol. visual: cosine. text, context: in [0, 1]; NaN where
    there was nothing to compare.
    """

    similarity: Floats
    margin: Floats
    visual: Floats
    text: Floats
    context: Floats

    def __post_init__(self) -> None:
        shapes = {getattr(self, field.name).shape for field in fields(self)}
        if len(shapes) > 1 or self.similarity.ndim != 1:
            raise ValueError(f"arrays must all have one shape (N,), got {shapes}")

    def __len__(self) -> int:
        return len(self.similarity)

    @property
    def is_best(self) -> Bools:
        """Which matches are the best of their region, (N,)."""
        return ~(self.margin < 0)

    def take(self, rows: NDArray[np.int64] | Bools) -> "Evidence":
        """Return some of the matches, by row or by mask."""
        parts = {field.name: getattr(self, field.name)[rows] for field in fields(self)}
        return Evidence(**parts)


def evidence_of(regions: Sequence[Sequence[Match]]) -> Evidence:
    """Return the evidence of all matches of some regions, in their order."""
    matches = [match for region in regions for match in region]
    return Evidence(
        similarity=np.asarray([m.similarity for m in matches], np.float64),
        margin=_margins(regions),
        visual=np.asarray([m.visual_similarity for m in matches], np.float64),
        text=_known([m.text_similarity for m in matches]),
        context=_known([m.context_similarity for m in matches]),
    )


def join(parts: Sequence[Evidence]) -> Evidence:
    """Put the matches of several together, in order."""
    names = [field.name for field in fields(Evidence)]
    return Evidence(
        **{n: np.concatenate([getattr(p, n) for p in parts]) for n in names}
    )


def _margins(regions: Sequence[Sequence[Match]]) -> Floats:
    margins: list[float] = []
    for region in regions:
        similarities = [match.similarity for match in region]
        best, second = [*sorted(similarities, reverse=True), np.nan, np.nan][:2]
        first = similarities.index(best) if similarities else -1
        margins += [
            s - (second if row == first else best) for row, s in enumerate(similarities)
        ]
    return np.asarray(margins, np.float64)


def _known(values: Sequence[float | None]) -> Floats:
    return np.asarray([np.nan if v is None else v for v in values], np.float64)
