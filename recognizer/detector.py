"""Logo-like boxes in images, by any ultralytics YOLO. The one ultralytics import."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from recognizer.errors import ModelError
from recognizer.model_files import BUILTIN_DETECTOR, model_id_of, read_card
from recognizer.types import RGB, Detections

DEFAULT_MAX_BOXES = 30
_LARGEST_RATIO = 32
_GREY = 114  # what ultralytics letterboxes with
_FILES = (".pt", ".onnx")


class YoloDetector:
    """A YOLO whose every class counts as "logo".

    weights: a `.pt` or `.onnx` file, or the folder of an OpenVINO export. A `.pt` file
    can run code when it is loaded: use only those that you trust.
    confidence: boxes below it are left out; None takes the card's beside the weights.
    Raises ModelError if the weights are not there or cannot be loaded.
    """

    def __init__(
        self,
        weights: Path = BUILTIN_DETECTOR,
        *,
        confidence: float | None = None,
        max_boxes: int = DEFAULT_MAX_BOXES,
    ) -> None:
        self._model = _load(weights)
        card = read_card(weights.parent if weights.is_file() else weights)
        own_id = card.values.get("model_id")
        self.model_id = str(own_id) if own_id else model_id_of(weights.stem, weights)
        self.confidence = (
            card.number("confidence", 0.25) if confidence is None else confidence
        )
        self.image_size_px = int(card.number("image_size_px", 640))
        self.max_boxes = max_boxes
        self._lock = threading.Lock()

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Find boxes in every image, in order; the best `max_boxes` of each."""
        if not images:
            return []
        # ultralytics takes arrays as OpenCV does: BGR.
        pictures = [np.ascontiguousarray(_bounded(i)[:, :, ::-1]) for i in images]
        with self._lock:
            results = self._model.predict(
                pictures,
                conf=self.confidence,
                imgsz=self.image_size_px,
                max_det=max(300, self.max_boxes),
                verbose=False,
            )
        pairs = zip(results, images, strict=True)
        return [self._detections(result, image) for result, image in pairs]

    def _detections(self, result: Any, image: RGB) -> Detections:
        boxes: Any = result.boxes
        if boxes is None or not len(boxes):
            return Detections.empty()
        height, width = image.shape[:2]
        xyxy = boxes.xyxy.cpu().numpy().astype(np.float32)
        xyxy = xyxy.clip(0, [width, height, width, height]).astype(np.float32)
        confidence = boxes.conf.cpu().numpy().astype(np.float32)
        has_area = (xyxy[:, 2] - xyxy[:, 0] >= 1) & (xyxy[:, 3] - xyxy[:, 1] >= 1)
        order = np.argsort(-confidence[has_area], kind="stable")
        best = order[: self.max_boxes]
        return Detections(
            xyxy[has_area][best], confidence[has_area][best], len(order) - len(best)
        )


def _load(weights: Path) -> Any:
    """Load with every look-up of other hosts switched off, before the import."""
    is_model = weights.is_dir() or (weights.is_file() and weights.suffix in _FILES)
    if not is_model:
        raise ModelError(
            f"No detector at {weights}: give a .pt or .onnx file, "
            "or the folder of an OpenVINO export."
        )
    os.environ.setdefault("YOLO_OFFLINE", "true")
    os.environ.setdefault("YOLO_AUTOINSTALL", "false")
    os.environ.setdefault("YOLO_VERBOSE", "false")
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # for .onnx weights
    os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
    from ultralytics.models import YOLO
    from ultralytics.utils import torch_utils

    # ultralytics leaves one core idle for the whole process, embedder included.
    vars(torch_utils)["NUM_THREADS"] = os.cpu_count() or 1
    try:
        return YOLO(str(weights), task="detect")
    except Exception as err:  # whatever a foreign file makes the unpickler raise
        raise ModelError(
            f"{weights} cannot be loaded as a YOLO detector: {err}"
        ) from err


def _bounded(image: RGB) -> RGB:
    """Pad a sliver below or to the right, so that scaling never leaves 0 pixels."""
    height, width = image.shape[:2]
    least = -(-max(height, width) // _LARGEST_RATIO)
    below, right = max(0, least - height), max(0, least - width)
    if not below and not right:
        return image
    padded = cv2.copyMakeBorder(
        image, 0, below, 0, right, cv2.BORDER_CONSTANT, value=(_GREY,) * 3
    )
    return np.asarray(padded, np.uint8)
