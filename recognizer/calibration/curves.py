"""Two monotone fits in float64: bounded logistic regression, and isotonic regression.

Small and exact enough that the application needs no scikit-learn for them, which is
what the tests compare them with.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 200
_TOLERANCE = 1e-9
_HALVINGS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Ramps:
    """A feature cut at K + 1 ascending knots into K ramps, each from 0 to 1.

    With weights of at least 0 their sum rises with the feature, bends at the knots, and
    stays level outside of them: nothing is said beyond what was seen.
    """

    knots: Floats

    def __post_init__(self) -> None:
        if (
            self.knots.ndim != 1
            or len(self.knots) < 2
            or np.any(np.diff(self.knots) <= 0)
        ):
            raise ValueError(f"knots must be two or more that ascend, got {self.knots}")

    def columns(self, values: Floats) -> Floats:
        """Return (N, K) in [0, 1]."""
        low, high = self.knots[:-1], self.knots[1:]
        columns: Floats = np.clip((values[:, None] - low) / (high - low), 0.0, 1.0)
        return columns


def sigmoid(index: Floats) -> Floats:
    """Return 1 / (1 + exp(-index)) without overflow."""
    decayed = np.exp(-np.abs(index))
    result: Floats = np.where(index >= 0, 1.0, decayed) / (1.0 + decayed)
    return result


def fit_logistic(
    columns: Floats, right: Floats, lower: Floats, *, ridge: float
) -> Floats:
    """Return the weights (K,) of the least mean log-loss, none under `lower`.

    columns: (N, K); right: (N,) of 0 and 1; lower: (K,), -inf where a weight is free.
    ridge: half of it times the squared weight is added, of the bounded ones only.
    Projected Newton, Bertsekas, SIAM J. Control and Optimization 20 (1982).
    """
    bounded = np.isfinite(lower)
    penalty = np.where(bounded, ridge, 1e-9)
    weights = np.where(bounded, np.maximum(lower, 0.0), 0.0)
    value = _loss(columns, right, weights, penalty)
    for _ in range(_STEPS):
        chance = sigmoid(columns @ weights)
        gradient = columns.T @ (chance - right) / len(right) + penalty * weights
        free = ~((weights <= lower) & (gradient > 0))
        if not free.any() or np.abs(gradient[free]).max() < _TOLERANCE:
            break
        spread = (columns * (chance * (1 - chance))[:, None]).T @ columns / len(right)
        curvature = spread + np.diag(penalty)
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], -gradient[free])
        weights, before = (
            _shortened(columns, right, weights, step, lower, penalty),
            value,
        )
        value = _loss(columns, right, weights, penalty)
        if before - value < _TOLERANCE * 1e-3:
            break
    return weights


def _shortened(
    columns: Floats,
    right: Floats,
    weights: Floats,
    step: Floats,
    lower: Floats,
    penalty: Floats,
) -> Floats:
    """Halve a step until the loss falls; the weights as they were if it never does."""
    start = _loss(columns, right, weights, penalty)
    for halving in range(_HALVINGS):
        tried = np.maximum(weights + step * 0.5**halving, lower)
        if _loss(columns, right, tried, penalty) < start:
            return tried
    return weights


def _loss(columns: Floats, right: Floats, weights: Floats, penalty: Floats) -> float:
    index = columns @ weights
    fit = np.mean(np.logaddexp(0.0, index) - right * index)
    return float(fit + (penalty * weights**2).sum() / 2)


def fit_isotonic(values: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Return ascending values (B,) and their levels (B,): pool adjacent violators.

    values, right: (N,). A level is the mean of a block; its value is the block's mean,
    so that a line through both keeps the blocks' shares. Barlow et al., "Statistical
    Inference under Order Restrictions" (1972).
    """
    distinct, place = np.unique(values, return_inverse=True)
    counts = np.bincount(place).astype(np.float64)
    hits = np.bincount(place, weights=right)
    blocks: list[tuple[float, float, float]] = []  # (count, hits, sum of values)
    for count, hit, value in zip(counts, hits, distinct * counts, strict=True):
        block = (float(count), float(hit), float(value))
        while blocks and blocks[-1][1] * block[0] >= block[1] * blocks[-1][0]:
            last = blocks.pop()
            block = (block[0] + last[0], block[1] + last[1], block[2] + last[2])
        blocks.append(block)
    table = np.asarray(blocks, np.float64).reshape(-1, 3)
    return table[:, 2] / table[:, 0], table[:, 1] / table[:, 0]
