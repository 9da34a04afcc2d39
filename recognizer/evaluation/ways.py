"""The ways in which boxes are named: by whose vectors, with text, judged how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recognizer.calibration import Calibration
from recognizer.pipeline import Embedder, Reader
from recognizer.types import SimilarityThresholds, Thresholds

FindCalibration = Callable[[str, bool], Calibration | None]
"""(embedder id, with text) -> its calibration, or None."""
# Nothing of text alone is calibrated: two thirds of a name read is worth a look.
_OF_TEXT = SimilarityThresholds(uncertain=0.5, known=0.65)


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to compare boxes with references.

    embedder: its row among those that saw the images; None for the text alone.
    thresholds: `uncertain` and `known`, probabilities where there is a calibration.
    """

    name: str
    embedder: int | None
    with_text: bool
    thresholds: SimilarityThresholds | Thresholds
    calibration: Calibration | None = None


def ways_of(
    embedders: Sequence[Embedder],
    reader: Reader | None,
    *,
    plain: int = 0,
    find_calibration: FindCalibration | None = None,
) -> list[Way]:
    """List the ways to measure, the headline first: look and text, look, text alone.

    plain: how many embedders at the end are baselines, measured by look alone.
    """
    found: list[Way] = []
    judged = len(embedders) - plain
    for row, embedder in enumerate(embedders):
        kinds = [True, False] if reader and row < judged else [False]
        for with_text in kinds:
            calibration = (
                find_calibration(embedder.model_id, with_text)
                if find_calibration
                else None
            )
            name = embedder.model_id
            if with_text and reader:
                name += f" + {reader.model_id}"
            thresholds = Thresholds() if calibration else embedder.thresholds
            found.append(Way(name, row, with_text, thresholds, calibration))
    if reader:
        found.append(Way(reader.model_id, None, True, _OF_TEXT))
    return found
