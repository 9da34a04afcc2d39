"""Where the right neighbour of each query ranks, in blocks that fit in memory.

A rank counts wrong neighbours that are at least as similar as the best right one: a
tie is a miss, so that an embedder which calls everything alike gains nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.figures import Floats, Ints

Similarities = Callable[[Ints, Ints], NDArray[np.float32]]
"""(rows, columns) of crops -> their similarities, (len(rows), len(columns))."""

_BLOCK_VALUES = 20_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Queries that have a right neighbour, (Q,), and the rank of the best one.

    by_crop: among all crops of the gallery, as the literature counts.
    by_symbol: among symbols, each by its best crop, as a reviewer sees them.
    """

    queries: Ints
    by_crop: Ints
    by_symbol: Ints


def cosine(crops: LabelledCrops, row: int) -> Similarities:
    """Compare crops by the cosine of one embedder's vectors."""
    vectors = crops.embeddings[row]
    return lambda rows, columns: vectors[rows] @ vectors[columns].T


def rank(
    similarities: Similarities,
    crops: LabelledCrops,
    queries: Ints,
    references: Ints,
    *,
    strict: bool,
) -> Ranks:
    """Rank the best right neighbour of each query among the references.

    strict: no neighbour on the same photograph, or a near-duplicate of it; otherwise
    only the crop itself is left out.
    """
    found: list[tuple[Ints, Ints, Ints]] = []
    order = references[np.argsort(crops.symbol_ids[references], kind="stable")]
    if not len(order):
        return Ranks(*(np.zeros(0, np.int64),) * 3)
    symbols, starts = np.unique(crops.symbol_ids[order], return_index=True)
    for block in blocks(queries, len(order)):
        values = allowed(similarities, crops, block, order, strict=strict)
        own = crops.symbol_ids[block][:, None]
        right = crops.symbol_ids[order][None] == own
        best = np.where(right, values, -np.inf).max(1)
        ahead = (values >= best[:, None]) & ~right
        per_symbol = np.maximum.reduceat(values, starts, axis=1)
        symbols_ahead = (per_symbol >= best[:, None]) & (symbols[None] != own)
        known = np.isfinite(best)
        ranks = 1 + ahead.sum(1), 1 + symbols_ahead.sum(1)
        found.append((block[known], ranks[0][known], ranks[1][known]))
    return Ranks(*(np.concatenate(column) for column in zip(*found, strict=True)))


def symbol_similarities(
    similarities: Similarities,
    crops: LabelledCrops,
    queries: Ints,
    references: Ints,
    *,
    strict: bool,
) -> NDArray[np.float32]:
    """Return (Q, len(symbols)): each symbol by its best reference; -inf without one."""
    order = references[np.argsort(crops.symbol_ids[references], kind="stable")]
    table = np.full((len(queries), len(crops.symbols)), -np.inf, np.float32)
    if not len(order):
        return table
    symbols, starts = np.unique(crops.symbol_ids[order], return_index=True)
    done = 0
    for block in blocks(queries, len(order)):
        values = allowed(similarities, crops, block, order, strict=strict)
        best = np.maximum.reduceat(values, starts, axis=1)
        table[done : done + len(block), symbols] = best
        done += len(block)
    return table


def nearest(
    similarities: Similarities,
    crops: LabelledCrops,
    queries: Ints,
    references: Ints,
    *,
    strict: bool,
) -> tuple[Ints, Floats]:
    """Return the most similar reference of each query, and its similarity."""
    found, values = [], []
    for block in blocks(queries, len(references)):
        own = allowed(similarities, crops, block, references, strict=strict)
        found.append(references[own.argmax(1)])
        values.append(own.max(1).astype(np.float64))
    return np.concatenate(found), np.concatenate(values)


def average_precision_at_r(
    similarities: Similarities,
    crops: LabelledCrops,
    queries: Ints,
    references: Ints,
    *,
    strict: bool,
) -> tuple[Ints, Floats]:
    """Return (queries, mAP@R of each) for queries with a right neighbour.

    R is the number of right neighbours; precision is averaged over the first R places
    (Musgrave et al., "A Metric Learning Reality Check", ECCV 2020).
    """
    kept, averages = [], []
    for block in blocks(queries, len(references)):
        values = allowed(similarities, crops, block, references, strict=strict)
        labels = crops.symbol_ids[references]
        order = np.argsort(-values, axis=1, kind="stable")
        right = labels[order] == crops.symbol_ids[block][:, None]
        right &= np.isfinite(np.take_along_axis(values, order, axis=1))
        wanted = right.sum(1)
        places = np.arange(1, right.shape[1] + 1)
        precision = np.cumsum(right, axis=1) / places
        counted = right & (places[None] <= wanted[:, None])
        answerable = wanted > 0
        total = (precision * counted).sum(1)
        kept.append(block[answerable])
        averages.append(total[answerable] / wanted[answerable])
    return np.concatenate(kept), np.concatenate(averages)


def allowed(
    similarities: Similarities,
    crops: LabelledCrops,
    queries: Ints,
    references: Ints,
    *,
    strict: bool,
) -> NDArray[np.float32]:
    """Return similarities with -inf where a neighbour does not count."""
    values = np.array(similarities(queries, references), np.float32)
    same = crops.photograph_ids if strict else np.arange(len(crops))
    values[same[queries][:, None] == same[references][None]] = -np.inf
    return values


def blocks(queries: Ints, columns: int) -> list[Ints]:
    """Cut queries so that a table of similarities stays small; one block at least."""
    size = max(1, _BLOCK_VALUES // max(1, columns))
    return [queries[i : i + size] for i in range(0, max(1, len(queries)), size)]
