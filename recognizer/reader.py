"""Text in images, by rapidocr. Owns the OCR engines; judges no meaning of a text."""

import os
import threading
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from recognizer.types import RGB, Detections, TextRead

_MODEL_ID = "rapidocr-ppocrv6-small"
_CROP_PX = 320
_IMAGE_PX = 736
_MARGIN_PX = 16  # lines that touch the edge of a crop are missed without it
_LARGEST_SCALE = 4.0
_LONGEST_TEXT = 500
_MAX_LINES = 100


class OcrReader:
    """Reads Latin, Chinese and Japanese with the PP-OCR models in rapidocr's wheel."""

    model_id = _MODEL_ID

    def __init__(self, *, threads: int | None = None) -> None:
        self._engine = _engine(_CROP_PX + 2 * _MARGIN_PX, threads)
        self._lock = threading.Lock()  # the engine keeps state while it reads

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Read every crop, in order: its lines top to bottom, joined by a space."""
        with self._lock:
            return [self._read(crop) for crop in crops]

    def _read(self, crop: RGB) -> TextRead:
        output: Any = self._engine(_prepared(crop), use_cls=False)
        lines = output.txts or ()
        if not lines:
            return TextRead()
        confidences = np.asarray(output.scores, np.float64)
        lengths = np.asarray([len(line) for line in lines], np.float64)
        confidence = float((confidences * lengths).sum() / max(1.0, lengths.sum()))
        return TextRead(" ".join(lines)[:_LONGEST_TEXT].strip(), confidence)


class TextLineDetector:
    """Finds lines of text in whole images; reads none of them."""

    model_id = f"{_MODEL_ID}-lines"

    def __init__(self, *, threads: int | None = None) -> None:
        self._engine = _engine(_IMAGE_PX, threads)
        self._lock = threading.Lock()

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return upright boxes around lines, most confident first, at most 100."""
        with self._lock:
            return [self._detect(image) for image in images]

    def _detect(self, image: RGB) -> Detections:
        small, scale = _shrunk(image)
        output: Any = self._engine(_bgr(small), use_cls=False, use_rec=False)
        if output.boxes is None or not len(output.boxes):
            return Detections.empty()
        corners = np.asarray(output.boxes, np.float32) / scale  # (N, 4 corners, 2)
        xyxy = np.concatenate([corners.min(1), corners.max(1)], axis=1)
        height, width = image.shape[:2]
        xyxy = xyxy.clip(0, [width, height, width, height]).astype(np.float32)
        confidence = np.asarray(output.scores, np.float32)
        has_area = (xyxy[:, 2:] - xyxy[:, :2] >= 1).all(1)
        order = np.argsort(-confidence[has_area], kind="stable")
        best = order[:_MAX_LINES]
        return Detections(
            xyxy[has_area][best], confidence[has_area][best], len(order) - len(best)
        )


def _engine(longest_px: int, threads: int | None) -> RapidOCR:
    """Make an engine that reads small: the default blows every crop up to 736 px.

    Logo words are short, so lines are padded to 160 px and not to 320.
    """
    parameters: dict[str, Any] = {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "Det.limit_type": "max",
        "Det.limit_side_len": longest_px,
        "Rec.rec_img_shape": [3, 48, 160],
    }
    # onnxruntime reports to its maker from its first session on, unless told before.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    if threads is not None:
        parameters["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
    return RapidOCR(params=parameters)


def _prepared(crop: RGB) -> RGB:
    """Scale the longer side to what is read best, with a margin; BGR."""
    height, width = crop.shape[:2]
    scale = min(_CROP_PX / max(height, width), _LARGEST_SCALE)
    padded = cv2.copyMakeBorder(
        _scaled(crop, scale), *(_MARGIN_PX,) * 4, cv2.BORDER_REPLICATE
    )
    return _bgr(np.asarray(padded, np.uint8))


def _shrunk(image: RGB) -> tuple[RGB, float]:
    scale = min(1.0, _IMAGE_PX / max(image.shape[:2]))
    return (image if scale == 1 else _scaled(image, scale)), scale


def _scaled(image: RGB, scale: float) -> RGB:
    height, width = image.shape[:2]
    new_wh = (max(1, round(width * scale)), max(1, round(height * scale)))
    smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, new_wh, interpolation=smooth), np.uint8)


def _bgr(image: RGB) -> RGB:
    return np.ascontiguousarray(image[:, :, ::-1])
