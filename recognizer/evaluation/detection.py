"""Boxes against boxes: how many labelled logos get a box, and how many boxes it takes.

Detectors are run far below their operating confidence, so that one pass gives the
whole precision-recall curve; figures at the operating confidence are cut from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.errors import ImageError
from recognizer.evaluation.boxes import (
    assign,
    average_precision,
    iou,
    precision_recall,
)
from recognizer.evaluation.figures import (
    BOOTSTRAP_DRAWS,
    Figure,
    Floats,
    bootstrap_mean,
    cluster_weights,
    interval,
)
from recognizer.evaluation.labelled import (
    Box,
    DataSet,
    EvaluationError,
    LabelledImage,
    Problem,
    ProblemKind,
)
from recognizer.evaluation.retrieval import SMALL_PX
from recognizer.evaluation.words_on_logos import words_of
from recognizer.pipeline import Detector, Reader
from recognizer.types import RGB, Detections

MOST_BOXES = 10
IOUS: Mapping[str, float] = {"iou50": 0.5, "iou30": 0.3}
FLOOR = 0.01
MOST_FLOOR_BOXES = 100


@dataclass(frozen=True, slots=True, eq=False)
class DetectedImage:
    """An image's labelled boxes, (M, 4), and what the detector found on it.

    symbols, has_words: M, of the labelled boxes.
    """

    path: Path
    labels: NDArray[np.float64]
    detections: Detections
    symbols: tuple[str, ...]
    has_words: NDArray[np.bool_]


def detect_all(
    data: DataSet,
    detector: Detector,
    *,
    reader: Reader | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[DetectedImage], list[Problem]]:
    """Run a detector over every image of a data set, one by one.

    reader: tells which labelled logos have words, where their names do not.
    Raises EvaluationError where the labels have no boxes, or nothing can be decoded.
    """
    found, problems = [], []
    for done, image in enumerate(data.images, start=1):
        if any(labelled.xyxy is None for labelled in image.objects):
            raise EvaluationError(
                f"{data.folder} says what its images show, but not where: boxes cannot "
                "be measured on it. Give a data set with boxes."
            )
        try:
            pixels = images.load(image.path)
        except ImageError as err:
            kind = ProblemKind.UNREADABLE_IMAGE
            problems.append(Problem(kind, image.path.name, str(err)))
            continue
        found.append(_detect(image, pixels, detector, reader))
        if progress:
            progress(done, len(data.images))
    if not found:
        raise EvaluationError(
            f"No image of {data.folder} can be decoded. Check the folder."
        )
    return found, problems


def _detect(
    image: LabelledImage, pixels: RGB, detector: Detector, reader: Reader | None
) -> DetectedImage:
    return DetectedImage(
        path=image.path,
        labels=_array([labelled.xyxy for labelled in image.objects]),
        detections=detector.detect([pixels])[0],
        symbols=tuple(labelled.symbol for labelled in image.objects),
        has_words=words_of(image, pixels, reader),
    )


def measure_detection(
    found: Sequence[DetectedImage],
    *,
    confidence: float,
    seed: int,
    words_told_by: str = "",
    backgrounds: Sequence[DetectedImage] = (),
) -> dict[str, Figure]:
    """Measure recall, AP and boxes an image.

    confidence: the operating one. `recall_iou50` and `recall_iou30` count boxes from
    it on, at most 10 an image; with `.any_confidence`, the 10 best of any confidence.
    `boxes_per_image` counts the same boxes as recall does, `.uncut` more than ten too.
    backgrounds: of photographs without logos; `boxes_per_image.no_logo` counts what is
    found there, every box of it wrong.
    """
    figures: dict[str, Figure] = {}
    for name, at_least in IOUS.items():
        figures[f"recall_{name}"] = _recall(
            found, at_least, confidence=confidence, seed=seed
        )
        figures[f"recall_{name}.any_confidence"] = _recall(
            found, at_least, confidence=0.0, seed=seed
        )
    figures["ap50"] = _ap(found, at_least=0.5, seed=seed)
    figures |= _recall_by_part(
        found, confidence=confidence, told=words_told_by, seed=seed
    )
    counts = _counts(found, confidence)
    figures["boxes_per_image"] = _mean(counts.clip(max=MOST_BOXES), seed)
    figures["boxes_per_image.uncut"] = _mean(counts, seed)
    if backgrounds:
        wrong = _counts(backgrounds, confidence).clip(max=MOST_BOXES)
        figures["boxes_per_image.no_logo"] = _mean(wrong, seed)
    return figures


def _counts(found: Sequence[DetectedImage], confidence: float) -> Floats:
    over = [int((i.detections.confidence >= confidence).sum()) for i in found]
    return np.asarray(over, np.float64)


def _mean(counts: Floats, seed: int) -> Figure:
    return bootstrap_mean(counts, np.arange(len(counts)), seed=seed)


def labels_found(
    image: DetectedImage, *, at_least: float, confidence: float
) -> NDArray[np.bool_]:
    """Say for each labelled box of an image whether it got a box, (M,)."""
    boxes = _kept(image.detections, confidence)
    given = assign(iou(boxes, image.labels), at_least=at_least)
    return np.isin(np.arange(len(image.labels)), given)


def curve(
    found: Sequence[DetectedImage], *, at_least: float
) -> tuple[Floats, Floats, Floats]:
    """Return (precision, recall, confidence) over all boxes, most confident first."""
    right, confidences, _ = _pooled(found, at_least)
    total = float(sum(len(image.labels) for image in found))
    precision, recall = precision_recall(right, np.ones(len(right)), labels=total)
    return precision, recall, confidences


def _kept(detections: Detections, confidence: float) -> NDArray[np.float32]:
    """Return the boxes from a confidence on, most confident first, ten at most."""
    order = np.argsort(-detections.confidence, kind="stable")
    order = order[detections.confidence[order] >= confidence]
    return detections.xyxy[order[:MOST_BOXES]]


def _recall(
    found: Sequence[DetectedImage], at_least: float, *, confidence: float, seed: int
) -> Figure:
    hits = [labels_found(i, at_least=at_least, confidence=confidence) for i in found]
    owners = np.repeat(np.arange(len(found)), [len(own) for own in hits])
    return bootstrap_mean(np.concatenate(hits).astype(np.float64), owners, seed=seed)


def _recall_by_part(
    found: Sequence[DetectedImage], *, confidence: float, told: str, seed: int
) -> dict[str, Figure]:
    hits = [labels_found(i, at_least=0.5, confidence=confidence) for i in found]
    owners = np.repeat(np.arange(len(found)), [len(own) for own in hits])
    labels = np.concatenate([image.labels for image in found])
    sides = (labels[:, 2:] - labels[:, :2]).min(1)
    flat = np.concatenate(hits).astype(np.float64)
    parts = {"small": sides <= SMALL_PX, "large": sides > SMALL_PX}
    if told:
        words = np.concatenate([image.has_words for image in found])
        parts |= {"text": words, "no_text": ~words}
    return {
        f"recall_iou50.{name}": bootstrap_mean(flat[own], owners[own], seed=seed)
        for name, own in parts.items()
        if own.any()
    }


def _pooled(
    found: Sequence[DetectedImage], at_least: float
) -> tuple[NDArray[np.bool_], Floats, NDArray[np.int64]]:
    """Return (right, confidence, image) of every box, most confident first."""
    right, confidences, owners = [], [], []
    for row, image in enumerate(found):
        order = np.argsort(-image.detections.confidence, kind="stable")
        overlaps = iou(image.detections.xyxy[order], image.labels)
        right.append(assign(overlaps, at_least=at_least) >= 0)
        confidences.append(image.detections.confidence[order].astype(np.float64))
        owners.append(np.full(len(order), row, np.int64))
    flat = np.concatenate(confidences)
    order = np.argsort(-flat, kind="stable")
    return np.concatenate(right)[order], flat[order], np.concatenate(owners)[order]


def _ap(found: Sequence[DetectedImage], *, at_least: float, seed: int) -> Figure:
    right, _, owners = _pooled(found, at_least)
    counts = np.asarray([len(image.labels) for image in found], np.float64)

    def value(weights: Floats) -> float:
        total = float(weights @ counts)
        return average_precision(
            *precision_recall(right, weights[owners], labels=total)
        )

    resampled = cluster_weights(len(found), seed=seed, draws=BOOTSTRAP_DRAWS // 5)
    low, high = interval(np.asarray([value(w) for rows in resampled for w in rows]))
    return Figure(value(np.ones(len(found))), low, high, int(counts.sum()))


def _array(boxes: Sequence[Box | None]) -> NDArray[np.float64]:
    return np.asarray([box for box in boxes if box], np.float64).reshape(-1, 4)
