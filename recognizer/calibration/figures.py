"""How true probabilities are: calibration error, Brier score, log-loss, reliability.

Expected calibration error as in Naeini, Cooper and Hauskrecht, AAAI 2015; bins of
equal mass as in Nixon et al., "Measuring Calibration in Deep Learning" (2019).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.calibration.evidence import Bools, Floats

BINS = 15
_Z = 1.96
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Matches of like probability: the mean of what was said, and how many are right.

    right_low, right_high: Wilson's 95 % interval of the share that is right.
    """

    n: int
    said: float
    right: float
    right_low: float
    right_high: float


@dataclass(frozen=True, slots=True)
class CalibrationFigures:
    """n matches and how many are right; errors of their probabilities.

    ece: in 15 bins of equal mass; ece_equal_width: in 15 bins of equal width.
    """

    n: int
    right: int
    ece: float
    ece_equal_width: float
    brier: float
    log_loss: float


def measure(probabilities: Floats, right: Bools) -> CalibrationFigures:
    """Measure probabilities (N,) against what was right (N,). NaN of nothing."""
    return CalibrationFigures(
        n=len(right),
        right=int(right.sum()),
        ece=calibration_error(probabilities, right),
        ece_equal_width=calibration_error(probabilities, right, equal_width=True),
        brier=brier(probabilities, right),
        log_loss=log_loss(probabilities, right),
    )


def calibration_error(
    probabilities: Floats, right: Bools, *, equal_width: bool = False, bins: int = BINS
) -> float:
    """Return the mean gap between what was said and what was right, in [0, 1]."""
    found = reliability(probabilities, right, equal_width=equal_width, bins=bins)
    if not found:
        return float("nan")
    return sum(b.n * abs(b.said - b.right) for b in found) / len(right)


def brier(probabilities: Floats, right: Bools) -> float:
    """Return the mean squared gap to 0 or 1."""
    return float(np.mean((probabilities - right) ** 2)) if len(right) else float("nan")


def log_loss(probabilities: Floats, right: Bools) -> float:
    """Return the mean negative log-likelihood, in nats."""
    if not len(right):
        return float("nan")
    chance = np.clip(np.where(right, probabilities, 1 - probabilities), _EPSILON, 1)
    return float(-np.mean(np.log(chance)))


def reliability(
    probabilities: Floats, right: Bools, *, equal_width: bool = False, bins: int = BINS
) -> list[ReliabilityBin]:
    """Return the bins that hold anything, from low to high.

    Bins of equal mass take equally many matches each; ties stay in one bin.
    """
    if not len(right):
        return []
    if equal_width:
        place = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    else:
        place = _equal_mass(probabilities, bins)
    return [
        _bin(probabilities[place == each], right[place == each])
        for each in np.unique(place)
    ]


def _equal_mass(probabilities: Floats, bins: int) -> NDArray[np.int64]:
    """Say which bin each is in: by how many are smaller."""
    smaller = np.searchsorted(np.sort(probabilities), probabilities, side="left")
    return smaller * bins // len(probabilities)


def _bin(probabilities: Floats, right: Bools) -> ReliabilityBin:
    n, share = len(right), float(right.mean())
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return ReliabilityBin(
        n=n,
        said=float(probabilities.mean()),
        right=share,
        # Rounding must not leave the share itself outside of its interval.
        right_low=min(share, max(0.0, float(centre - half))),
        right_high=max(share, min(1.0, float(centre + half))),
    )
