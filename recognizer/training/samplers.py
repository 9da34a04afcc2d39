"""Which classes meet in a batch: every class beside one that looks or reads like it.

Owns hard negatives by name and the drawing of batches; knows nothing of pixels.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

_PREFIX = 3
_FARTHEST = 5
_MOST = 8
Rng = np.random.Generator


def lookalike_names(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return, for each name, the rows of other names that are easily taken for it.

    Names that begin or end alike are compared: those that differ, by at most five
    letters or by words added behind, count, nearest first, at most eight. Equal names
    do not: they say the same brand.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        joined = name.replace(" ", "")
        groups["^" + joined[:_PREFIX]].append(row)
        groups[joined[-_PREFIX:] + "$"].append(row)
    near: list[dict[int, int]] = [{} for _ in names]
    for rows in groups.values():
        for row in rows:
            for other in rows:
                change = _change(names[row], names[other])
                if 0 < change <= _FARTHEST:
                    near[row][other] = change
    return tuple(
        tuple(sorted(found, key=lambda other: (found[other], other))[:_MOST])
        for found in near
    )


def draw_classes(
    count: int,
    lookalikes: Sequence[Sequence[int]],
    *,
    most: int,
    rng: Rng,
    first: Sequence[int] = (),
) -> list[int]:
    """Draw classes for one batch: random ones, each with one hard negative if any.

    count: random rows are below it. most: classes in the batch at most. first: rows
    that are in the batch in any case.
    """
    chosen: dict[int, None] = {}
    for row in (*first, *rng.permutation(count)[:most].tolist()):
        if len(chosen) >= most:
            break
        chosen[row] = None
        free = [other for other in lookalikes[row] if other not in chosen]
        if free and len(chosen) < most:
            chosen[free[int(rng.integers(len(free)))]] = None
    return list(chosen)


def hard_negative_mask(
    labels: NDArray[np.int64], lookalikes: Mapping[int, Sequence[int]]
) -> NDArray[np.bool_]:
    """Return (N, N): true where column j's class is a hard negative of row i's."""
    present = np.unique(labels)
    pairs = chain.from_iterable(
        ((row, other) for other in lookalikes[row]) for row in present.tolist()
    )
    mask = np.zeros((len(labels), len(labels)), np.bool_)
    for row, other in pairs:
        mask |= (labels[:, None] == row) & (labels[None] == other)
    return mask


def _change(name: str, other: str) -> int:
    if name == other:
        return 0
    if other.startswith(name + " ") or name.startswith(other + " "):
        return 1
    limit = _FARTHEST
    change: int = Levenshtein.distance(name, other, score_cutoff=limit)
    shorter = min(len(name), len(other))
    return change if change <= max(1, shorter // 2) else limit + 1
