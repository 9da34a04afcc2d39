"""A perceptual hash of pictures, to find near-duplicates; and as an embedder.

The hash is the usual DCT one (pHash, Zauner 2010): grey 32 x 32, the 8 x 8 lowest
frequencies, each a bit by whether it is over their median.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.types import RGB, Embeddings, SimilarityThresholds

BITS = 64
NEAR_BITS = 6  # of 64 may differ between two copies of one photograph
_SIDE = 32
_BLOCK = 1024

Hashes = NDArray[np.bool_]


def perceptual_hash(image: RGB) -> Hashes:
    """Return the (64,) bits of one picture."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    low = cv2.dct(small.astype(np.float32))[:8, :8].reshape(-1)
    # The first coefficient is the mean brightness: no part of the median.
    bits: Hashes = low > np.median(low[1:])
    return bits


def near_duplicate_groups(
    hashes: Hashes, *, near_bits: int = NEAR_BITS
) -> NDArray[np.int64]:
    """Number pictures so that near-duplicates share a number.

    hashes: (N, 64). Two pictures are near where at most `near_bits` bits differ; a
    chain of near pictures is one group.
    """
    parent = np.arange(len(hashes))
    signs = np.where(hashes, 1.0, -1.0).astype(np.float32)
    least = hashes.shape[1] - 2 * near_bits
    for start in range(0, len(hashes), _BLOCK):
        agreement = signs[start : start + _BLOCK] @ signs[start:].T
        for row, column in np.argwhere(agreement >= least):
            if column > row:
                _join(parent, start + int(row), start + int(column))
    return np.asarray([_root(parent, i) for i in range(len(hashes))], np.int64)


def _root(parent: NDArray[np.int64], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = int(parent[index])
    return index


def _join(parent: NDArray[np.int64], one: int, other: int) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


class HashEmbedder:
    """Compares crops by how many bits of their hash agree: a baseline."""

    model_id = "perceptual-hash"
    dim = BITS
    thresholds = SimilarityThresholds(uncertain=0.6, known=0.8)

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        """Return (N, 64) unit rows; a cosine of 1 means that no bit differs."""
        if not crops:
            return np.zeros((0, BITS), np.float32)
        bits = np.stack([perceptual_hash(crop) for crop in crops])
        return np.where(bits, 0.125, -0.125).astype(np.float32)
