"""What reader and detector found, kept on disk: they are slow, and tests repeat.

Owns one JSON Lines file for each model; a line a crop, or an image, by the SHA-256 of
its pixels. What is kept says nothing of the embedder, which may change.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from recognizer.pipeline import Detector, Reader
from recognizer.types import RGB, Detections, TextRead

Kept = TypeVar("Kept")


class RememberingReader:
    """Reads through another reader, and each crop, and each box of an image, once only.

    folder: made if it is not there. A line that a stopped run left half is read anew.
    """

    def __init__(self, reader: Reader, folder: Path) -> None:
        self.model_id = reader.model_id
        self._reader = reader
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{reader.model_id}.jsonl"
        self._known = _load(self._path, _text)

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Return what every crop says, in order."""
        keys = [_key(crop) for crop in crops]
        new = {k: c for k, c in zip(keys, crops, strict=True) if k not in self._known}
        self._keep(new, self._reader.read(list(new.values())))
        return [self._known[key] for key in keys]

    def read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        """Return what stands in every box of an image, in order.

        What is read in one box may depend on the others, so they are kept together.
        """
        whole = _key(image) + repr((boxes.xyxy.tolist(), boxes.lines is None))
        keys = [
            hashlib.sha256(f"{row} of {whole}".encode()).hexdigest()
            for row in range(len(boxes))
        ]
        if not all(key in self._known for key in keys):
            self._keep(keys, self._reader.read_regions(image, boxes))
        return [self._known[key] for key in keys]

    def _keep(self, keys: Iterable[str], texts: Iterable[TextRead]) -> None:
        with self._path.open("a", encoding="utf-8") as stream:
            for key, text in zip(keys, texts, strict=True):
                self._known[key] = text
                row = [key, text.text, text.confidence]
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")


class RememberingDetector:
    """Detects through another detector, and on each image once only.

    folder: as for the reader. settings: what else the boxes depend on, such as the
    most that there may be of an image.
    """

    def __init__(self, detector: Detector, folder: Path, *, settings: str) -> None:
        self.model_id = detector.model_id
        self._detector = detector
        folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9.@+-]+", "_", f"{detector.model_id}-{settings}")
        self._path = folder / f"{name}.jsonl"
        self._known = _load(self._path, _detections)

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return the boxes of every image, in order."""
        keys = [_key(image) for image in images]
        new = {k: i for k, i in zip(keys, images, strict=True) if k not in self._known}
        found = self._detector.detect(list(new.values()))
        with self._path.open("a", encoding="utf-8") as stream:
            for key, boxes in zip(new, found, strict=True):
                self._known[key] = boxes
                lines = None if boxes.lines is None else boxes.lines.tolist()
                xyxy, confidence = boxes.xyxy.tolist(), boxes.confidence.tolist()
                row = [key, xyxy, confidence, boxes.cut, lines]
                stream.write(json.dumps(row) + "\n")
        return [self._known[key] for key in keys]


def _key(crop: RGB) -> str:
    digest = hashlib.sha256(repr(crop.shape).encode())
    digest.update(crop.tobytes())
    return digest.hexdigest()


def _text(text: Any, confidence: Any) -> TextRead:
    return TextRead(str(text), float(confidence))


def _detections(xyxy: Any, confidence: Any, cut: Any, lines: Any) -> Detections:
    boxes = np.asarray(xyxy, np.float32).reshape(-1, 4)
    corners = None
    if lines is not None:
        corners = np.asarray(lines, np.float32).reshape(-1, 4, 2)
    return Detections(boxes, np.asarray(confidence, np.float32), int(cut), corners)


def _load(path: Path, parse: Callable[..., Kept]) -> dict[str, Kept]:
    known = {}
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for line in lines:
        try:
            key, *values = json.loads(line)
            known[str(key)] = parse(*values)
        except (ValueError, TypeError):
            continue
    return known
