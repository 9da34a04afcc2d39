"""From a training run to weights that people use: the operating point, the files.

Owns running the detector on the validation images of a run. Trains nothing.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.detector import YoloDetector
from recognizer.errors import MarkwatchError
from recognizer.training.detector_weights import average_weights, save_detector
from recognizer.training.operating_point import (
    OperatingPoint,
    choose_operating_point,
    recall_at,
)
from recognizer.types import RGB

_SMALLEST_CONFIDENCE = 0.01
_MOST_BOXES = 100
_COMPARED_AT = 5


def release_detector(
    run_folder: Path,
    folder: Path,
    *,
    image_size_px: int = 416,
    average_of: Sequence[Path] = (),
    log: Callable[[str], None],
) -> str:
    """Write `folder`/detector.pt with its card from a run; the model id.

    image_size_px: what images are resized to when the detector is used. average_of:
    release the mean of these weights in place of the run's own. The operating
    confidence is chosen on the validation images of the run; the recall at five boxes
    an image, by which detectors are compared, is logged beside it.

    Raises:
        MarkwatchError: the run has no checkpoint yet, or the weights have no mean.
    """
    if not (run_folder / "val.txt").is_file():
        raise _no_run(run_folder)
    with tempfile.TemporaryDirectory() as scratch:
        checkpoint = run_folder / "run" / "weights" / "best.pt"
        if average_of:
            checkpoint = average_weights(average_of, Path(scratch) / "mean.pt")
        if not checkpoint.is_file():
            raise _no_run(run_folder)
        point = _measure(checkpoint, run_folder, image_size_px, log)
        return save_detector(
            checkpoint, folder, image_size_px=image_size_px, confidence=point.confidence
        )


def _no_run(run_folder: Path) -> MarkwatchError:
    return MarkwatchError(
        f"{run_folder} has no trained detector yet: run `markwatch train detector`."
    )


def _measure(
    checkpoint: Path,
    run_folder: Path,
    image_size_px: int,
    log: Callable[[str], None],
) -> OperatingPoint:
    with tempfile.TemporaryDirectory() as scratch:
        save_detector(
            checkpoint, Path(scratch), image_size_px=image_size_px, confidence=0.0
        )
        detector = YoloDetector(
            Path(scratch) / "detector.pt",
            confidence=_SMALLEST_CONFIDENCE,
            max_boxes=_MOST_BOXES,
        )
        pictures = (run_folder / "val.txt").read_text("utf-8").split("\n")[:-1]
        pairs = [_read(Path(each)) for each in pictures]
        detections = [detector.detect([picture])[0] for picture, _ in pairs]
    truths = [truth for _, truth in pairs]
    point = choose_operating_point(truths, detections)
    at_five = recall_at(truths, detections, boxes_per_image=_COMPARED_AT)
    log(
        f"confidence {point.confidence}: recall {point.recall:.3f}, "
        f"{point.boxes_per_image:.1f} boxes an image on {len(pairs)} images; "
        f"recall {at_five:.3f} at {_COMPARED_AT} boxes an image"
    )
    return point


def _read(image: Path) -> tuple[RGB, NDArray[np.float32]]:
    """An image and its boxes, (N, 4) xyxy pixels."""
    picture = images.load(image)
    height, width = picture.shape[:2]
    label = image.parent.parent / "labels" / f"{image.stem}.txt"
    rows = [line.split()[1:5] for line in label.read_text("utf-8").splitlines()]
    xywh = np.array(rows, np.float32).reshape(-1, 4) * [width, height, width, height]
    low, high = xywh[:, :2] - xywh[:, 2:] / 2, xywh[:, :2] + xywh[:, 2:] / 2
    return picture, np.concatenate([low, high], axis=1).astype(np.float32)
