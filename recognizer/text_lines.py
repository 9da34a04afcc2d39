"""Lines of text of a whole image, given to the boxes that they lie in.

Pure geometry: finds and reads no text. A line is read once, however many boxes it
lies in.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recognizer.text_context import reading_order

Boxes = NDArray[np.float32]

_INSIDE_FROM = 0.6
_MARGIN = 0.05  # of a box's longer side: what a crop of it shows beside it
_MOST_LINES = 60  # read on one image; of more the largest


def upright(corners: NDArray[np.float32]) -> Boxes:
    """Return the upright boxes, (N, 4) xyxy, around lines of (N, 4, 2) corners."""
    if not len(corners):
        return np.zeros((0, 4), np.float32)
    return np.concatenate([corners.min(1), corners.max(1)], axis=1)


def lines_in(corners: NDArray[np.float32], xyxy: Boxes) -> list[list[int]]:
    """Return for each of N boxes the rows of the lines in it, in reading order.

    corners: (M, 4, 2) pixels; xyxy: (N, 4). A line belongs to every box that holds
    most of it.
    """
    lines = upright(corners)
    if not len(lines) or not len(xyxy):
        return [[] for _ in xyxy]
    margin = _MARGIN * (xyxy[:, 2:] - xyxy[:, :2]).max(1, keepdims=True)
    wide = np.concatenate([xyxy[:, :2] - margin, xyxy[:, 2:] + margin], axis=1)
    top_left = np.maximum(wide[:, None, :2], lines[None, :, :2])
    bottom_right = np.minimum(wide[:, None, 2:], lines[None, :, 2:])
    shared = np.prod((bottom_right - top_left).clip(min=0), axis=2)  # (N, M)
    areas = np.prod(lines[:, 2:] - lines[:, :2], axis=1).clip(min=1e-6)
    inside = shared / areas >= _INSIDE_FROM
    inside[:, ~_largest(lines, inside.any(0))] = False
    return [reading_order(np.flatnonzero(row).tolist(), lines) for row in inside]


def _largest(lines: Boxes, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    heights = np.where(wanted, lines[:, 3] - lines[:, 1], -1)
    kept = np.zeros(len(lines), bool)
    kept[np.argsort(-heights, kind="stable")[:_MOST_LINES]] = True
    return kept & wanted


def joined(texts: Sequence[tuple[str, float]], *, longest: int) -> tuple[str, float]:
    """Join lines by a space; their confidences are averaged over their characters."""
    if not texts:
        return "", 0.0
    lengths = [len(text) for text, _ in texts]
    weighed = sum(
        confidence * length
        for (_, confidence), length in zip(texts, lengths, strict=True)
    )
    whole = " ".join(text for text, _ in texts)[:longest].strip()
    return whole, float(weighed / max(1, sum(lengths)))
