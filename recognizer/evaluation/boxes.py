"""Arithmetic on boxes: (N, 4) arrays of x0, y0, x1, y1 in pixels. Pure functions."""

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.figures import Floats, Ints

# Recall at 101 levels from 0 to 1, where COCO reads the precision off.
_LEVELS = np.linspace(0, 1, 101)


def iou(one: NDArray[np.floating], other: NDArray[np.floating]) -> Floats:
    """Return intersection over union of every pair, (N, M), in [0, 1]."""
    overlap, first, second = _overlap(one, other)
    return _share(overlap, first + second - overlap)


def over_smaller(one: NDArray[np.floating], other: NDArray[np.floating]) -> Floats:
    """Return intersection over the smaller of every pair, (N, M): 1 for one inside."""
    overlap, first, second = _overlap(one, other)
    return _share(overlap, np.minimum(first, second))


def _overlap(
    one: NDArray[np.floating], other: NDArray[np.floating]
) -> tuple[Floats, Floats, Floats]:
    """Return the shared area of every pair, (N, M), and both areas to go with it."""
    first, second = one.astype(np.float64)[:, None], other.astype(np.float64)[None]
    left_top = np.maximum(first[..., :2], second[..., :2])
    right_bottom = np.minimum(first[..., 2:], second[..., 2:])
    areas = [
        np.clip(b[..., 2:] - b[..., :2], 0, None).prod(-1) for b in (first, second)
    ]
    return np.clip(right_bottom - left_top, 0, None).prod(-1), areas[0], areas[1]


def _share(part: Floats, whole: Floats) -> Floats:
    shares: Floats = np.where(whole > 0, part / np.maximum(whole, 1e-12), 0.0)
    return shares


def assign(overlaps: Floats, *, at_least: float) -> Ints:
    """Give each box, best first, the free label it overlaps most; -1 for none.

    overlaps: (boxes, labels) IoU, rows from the most confident to the least. Each
    label is given once, as COCO does.
    """
    given = np.full(len(overlaps), -1, np.int64)
    free = np.ones(overlaps.shape[1], bool)
    for row, values in enumerate(overlaps):
        open_values = np.where(free, values, -1.0)
        if not len(open_values) or open_values.max() < at_least:
            continue
        given[row] = int(open_values.argmax())
        free[given[row]] = False
    return given


def precision_recall(
    right: NDArray[np.bool_], weights: Floats, *, labels: float
) -> tuple[Floats, Floats]:
    """Return (precision, recall) after each box, best first.

    right: whether a box is right; weights: how often it counts; labels: how many logos
    there are to find.
    """
    found = np.cumsum(right * weights)
    claimed = np.cumsum(weights)
    precision = np.divide(found, claimed, out=np.zeros_like(found), where=claimed > 0)
    return precision, found / labels if labels else np.zeros_like(found)


def average_precision(precision: Floats, recall: Floats) -> float:
    """Return the area under the curve, read at 101 levels of recall as COCO does."""
    if not len(precision):
        return 0.0
    highest_later = np.maximum.accumulate(precision[::-1])[::-1]
    places = np.searchsorted(recall, _LEVELS, side="left")
    reached = places < len(recall)
    return float(
        np.where(reached, highest_later[np.minimum(places, len(recall) - 1)], 0).mean()
    )
