"""How good the queue would be on images that nobody has decided: counts, figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recognizer.evaluation.boxes import iou
from recognizer.evaluation.figures import Figure, Floats, bootstrap_ratio
from recognizer.evaluation.labelled import LabelledImage
from recognizer.images import read_bytes
from recognizer.types import Verdict
from storage.matching import match_image
from storage.records import DetectionMatches
from storage.rehearsal.material import SHOWS_FROM, shown_symbol
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class QueueCounts:
    """Counts of each image held out, (I,).

    flagged: boxes that would wait for a person; right: those of them whose first
    match is what they show. logos: labelled logos; found: those with a right box.
    """

    flagged: Floats
    right: Floats
    logos: Floats
    found: Floats

    def precision(self, *, seed: int) -> Figure:
        """Return the share of the boxes in the queue that are named rightly."""
        return bootstrap_ratio(self.right, self.flagged, seed=seed)

    def recall(self, *, seed: int) -> Figure:
        """Return the share of the labelled logos that are in the queue by name."""
        return bootstrap_ratio(self.found, self.logos, seed=seed)


def count_queue(
    ws: Workspace, images: Sequence[LabelledImage], symbols: Mapping[int, str]
) -> QueueCounts:
    """Match every image without storing it, and count what would wait.

    symbols: by the id that the workspace gave them.
    """
    rows = [_count(ws, image, symbols) for image in images]
    return QueueCounts(*np.asarray(rows, np.float64).reshape(-1, 4).T)


def _count(
    ws: Workspace, image: LabelledImage, symbols: Mapping[int, str]
) -> tuple[int, int, int, int]:
    matched = match_image(ws, read_bytes(image.path), name=image.path.name)
    flagged = [d for d in matched.detections if d.verdict is not Verdict.UNKNOWN]
    named = [symbols.get(d.matches[0].symbol_id) for d in flagged]
    right = [
        symbol is not None and symbol == shown_symbol(image, detection.xyxy)
        for symbol, detection in zip(named, flagged, strict=True)
    ]
    found = [
        any(
            symbol == labelled.symbol and _covers(detection, labelled.xyxy)
            for symbol, detection in zip(named, flagged, strict=True)
        )
        for labelled in image.objects
    ]
    return len(flagged), sum(right), len(found), sum(found)


def _covers(
    detection: DetectionMatches, xyxy: tuple[float, float, float, float] | None
) -> bool:
    if xyxy is None:
        return True
    overlap = iou(np.asarray([detection.xyxy]), np.asarray([xyxy]))
    return bool(overlap[0, 0] >= SHOWS_FROM)
