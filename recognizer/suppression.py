"""One box a logo: of boxes that mean the same, the surest stays.

Owns the rules by which boxes of one finder double each other. Pure functions.
"""

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

# More candidates than this are noise; it bounds the work on any picture.
MOST_CANDIDATES = 1000


def suppress(xyxy: F32, confidence: F32, *, most_iou: float) -> NDArray[np.intp]:
    """Return the rows of the boxes that stay, surest first.

    A box goes if a surer one overlaps it by more than `most_iou` (intersection over
    union). A part of a surer whole stays: without such parts fewer logos have a box.
    xyxy: (N, 4). confidence: (N,). Only the 1,000 surest are looked at.
    """
    order = np.argsort(-confidence, kind="stable")[:MOST_CANDIDATES]
    boxes = xyxy[order]
    areas = np.prod((boxes[:, 2:] - boxes[:, :2]).clip(min=0), axis=1)
    kept: list[int] = []
    alive = np.ones(len(boxes), bool)
    for best in range(len(boxes)):
        if not alive[best]:
            continue
        kept.append(best)
        shared = _shared(boxes[best], boxes)
        union = areas + areas[best] - shared
        alive &= shared <= most_iou * union
    return order[kept]


def _shared(box: F32, boxes: F32) -> F32:
    """Areas that a box has in common with each of (N, 4)."""
    low = np.maximum(boxes[:, :2], box[:2])
    high = np.minimum(boxes[:, 2:], box[2:])
    areas: F32 = np.prod((high - low).clip(min=0), axis=1)
    return areas
