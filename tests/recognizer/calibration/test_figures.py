"""Calibration error, Brier score and log-loss on grids whose answers are known."""

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from recognizer.calibration.figures import (
    brier,
    calibration_error,
    log_loss,
    measure,
    reliability,
)


def grid(*rows: tuple[float, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return said and right from rows (said, how many are right, how many wrong)."""
    said = np.concatenate([np.full(right + wrong, p) for p, right, wrong in rows])
    hits = [np.repeat([True, False], [right, wrong]) for _, right, wrong in rows]
    return said, np.concatenate(hits)


def test_nothing_has_no_error() -> None:
    nothing = np.zeros(0)

    figures = measure(nothing, nothing.astype(bool))

    assert (figures.n, figures.right) == (0, 0)
    assert np.isnan([figures.ece, figures.brier, figures.log_loss]).all()
    assert reliability(nothing, nothing.astype(bool)) == []


@pytest.mark.parametrize("equal_width", [False, True])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0.25, 1, 3), (0.75, 3, 1)], 0.0),  # true probabilities
        ([(0.9, 1, 9)], 0.8),
        ([(0.1, 0, 10), (0.9, 5, 5)], 0.25),  # half 0.1 off, half 0.4 off
    ],
)
def test_the_error_of_grids(
    rows: list[tuple[float, int, int]], expected: float, equal_width: bool
) -> None:
    said, right = grid(*rows)

    found = calibration_error(said, right, equal_width=equal_width)

    assert found == pytest.approx(expected)


def test_bins_of_equal_mass_hold_equally_many() -> None:
    said = np.random.default_rng(0).beta(0.5, 5, 3000)

    bins = reliability(said, said > 0.5)

    assert [b.n for b in bins] == [200] * 15
    assert [b.said for b in bins] == sorted(b.said for b in bins)


def test_ties_stay_in_one_bin() -> None:
    said, right = grid((0.3, 30, 70), (0.6, 60, 40))

    assert [b.n for b in reliability(said, right)] == [100, 100]


def test_the_interval_of_a_bin_is_wilson_s() -> None:
    [found] = reliability(*grid((0.5, 10, 0)))
    extremes = [reliability(*grid((0.5, n, 0)))[0] for n in range(1, 400)]
    extremes += [reliability(*grid((0.5, 0, n)))[0] for n in range(1, 400)]
    assert all(b.right_low <= b.right <= b.right_high for b in extremes)

    # By Wilson's formula with 10 of 10: 10 / (10 + 1.96 squared), to 1.
    assert found.right_low == pytest.approx(10 / (10 + 1.96**2))
    assert found.right_high == pytest.approx(1.0)


def test_brier_and_log_loss_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(1)
    said = rng.uniform(0.01, 0.99, 500)
    right = rng.random(500) < said

    assert brier(said, right) == pytest.approx(brier_score_loss(right, said))
    assert log_loss(said, right) == pytest.approx(sklearn_log_loss(right, said))


def test_certainty_that_is_wrong_costs_much_but_not_everything() -> None:
    assert 20 < log_loss(np.array([1.0]), np.array([False])) < 40
