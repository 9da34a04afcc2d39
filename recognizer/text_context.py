"""What stands on a whole image, as far as its regions say: weaker evidence for each.

A detector cuts words and labels in two; a bottle's other label names what its emblem
does not. Owns the order in which the texts of regions are read together.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from recognizer.text import MOST_WORDS
from recognizer.text_folding import fold

_INSIDE_FROM = 0.8
_SAME_LINE_FROM = 0.5


def contexts(xyxy: NDArray[np.float32], texts: Sequence[str]) -> list[str]:
    """Return what stands on the image of N regions, for each of them; folded.

    xyxy: (N, 4) pixels; texts: N, in the same order. Empty where no other region of
    the image was read: its own text is no context.
    """
    folded = [fold(text) for text in texts]
    read = [row for row, text in enumerate(folded) if text]
    whole = whole_text(np.asarray(xyxy, np.float32).reshape(-1, 4), folded)
    return [
        whole if any(other != row for other in read) else ""
        for row in range(len(folded))
    ]


def whole_text(xyxy: NDArray[np.float32], folded: Sequence[str]) -> str:
    """Join the folded texts of N boxes in reading order, the largest if not all."""
    kept: list[int] = []
    words = 0
    for row in np.argsort(-_areas(xyxy), kind="stable").tolist():
        if not folded[row] or _is_said(row, kept, xyxy, folded):
            continue
        words += len(folded[row].split())
        if kept and words > MOST_WORDS:
            break
        kept.append(row)
    return " ".join(folded[row] for row in reading_order(kept, xyxy))


def _is_said(
    row: int, kept: Sequence[int], xyxy: NDArray[np.float32], folded: Sequence[str]
) -> bool:
    """Say whether a larger box around this one has its words already."""
    own = set(folded[row].split())
    return any(
        own <= set(folded[other].split())
        and _shared(xyxy[row], xyxy[other]) >= _INSIDE_FROM * _areas(xyxy[row])
        for other in kept
    )


def reading_order(rows: Sequence[int], xyxy: NDArray[np.float32]) -> list[int]:
    """Put some rows of (N, 4) boxes line by line, each line from left to right."""
    by_top = sorted(rows, key=lambda row: float(xyxy[row, 1] + xyxy[row, 3]))
    lines: list[list[int]] = [by_top[:1]] if by_top else []
    for above, row in pairwise(by_top):
        if _on_one_line(xyxy[above], xyxy[row]):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [row for line in lines for row in sorted(line, key=lambda r: xyxy[r, 0])]


def _on_one_line(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    lower = min(one[3] - one[1], other[3] - other[1])
    return bool(shared >= _SAME_LINE_FROM * lower)


def _shared(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    top_left = np.maximum(one[:2], other[:2])
    bottom_right = np.minimum(one[2:], other[2:])
    return float(np.prod((bottom_right - top_left).clip(min=0)))


def _areas(xyxy: NDArray[np.float32]) -> NDArray[np.float32]:
    areas: NDArray[np.float32] = np.prod(xyxy[..., 2:] - xyxy[..., :2], axis=-1)
    return areas
