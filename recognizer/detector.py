"""Logo-like boxes in images, by any ultralytics YOLO. The one ultralytics import."""

import os
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from recognizer.detector_network import RunningNetwork, start_network
from recognizer.detector_views import View, views_of
from recognizer.errors import ModelError
from recognizer.image_tower import Backend
from recognizer.letterbox import Placement, letterbox, to_batch
from recognizer.model_files import BUILTIN_DETECTOR, model_id_of, read_card
from recognizer.suppression import suppress
from recognizer.types import RGB, Detections

F32 = NDArray[np.float32]

DEFAULT_MAX_BOXES = 30
MOST_IOU = 0.45
_BATCH, _GPU_BATCH = 4, 32
_FILES = (".pt", ".onnx")


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """A view of an image, on its canvas."""

    image: int
    view: View
    canvas: RGB
    placement: Placement


class YoloDetector:
    """A YOLO whose every class counts as "logo".

    weights: a `.pt` or `.onnx` file, or the folder of an OpenVINO export. A `.pt` file
    can run code when it is loaded: use only those that you trust.
    confidence: boxes below it are left out; None takes the card's beside the weights.
    tiles: look at large images in overlapping tiles too, for logos that are small in
    them. cache_dir: where exports to OpenVINO are kept; without one, AUTO takes torch.
    Raises ModelError if the weights are not there or cannot be loaded, or cannot run by
    the backend asked for.
    """

    def __init__(
        self,
        weights: Path = BUILTIN_DETECTOR,
        *,
        confidence: float | None = None,
        max_boxes: int = DEFAULT_MAX_BOXES,
        tiles: bool = False,
        backend: Backend = Backend.AUTO,
        cache_dir: Path | None = None,
    ) -> None:
        if not (weights.is_dir() or (weights.is_file() and weights.suffix in _FILES)):
            raise ModelError(
                f"No detector at {weights}: give a .pt or .onnx file, "
                "or the folder of an OpenVINO export."
            )
        card = read_card(weights.parent if weights.is_file() else weights)
        own_id = card.values.get("model_id")
        self.model_id = str(own_id) if own_id else model_id_of(weights.stem, weights)
        self.confidence = (
            card.number("confidence", 0.25) if confidence is None else confidence
        )
        if tiles:
            self.model_id += "+tiles"
        self.max_boxes = max_boxes
        self._network: RunningNetwork = start_network(
            weights, _load, backend=backend, cache_dir=cache_dir
        )
        fixed_px = self._network.fixed_px
        self.image_size_px = fixed_px or int(card.number("image_size_px", 640))
        self.coarse_size_px = 0 if fixed_px else int(card.number("coarse_size_px", 0))
        self.fine_size_px = 0 if fixed_px else int(card.number("fine_size_px", 0))
        self._tile_px = int(1.5 * self.image_size_px) if tiles else 0
        self._lock = threading.Lock()  # torch's heads keep state while they run

    @property
    def runs_by(self) -> str:
        """What computes boxes and, where it is not the fastest, why."""
        return self._network.said

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Find boxes in every image, in order; the best `max_boxes` of each."""
        found: list[list[F32]] = [[] for _ in images]
        with self._lock:
            for looks in self._batches(images):
                rows = self._network.run(to_batch([look.canvas for look in looks]))
                for look, own in zip(looks, rows, strict=True):
                    found[look.image].append(self._seen(look, own, images[look.image]))
        return [
            self._detections(np.concatenate(rows), image)
            for rows, image in zip(found, images, strict=True)
        ]

    def _batches(self, images: Sequence[RGB]) -> Iterator[list[_Look]]:
        """Put looks of one size together; few canvases are alive at any time."""
        most = _GPU_BATCH if self._network.on_gpu else _BATCH
        if self._network.fixed_px:
            most = 1
        waiting: dict[tuple[int, ...], list[_Look]] = defaultdict(list)
        for look in self._looks(images):
            own = waiting[look.canvas.shape]
            own.append(look)
            if len(own) == most:
                yield waiting.pop(look.canvas.shape)
        yield from waiting.values()

    def _looks(self, images: Sequence[RGB]) -> Iterator[_Look]:
        square = self._network.fixed_px is not None
        for number, image in enumerate(images):
            for view in self._views(image):
                x0, y0, x1, y1 = view.part
                part = image[y0:y1, x0:x1]
                canvas, placement = letterbox(part, view.size_px, square=square)
                yield _Look(number, view, canvas, placement)

    def _views(self, image: RGB) -> list[View]:
        return views_of(
            _size_wh(image),
            size_px=self.image_size_px,
            coarse_size_px=self.coarse_size_px,
            fine_size_px=self.fine_size_px,
            tile_px=self._tile_px,
        )

    def _seen(self, look: _Look, rows: F32, image: RGB) -> F32:
        """Return the boxes of a look in pixels of the image, (N, 5)."""
        rows = rows[rows[:, 4] >= self.confidence]
        x0, y0, *_ = look.view.part
        corner = np.array([x0, y0, x0, y0], np.float32)
        boxes = look.placement.back(rows[:, :4]) + corner
        width, height = _size_wh(image)
        boxes = boxes.clip(0, [width, height, width, height]).astype(np.float32)
        counted = look.view.counts(boxes, (width, height))
        counted &= (boxes[:, 2:] - boxes[:, :2] >= 1).all(axis=1)
        return np.column_stack([boxes, rows[:, 4]])[counted].astype(np.float32)

    def _detections(self, rows: F32, image: RGB) -> Detections:
        xyxy, confidence = rows[:, :4], rows[:, 4]
        kept = suppress(xyxy, confidence, most_iou=MOST_IOU)
        best = kept[: self.max_boxes]
        return Detections(xyxy[best], confidence[best], len(kept) - len(best))


class _OneOutput(nn.Module):
    """A YOLO that gives its boxes alone: no masks, no raw maps."""

    def __init__(self, network: nn.Module, head: Any) -> None:
        super().__init__()
        self.network = network
        self.channels = 4 + int(head.nc)
        self.suppresses = bool(head.end2end)

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        output: Any = self.network(batch)
        boxes: torch.Tensor = output[0] if isinstance(output, tuple | list) else output
        return boxes[..., :6] if self.suppresses else boxes[:, : self.channels]


def _load(weights: Path) -> nn.Module:
    """Load torch weights with every look-up of other hosts switched off."""
    os.environ.setdefault("YOLO_OFFLINE", "true")
    os.environ.setdefault("YOLO_AUTOINSTALL", "false")
    os.environ.setdefault("YOLO_VERBOSE", "false")
    os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
    from ultralytics.models import YOLO
    from ultralytics.nn.modules.head import Detect
    from ultralytics.utils import torch_utils

    # ultralytics leaves one core idle for the whole process, embedder included.
    vars(torch_utils)["NUM_THREADS"] = os.cpu_count() or 1
    try:
        network: Any = YOLO(str(weights), task="detect").model
        network = network.float().eval().fuse(verbose=False)
        head = network.model[-1]
    except Exception as err:  # whatever a foreign file makes the unpickler raise
        raise ModelError(
            f"{weights} cannot be loaded as a YOLO detector: {err}"
        ) from err
    if not isinstance(head, Detect):
        raise ModelError(
            f"{weights} ends in {type(head).__name__}, which gives no boxes as a YOLO "
            "does: give weights of a YOLO that detects."
        )
    vars(head).update(export=True, dynamic=True)  # boxes alone, for inputs of any size
    return _OneOutput(network, head).eval().requires_grad_(False)


def _size_wh(image: RGB) -> tuple[int, int]:
    return image.shape[1], image.shape[0]
