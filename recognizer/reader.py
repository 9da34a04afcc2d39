"""Text in crops. Owns the OCR engine; refuses to judge what a text means."""

import threading
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from recognizer.types import RGB, TextRead

_LONGEST_PX = 320
_MARGIN_PX = 16  # lines that touch the edge of a crop are missed without it
_LARGEST_SCALE = 4.0
_LONGEST_TEXT = 500


class OcrReader:
    """Reads Latin, Chinese and Japanese with the PP-OCR models in rapidocr's wheel."""

    model_id = "rapidocr-ppocrv6-small"

    def __init__(self, *, threads: int | None = None) -> None:
        self._engine = RapidOCR(params=_parameters(threads))
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


def _parameters(threads: int | None) -> dict[str, Any]:
    """Read small: the default blows every crop up to 736 px, at five times the cost.

    Logo words are short, so lines are padded to 160 px and not to 320.
    """
    parameters: dict[str, Any] = {
        "Global.log_level": "error",
        "Global.use_cls": False,
        "Det.limit_type": "max",
        "Det.limit_side_len": _LONGEST_PX + 2 * _MARGIN_PX,
        "Rec.rec_img_shape": [3, 48, 160],
    }
    if threads is not None:
        parameters["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
    return parameters


def _prepared(crop: RGB) -> RGB:
    """Scale the longer side to what is read best, with a margin; BGR."""
    height, width = crop.shape[:2]
    scale = min(_LONGEST_PX / max(height, width), _LARGEST_SCALE)
    new_wh = (max(1, round(width * scale)), max(1, round(height * scale)))
    smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = cv2.resize(crop, new_wh, interpolation=smooth)
    padded = cv2.copyMakeBorder(resized, *(_MARGIN_PX,) * 4, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(padded[:, :, ::-1])
