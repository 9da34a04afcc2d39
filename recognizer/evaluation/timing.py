"""How long something takes, beside a baseline that runs in turns with it.

Times of one machine mean little on another, and a busy machine slows both sides alike:
what is worth keeping is the ratio.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from recognizer.types import RGB, Embeddings

_YARDSTICK_PX = 224


@dataclass(frozen=True, slots=True)
class Timing:
    """One row of a benchmark: medians in ms a `unit`; ratio: of the two, ours first.

    input: what it ran on, in words. baseline: what ran beside it, in words.
    """

    name: str
    input: str
    unit: str
    ms: float
    baseline: str
    baseline_ms: float
    ratio: float
    repeats: int


def time_beside(
    work: Callable[[], object],
    baseline: Callable[[], object],
    *,
    repeats: int,
) -> tuple[float, float]:
    """Return the median ms of both, run in turns after one turn that does not count."""
    turns: list[tuple[float, float]] = []
    for _ in range(repeats + 1):
        turns.append((_ms(work), _ms(baseline)))
    ours, theirs = zip(*turns[1:], strict=True)
    return statistics.median(ours), statistics.median(theirs)


def unit_vectors(count: int, dim: int, *, seed: int) -> Embeddings:
    """Return (count, dim) random unit rows."""
    rng = np.random.default_rng(seed)
    rows = rng.standard_normal((count, dim), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def patchwork(count: int, size_wh: tuple[int, int], *, seed: int) -> list[RGB]:
    """Return pictures of random patches, 16 px each: work for a model, no content."""
    width, height = size_wh
    rng = np.random.default_rng(seed)
    shape = (count, -(-height // 16), -(-width // 16), 3)
    patches = rng.integers(0, 256, shape, dtype=np.uint8)
    large = patches.repeat(16, axis=1).repeat(16, axis=2)
    return [np.ascontiguousarray(picture[:height, :width]) for picture in large]


def brute_force(
    references: Embeddings, queries: Embeddings, *, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the k best similarities and rows of each query, best first, by numpy."""
    similarities = queries @ references.T
    k = min(k, len(references))
    best = np.argpartition(-similarities, k - 1, axis=1)[:, :k]
    values = np.take_along_axis(similarities, best, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return (
        np.take_along_axis(values, order, axis=1),
        np.take_along_axis(best, order, axis=1),
    )


class Yardstick:
    """One plain PyTorch pass of EfficientNet-Lite0 at 224 px: a fixed piece of work."""

    name = "one plain PyTorch pass of EfficientNet-Lite0 at 224 px"

    def __init__(self) -> None:
        import timm

        self._network = timm.create_model("tf_efficientnet_lite0").eval()
        self._input = torch.zeros(1, 3, _YARDSTICK_PX, _YARDSTICK_PX)

    def __call__(self) -> None:
        """Run it once."""
        with torch.inference_mode():
            self._network(self._input)


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
