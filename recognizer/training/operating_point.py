"""Which confidence a detector works at: chosen on validation images for recall.

Owns the counting of found boxes over confidences. It runs no model.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.boxes import iou
from recognizer.types import Detections

F32 = NDArray[np.float32]
_STEPS = np.round(np.arange(0.01, 0.95, 0.01), 2)


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A confidence and what it costs on the validation images.

    recall: share of boxes found, in [0, 1]. boxes_per_image: mean number of boxes.
    """

    confidence: float
    recall: float
    boxes_per_image: float


def found_confidences(truth: F32, detections: Detections, *, least_iou: float) -> F32:
    """For each true box the best confidence of a box on it, 0 where there is none."""
    if not len(truth) or not len(detections):
        return np.zeros(len(truth), np.float32)
    on_it = iou(truth, detections.xyxy) >= least_iou
    best: F32 = np.max(detections.confidence[None] * on_it, axis=1)
    return best.astype(np.float32)


def choose_operating_point(
    truths: Sequence[F32],
    detections: Sequence[Detections],
    *,
    recall_share: float = 0.98,
    most_boxes: int = 10,
    least_iou: float = 0.5,
) -> OperatingPoint:
    """Return the highest confidence that keeps `recall_share` of the recall.

    The recall is that of the best `most_boxes` of each image at any confidence, so at
    the point returned an image has at most that many boxes.
    truths: (N, 4) xyxy of each image, with its detections in the same order.
    Raises ValueError when there are no true boxes.
    """
    best = [_best(each, most_boxes) for each in detections]
    found = [
        found_confidences(truth, each, least_iou=least_iou)
        for truth, each in zip(truths, best, strict=True)
    ]
    confidences = np.concatenate([np.zeros(0, np.float32), *found])
    if not len(confidences):
        raise ValueError("truths must hold at least one box, got none")
    all_found = np.concatenate([each.confidence for each in best])
    recalls = (confidences[None] >= _STEPS[:, None]).mean(axis=1)
    kept = np.flatnonzero(recalls >= recall_share * recalls[0])
    chosen = int(kept[-1])
    boxes = float((all_found >= _STEPS[chosen]).sum()) / len(best)
    return OperatingPoint(float(_STEPS[chosen]), float(recalls[chosen]), boxes)


def recall_at(
    truths: Sequence[F32],
    detections: Sequence[Detections],
    *,
    boxes_per_image: float,
    least_iou: float = 0.5,
) -> float:
    """Return the recall at the confidence from which on an image has so many boxes.

    Detectors are compared by it, whatever their confidences mean. At most that many
    boxes an image on average; all of them where there are fewer.
    truths: (N, 4) xyxy of each image, with its detections in the same order.
    Raises ValueError when there are no true boxes.
    """
    found = [
        found_confidences(truth, each, least_iou=least_iou)
        for truth, each in zip(truths, detections, strict=True)
    ]
    confidences = np.concatenate([np.zeros(0, np.float32), *found])
    if not len(confidences):
        raise ValueError("truths must hold at least one box, got none")
    pooled = np.concatenate([each.confidence for each in detections])
    most = int(boxes_per_image * len(detections))
    last = float(np.sort(pooled)[::-1][most]) if len(pooled) > most else 0.0
    return float((confidences > last).mean())


def _best(detections: Detections, most: int) -> Detections:
    order = np.argsort(-detections.confidence, kind="stable")[:most]
    return Detections(detections.xyxy[order], detections.confidence[order])
