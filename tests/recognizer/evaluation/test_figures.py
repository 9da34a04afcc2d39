"""Numbers with their intervals."""

import json

import numpy as np
import pytest

from recognizer.evaluation.figures import (
    Evaluation,
    Figure,
    bootstrap_mean,
    bootstrap_quotient,
    bootstrap_ratio,
    cluster_weights,
    over_draws,
    to_json,
)


def test_nothing_has_no_mean():
    figure = bootstrap_mean(np.zeros(0), np.zeros(0, np.int64), seed=0)

    assert figure.n == 0
    assert np.isnan(figure.value)


def test_the_interval_of_a_share_is_the_binomial_one():
    values = np.repeat([1.0, 0.0], [80, 20])

    figure = bootstrap_mean(values, np.arange(100), seed=0)

    half = 1.96 * np.sqrt(0.8 * 0.2 / 100)
    assert figure.value == 0.8
    assert figure.low == pytest.approx(0.8 - half, abs=0.02)
    assert figure.high == pytest.approx(0.8 + half, abs=0.02)


def test_values_of_one_cluster_are_drawn_together():
    values = np.repeat([1.0, 0.0], 50)
    alone = bootstrap_mean(values, np.arange(100), seed=0)

    together = bootstrap_mean(values, np.repeat(np.arange(4), 25), seed=0)

    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_a_large_cluster_weighs_more_than_a_small_one():
    # 99 clusters of one miss each, and one of 300 hits: the mean is 300 / 399.
    values = np.repeat([0.0, 1.0], [99, 300])
    clusters = np.concatenate([np.arange(99), np.full(300, 99)])

    figure = bootstrap_mean(values, clusters, seed=0)

    assert figure.value == pytest.approx(300 / 399)
    assert figure.low == 0
    assert figure.high > 0.85


def test_one_cluster_has_no_interval():
    figure = bootstrap_mean(np.asarray([1.0, 0.0]), np.zeros(2, np.int64), seed=0)

    assert (figure.low, figure.value, figure.high) == (0.5, 0.5, 0.5)


def test_a_seed_repeats_the_resamples():
    first, again = (cluster_weights(7, seed=3, draws=120) for _ in range(2))

    assert np.array_equal(np.concatenate(first), np.concatenate(again))
    assert np.concatenate(first).shape == (120, 7)
    assert (np.concatenate(first).sum(1) == 7).all()


def test_draws_that_could_not_be_measured_do_not_count():
    figure = over_draws([0.2, float("nan"), 0.4], n=9)

    assert figure.value == pytest.approx(0.3)
    assert figure.n == 9
    assert np.isnan(over_draws([float("nan")], n=9).value)


def test_json_is_one_object_with_the_agreed_keys():
    figures = {"recall_at_1.all": Figure(2 / 3, 0.5, float("nan"), 3)}

    written = json.loads(to_json(Evaluation("retrieval", "logos", "clip", figures)))

    assert written["task"] == "retrieval"
    assert written["data"] == "logos"
    assert written["embedder"] == "clip"
    own = written["figures"]["recall_at_1.all"]
    assert own == {"value": 0.666667, "low": 0.5, "high": None, "n": 3}


def test_a_ratio_of_sums_and_its_interval():
    parts, wholes = np.asarray([1.0, 0, 2, 1]), np.asarray([2.0, 1, 2, 3])

    figure = bootstrap_ratio(parts, wholes, seed=0)

    assert figure.value == 0.5
    assert figure.low < 0.5 < figure.high
    assert figure.n == 8
    assert np.isnan(bootstrap_ratio(parts * 0, parts * 0, seed=0).value)


def test_a_quotient_of_a_ratio_with_itself_is_1_in_every_resample():
    one = np.asarray([1.0, 0, 2, 1]), np.asarray([2.0, 1, 2, 3])

    figure = bootstrap_quotient(one, one, seed=0)

    assert (figure.value, figure.low, figure.high, figure.n) == (1, 1, 1, 4)


def test_a_quotient_is_of_the_two_ratios():
    one = np.asarray([3.0, 3.0]), np.asarray([4.0, 4.0])
    other = np.asarray([1.0, 2.0]), np.asarray([4.0, 4.0])

    figure = bootstrap_quotient(one, other, seed=0)

    assert figure.value == 2
    assert (figure.low, figure.high) == (1.5, 3)
