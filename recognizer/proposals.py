"""Two proposers, one answer: a detector's boxes, and lines of text that it missed.

A detector trained on logos misses words set as logos; a finder of text lines misses
every mark without letters. Each fills the other's gaps. Owns the rule that merges
them; pure functions on boxes, and one class that holds both finders.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from recognizer.pipeline import Detector
from recognizer.types import RGB, Detections

Boxes = NDArray[np.float32]

# Measured on validation images: more lines, or lines that rank before what the detector
# is half sure of, give more boxes and no more logos.
MAX_TEXT_BOXES = 4
TEXT_CONFIDENCE = 0.1
_SAME_FROM = 0.5
_INSIDE_FROM = 0.8


class CombinedDetector:
    """A detector whose gaps are filled by boxes around lines of text."""

    def __init__(
        self, detector: Detector, text_lines: Detector, *, max_boxes: int
    ) -> None:
        self._detector = detector
        self._text_lines = text_lines
        self._max_boxes = max_boxes
        self.model_id = f"{detector.model_id}+{text_lines.model_id}"

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return the merged boxes of every image, in order, most confident first."""
        found = self._detector.detect(images)
        lines = self._text_lines.detect(images)
        pairs = zip(found, lines, strict=True)
        return [
            replace(merge(a, b, max_boxes=self._max_boxes), lines=b.lines)
            for a, b in pairs
        ]


def merge(found: Detections, lines: Detections, *, max_boxes: int) -> Detections:
    """Add the largest lines of text, and stacks of two, that no box covers yet.

    A line that lies inside a box, or is nearly the same, adds nothing: a word in a
    badge is no second logo.
    """
    candidates = np.concatenate([lines.xyxy, stacks(lines.xyxy)])
    heights = candidates[:, 3] - candidates[:, 1]
    candidates = candidates[np.argsort(-heights, kind="stable")]
    new = candidates[~_covered(candidates, found.xyxy)][:MAX_TEXT_BOXES]
    confidence = np.full(len(new), TEXT_CONFIDENCE, np.float32)
    xyxy = np.concatenate([found.xyxy, new])
    confidence = np.concatenate([found.confidence, confidence])
    best = np.argsort(-confidence, kind="stable")[:max_boxes]
    cut = found.cut + len(xyxy) - len(best)
    return Detections(xyxy[best], confidence[best], cut)


def stacks(lines: Boxes) -> Boxes:
    """Join each line with the one close below it, as brand names are often set.

    lines: (N, 4) xyxy pixels. Returns (M, 4), M <= N: lines of like height that
    overlap across and lie less than a line apart.
    """
    below = [(line, _next_below(line, lines)) for line in lines]
    unions = [
        np.concatenate([np.minimum(a[:2], b[:2]), np.maximum(a[2:], b[2:])])
        for a, b in below
        if b is not None
    ]
    return np.array(unions, np.float32).reshape(-1, 4)


def _next_below(line: Boxes, lines: Boxes) -> Boxes | None:
    heights = lines[:, 3] - lines[:, 1]
    height, width = line[3] - line[1], line[2] - line[0]
    gap = lines[:, 1] - line[3]
    across = np.minimum(lines[:, 2], line[2]) - np.maximum(lines[:, 0], line[0])
    taller, lower = np.maximum(heights, height), np.minimum(heights, height)
    fits = (
        (lines[:, 1] > line[1])
        & (across > 0.3 * np.minimum(lines[:, 2] - lines[:, 0], width))
        & (gap > -0.5 * lower)
        & (gap < 0.8 * taller)
        & (taller < 2.2 * lower)
    )
    if not fits.any():
        return None
    candidates = lines[fits]
    nearest: Boxes = candidates[np.argmin(gap[fits])]
    return nearest


def _covered(candidates: Boxes, boxes: Boxes) -> NDArray[np.bool_]:
    """Say which candidates are nearly the same as a box, or lie inside one."""
    if not len(boxes) or not len(candidates):
        return np.zeros(len(candidates), bool)
    top_left = np.maximum(candidates[:, None, :2], boxes[None, :, :2])
    bottom_right = np.minimum(candidates[:, None, 2:], boxes[None, :, 2:])
    shared = np.prod((bottom_right - top_left).clip(min=0), axis=2)  # (N, M)
    own, other = _areas(candidates)[:, None], _areas(boxes)[None, :]
    same = shared / (own + other - shared) >= _SAME_FROM
    inside = shared / own >= _INSIDE_FROM
    covered: NDArray[np.bool_] = (same | inside).any(1)
    return covered


def _areas(boxes: Boxes) -> Boxes:
    areas: Boxes = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return areas
