"""The two fits against scikit-learn, and by hand where the answer is known."""

import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from recognizer.calibration.curves import Ramps, fit_isotonic, fit_logistic, sigmoid

FREE = -np.inf


def test_a_sigmoid_of_far_values_does_not_overflow() -> None:
    assert sigmoid(np.array([-1e4, 0.0, 1e4])) == pytest.approx([0, 0.5, 1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1.0, [0, 0]),  # level below the first knot
        (0.0, [0, 0]),
        (0.25, [0.5, 0]),
        (0.5, [1, 0]),
        (0.75, [1, 0.25]),
        (9.0, [1, 1]),  # and over the last
    ],
)
def test_ramps_rise_between_their_knots(value: float, expected: list[float]) -> None:
    ramps = Ramps(np.array([0.0, 0.5, 1.5]))

    assert ramps.columns(np.array([value]))[0] == pytest.approx(expected)


@pytest.mark.parametrize("knots", [[], [1.0], [1.0, 1.0], [2.0, 1.0]])
def test_knots_must_ascend(knots: list[float]) -> None:
    with pytest.raises(ValueError, match="knots must be two or more that ascend"):
        Ramps(np.asarray(knots))


def logistic_data(*, seed: int = 3, count: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(count), rng.normal(size=(count, 3))])
    index = columns @ np.array([-1.0, 2.0, 0.7, -1.2])
    return columns, (rng.random(count) < sigmoid(index)).astype(float)


def test_without_bounds_it_is_the_regression_of_scikit_learn() -> None:
    columns, right = logistic_data()
    oracle = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000)
    oracle.fit(columns[:, 1:], right)

    weights = fit_logistic(columns, right, np.full(4, FREE), ridge=0.0)

    assert weights[0] == pytest.approx(oracle.intercept_[0], abs=1e-4)
    assert weights[1:] == pytest.approx(oracle.coef_[0], abs=1e-4)


def test_a_ridge_is_the_one_of_scikit_learn() -> None:
    columns, right = logistic_data()
    keep = [0, 1, 2]  # those whose bound does not bind
    oracle = LogisticRegression(C=1 / (0.01 * len(right)), tol=1e-10, max_iter=1000)
    oracle.fit(columns[:, 1:3], right)

    bounds = np.array([FREE, 0.0, 0.0])
    weights = fit_logistic(columns[:, keep], right, bounds, ridge=0.01)

    assert weights[0] == pytest.approx(oracle.intercept_[0], abs=1e-4)
    assert weights[1:] == pytest.approx(oracle.coef_[0], abs=1e-4)


def test_a_bound_holds_and_the_others_are_the_best_beside_it() -> None:
    columns, right = logistic_data()
    oracle = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000)
    oracle.fit(columns[:, 1:3], right)  # without the column that wants to be negative

    weights = fit_logistic(columns, right, np.array([FREE, 0, 0, 0]), ridge=0.0)

    assert weights[3] == 0
    assert weights[1:3] == pytest.approx(oracle.coef_[0], abs=1e-4)


def test_what_parts_perfectly_ends_in_finite_weights() -> None:
    columns = np.column_stack([np.ones(40), np.linspace(-1, 1, 40)])
    right = (columns[:, 1] > 0).astype(float)

    weights = fit_logistic(columns, right, np.array([FREE, 0.0]), ridge=1e-4)

    assert np.isfinite(weights).all()
    assert weights[1] > 5


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ([0, 0, 1, 1], [0, 1]),
        ([1, 1, 0, 0], [0.5]),  # one block: nothing ascends
        ([0, 1, 0, 1], [0, 0.5, 1]),
    ],
)
def test_isotonic_levels_by_hand(right: list[int], expected: list[float]) -> None:
    _, levels = fit_isotonic(np.arange(4.0), np.asarray(right, float))

    assert sorted(set(levels)) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
def test_isotonic_levels_are_those_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.round(rng.uniform(size=300), 2)  # many ties
    right = (rng.random(300) < values).astype(float)

    places, levels = fit_isotonic(values, right)

    oracle = IsotonicRegression().fit(values, right)
    expected = np.unique(np.round(oracle.predict(np.unique(values)), 9))
    assert np.unique(np.round(levels, 9)) == pytest.approx(expected)
    assert (np.diff(places) > 0).all()
