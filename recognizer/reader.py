"""Text in images, by rapidocr. Owns the OCR engines; judges no meaning of a text.

What is read of an image depends on the image alone, not on any gallery: it is stored,
and a symbol or a name that comes later is compared with it. So nothing is left out
because a look alone is certain today. What is left out cannot be read: see
`read_regions`.
"""

import os
import threading
from collections.abc import Sequence
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import EngineType, RapidOCR
from rapidocr.utils.process_img import get_rotate_crop_image

from recognizer.images import crop as cut_crop
from recognizer.text_folding import MAX_CHARACTERS, fold, is_enough
from recognizer.text_lines import joined, lines_in, upright
from recognizer.types import RGB, Detections, TextRead

Corners = NDArray[np.float32]  # (N, 4, 2) pixels
Line = tuple[str, float]  # its text, and how sure the reader is of it

_MODEL_ID = "rapidocr-ppocrv6-small"
_CROP_PX = 320
_IMAGE_PX = 736
_MARGIN_PX = 16  # lines that touch the edge of a crop are missed without it
_LARGEST_SCALE = 4.0
_MAX_LINES = 100
_SURE_FROM = 0.5  # lines that are less sure are noise more often than text
_FEW_BOXES = 3  # from which finding the lines of the whole image pays
_LEAST_LINE_PX = 2.0  # what is thinner cannot be cut out
_LEAST_SIDE_PX = 12  # of 12 boxes under it, in which no line lay, no name was read


class Backend(StrEnum):
    """What runs the networks."""

    OPENVINO = "openvino"
    ONNXRUNTIME = "onnxruntime"


def best_backend() -> Backend:
    """Return the faster one of those installed (see `markwatch bench read`)."""
    return Backend.OPENVINO if find_spec("openvino") else Backend.ONNXRUNTIME


class OcrReader:
    """Reads Latin, Chinese and Japanese with the PP-OCR models in rapidocr's wheel."""

    def __init__(
        self, *, threads: int | None = None, backend: Backend | None = None
    ) -> None:
        self._engine = _Engine(threads, backend or best_backend())
        self.model_id = f"{_MODEL_ID}-{self._engine.backend}"

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Read every crop, in order: its lines top to bottom, joined by a space."""
        prepared = [_prepared(crop) for crop in crops]
        found = [self._engine.corners(crop)[0] for crop in prepared]
        lines = [
            _cut(crop, corners)
            for crop, own in zip(prepared, found, strict=True)
            for corners in own
        ]
        texts = iter(self._engine.recognise(lines))
        return [_read([next(texts) for _ in own]) for own in found]

    def read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        """Read what stands in every box of an image, in order.

        Each line of the whole image is read once and given to the boxes that hold it.
        Only a box without any is read as a crop of its own, larger than it is, and
        only if it is large enough to be read at all.
        """
        corners = boxes.lines
        if corners is None:
            many = len(boxes) >= _FEW_BOXES
            corners = self._lines(image) if many else np.zeros((0, 4, 2), np.float32)
        rows_of = lines_in(corners, boxes.xyxy)
        wanted = sorted({row for rows in rows_of for row in rows})
        bgr = _bgr(image)
        lines = self._engine.recognise([_cut(bgr, corners[row]) for row in wanted])
        line_of = dict(zip(wanted, lines, strict=True))
        texts = [_read([line_of[row] for row in rows]) for rows in rows_of]
        again = [
            row for row, text in enumerate(texts) if _may_say_more(text, boxes, row)
        ]
        own = self.read([cut_crop(image, boxes.xyxy[row]) for row in again])
        for row, text in zip(again, own, strict=True):
            texts[row] = text if text.text else texts[row]
        return texts

    def _lines(self, image: RGB) -> Corners:
        small, scale = _shrunk(image)
        return self._engine.corners(_bgr(small))[0] / np.float32(scale)


class TextLineDetector:
    """Finds lines of text in whole images; reads none of them."""

    model_id = f"{_MODEL_ID}-lines"

    def __init__(
        self, *, threads: int | None = None, backend: Backend | None = None
    ) -> None:
        self._engine = _Engine(threads, backend or best_backend())

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return upright boxes around lines, most confident first, at most 100.

        Their `lines` are the same lines with their own corners.
        """
        return [self._detect(image) for image in images]

    def _detect(self, image: RGB) -> Detections:
        small, scale = _shrunk(image)
        corners, confidence = self._engine.corners(_bgr(small))
        corners = corners / np.float32(scale)
        height, width = image.shape[:2]
        xyxy = upright(corners).clip(0, [width, height, width, height])
        has_area = (xyxy[:, 2:] - xyxy[:, :2] >= 1).all(1)
        order = np.argsort(-confidence[has_area], kind="stable")
        best = order[:_MAX_LINES]
        return Detections(
            xyxy[has_area][best].astype(np.float32),
            confidence[has_area][best],
            len(order) - len(best),
            lines=corners[has_area][best],
        )


class _Engine:
    """One rapidocr engine: finds lines, and reads lines, of BGR images."""

    def __init__(self, threads: int | None, backend: Backend) -> None:
        self.backend = backend
        self._engine = _rapidocr(threads, backend)
        self._lock = threading.Lock()  # the engine keeps state while it reads

    def corners(self, bgr: RGB) -> tuple[Corners, NDArray[np.float32]]:
        """Return the corners of lines, (N, 4, 2), top to bottom, and confidences."""
        with self._lock:
            output: Any = self._engine(bgr, use_cls=False, use_rec=False)
        if output.boxes is None or not len(output.boxes):
            return np.zeros((0, 4, 2), np.float32), np.zeros(0, np.float32)
        corners = np.asarray(output.boxes, np.float32)
        sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
        is_line = (sides >= _LEAST_LINE_PX).all(1)
        return corners[is_line], np.asarray(output.scores, np.float32)[is_line]

    def recognise(self, lines: Sequence[RGB]) -> list[Line]:
        """Read lines that were cut out, in batches of like widths; in order."""
        if not lines:
            return []
        with self._lock:
            output: Any = self._engine.recognize_txt(list(lines))
        pairs = zip(output.txts, output.scores, strict=True)
        return [(str(text), float(confidence)) for text, confidence in pairs]


def _rapidocr(threads: int | None, backend: Backend) -> RapidOCR:
    """Make an engine that reads small: the default blows every crop up to 736 px.

    Logo words are short, so lines are padded to 160 px and not to 320.
    """
    parameters: dict[str, Any] = {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "Det.limit_type": "max",
        "Det.limit_side_len": _IMAGE_PX,
        "Rec.rec_img_shape": [3, 48, 160],
    }
    if backend is Backend.OPENVINO:
        from recognizer.openvino_runtime import load_openvino

        load_openvino()  # before rapidocr does, which would let it report
        engine, count = EngineType.OPENVINO, "inference_num_threads"
    else:
        # onnxruntime reports from its first session on, unless told before.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        engine, count = EngineType.ONNXRUNTIME, "intra_op_num_threads"
    parameters |= {"Det.engine_type": engine, "Rec.engine_type": engine}
    if threads is not None:
        parameters[f"EngineConfig.{engine.value}.{count}"] = threads
    return RapidOCR(params=parameters)


def _read(lines: Sequence[Line]) -> TextRead:
    """Put the lines together that the reader is sure of."""
    sure = [line for line in lines if line[1] >= _SURE_FROM and line[0].strip()]
    return TextRead(*joined(sure, longest=MAX_CHARACTERS))


def _may_say_more(text: TextRead, boxes: Detections, row: int) -> bool:
    x0, y0, x1, y1 = boxes.xyxy[row].tolist()
    large_enough = min(x1 - x0, y1 - y0) >= _LEAST_SIDE_PX
    return large_enough and not is_enough(fold(text.text))


def _cut(bgr: RGB, corners: NDArray[np.float32]) -> RGB:
    """Cut a line out and turn it level; upright lines are laid down."""
    line = get_rotate_crop_image(bgr, np.ascontiguousarray(corners, np.float32))
    return np.ascontiguousarray(line)


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
