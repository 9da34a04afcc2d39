"""Whether words and looks meet: recall between crops and captions.

Owns the figures of stage A on logos that were not trained on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.training.samplers import lookalike_names

Vectors = NDArray[np.float32]  # (N, D) unit rows


@dataclass(frozen=True, slots=True)
class CaptionFigures:
    """Recall@1, 0 to 1, among all captions shown.

    image_to_text: crops whose nearest caption is their own. text_to_image: captions
    whose nearest crop is theirs. spelled: crops whose own caption is nearer than those
    that differ from it by few letters, where there are such; by chance `spelled_chance`
    would be. Both are NaN where no caption has a look-alike.
    """

    image_to_text: float
    text_to_image: float
    spelled: float
    spelled_chance: float

    @property
    def summary(self) -> str:
        """Return all in one line."""
        return (
            f"image to text {self.image_to_text:.4f} text to image "
            f"{self.text_to_image:.4f} spelled {self.spelled:.4f} "
            f"(chance {self.spelled_chance:.4f})"
        )


def measure_captions(
    crops: Vectors, own: NDArray[np.int64], texts: Vectors, captions: Sequence[str]
) -> CaptionFigures:
    """Compare crops with captions, both as unit rows of one space.

    crops: (N, D). own: (N,) row of each crop's caption. texts: (C, D), one for each of
    the C captions, which are unique.
    """
    cosines = crops @ texts.T
    right, chances = _spelled(cosines, own, captions)
    return CaptionFigures(
        image_to_text=float((cosines.argmax(1) == own).mean()),
        text_to_image=float((own[cosines.argmax(0)] == np.arange(len(texts))).mean()),
        spelled=_mean(right),
        spelled_chance=_mean(chances),
    )


def _spelled(
    cosines: Vectors, own: NDArray[np.int64], captions: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Say of each crop whose caption has look-alikes whether it tells them apart."""
    near = lookalike_names(captions)
    right, chances = [], []
    for row, caption in zip(cosines, own.tolist(), strict=True):
        if near[caption]:
            right.append(float(row[caption] > row[list(near[caption])].max()))
            chances.append(1 / (1 + len(near[caption])))
    return right, chances


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
