"""Images made ready for a YOLO: scaled, padded with grey, and the way back for boxes.

Owns that geometry. Runs no network.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.types import RGB

F32 = NDArray[np.float32]

STRIDE = 32
_GREY = 114  # what ultralytics trains with
_SHORTEST_PX = 4


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a scaled image lies on its canvas: pixel = corner + scale * own pixel."""

    scale_wh: tuple[float, float]
    corner_xy: tuple[int, int]

    def back(self, xyxy: F32) -> F32:
        """Take boxes (N, 4) on the canvas to pixels of the image, unclipped."""
        moved = xyxy - np.tile(np.asarray(self.corner_xy, np.float32), 2)
        return np.asarray(moved / np.tile(self.scale_wh, 2), np.float32)


def letterbox(
    image: RGB, size_px: int, *, square: bool = False
) -> tuple[RGB, Placement]:
    """Scale the longer side to `size_px`; pad both to multiples of 32, evenly.

    square: pad to `size_px` both ways. A sliver keeps at least 4 pixels across, so that
    its scale differs along and across.
    """
    height, width = image.shape[:2]
    scale = size_px / max(height, width)
    new_w = max(round(width * scale), min(_SHORTEST_PX, size_px))
    new_h = max(round(height * scale), min(_SHORTEST_PX, size_px))
    # Not by area: networks are trained on images that were scaled like this.
    small = cv2.resize(image, (new_w, new_h), interpolation=cv2.INTER_LINEAR)
    canvas_w = size_px if square else -(-new_w // STRIDE) * STRIDE
    canvas_h = size_px if square else -(-new_h // STRIDE) * STRIDE
    left, top = (canvas_w - new_w) // 2, (canvas_h - new_h) // 2
    canvas = np.full((canvas_h, canvas_w, 3), _GREY, np.uint8)
    canvas[top : top + new_h, left : left + new_w] = small
    return canvas, Placement((new_w / width, new_h / height), (left, top))


def to_batch(canvases: list[RGB]) -> F32:
    """Stack canvases of one size to (N, 3, H, W) in [0, 1]."""
    stacked = np.stack(canvases).transpose(0, 3, 1, 2)
    return np.ascontiguousarray(stacked, np.float32) / np.float32(255)
