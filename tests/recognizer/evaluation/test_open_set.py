"""Known and unknown are told apart, as an independent implementation says too."""

import numpy as np
import pytest

from recognizer.evaluation.open_set import (
    auroc,
    identification_rate,
    measure_open_set,
)
from tests.recognizer.evaluation.grids import crops_of, random_case, table

NONE = np.zeros(0)


@pytest.mark.parametrize(
    ("known", "unknown", "expected"),
    [
        ([], [0.5], float("nan")),
        ([0.5], [], float("nan")),
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.1], [0.5, 0.0], 0.75),
    ],
)
def test_auroc_on_known_cases(known, unknown, expected):
    found = auroc(np.asarray(known), np.asarray(unknown))

    assert found == pytest.approx(expected, nan_ok=True)


def test_auroc_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(0)
    known, unknown = rng.normal(1, 1, 300).round(1), rng.normal(0, 1, 200).round(1)

    expected = metrics.roc_auc_score(
        np.repeat([1, 0], [300, 200]), np.concatenate([known, unknown])
    )

    assert auroc(known, unknown) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (0.0, 0.25),  # over 0.7: 0.9 and 0.8, of which 0.8 is named wrongly
        (0.25, 0.5),  # one false alarm may pass: over 0.6
        (0.5, 0.5),  # over 0.3: 0.4 is named wrongly
        (1.0, 0.5),  # whatever is named rightly
    ],
)
def test_identification_rate_at_a_false_alarm_rate(rate, expected):
    known = np.asarray([0.9, 0.8, 0.65, 0.4])
    right = np.asarray([True, False, True, False])
    unknown = np.asarray([0.7, 0.6, 0.3, 0.1])

    found = identification_rate(known, right, unknown, rate=rate)

    assert found == pytest.approx(expected)


def test_a_tie_with_the_border_is_no_identification():
    found = identification_rate(
        np.asarray([0.5]), np.asarray([True]), np.asarray([0.5]), rate=0.001
    )

    assert found == 0


def test_without_known_or_unknown_there_is_no_rate():
    none = np.zeros(0, bool)

    assert np.isnan(identification_rate(NONE, none, np.ones(2), rate=0.01))
    one = np.ones(1, bool)
    assert np.isnan(identification_rate(np.ones(1), one, NONE, rate=0.01))


def test_a_perfect_embedder_knows_what_it_does_not_know():
    crops = crops_of("aaabbbcccddd")
    same = crops.symbol_ids[:, None] == crops.symbol_ids[None]

    figures = measure_open_set(table(np.where(same, 0.9, 0.1).tolist()), crops, seed=0)

    assert {name: figure.value for name, figure in figures.items()} == {
        "auroc_unknown": 1.0,
        "dir_at_far_1pct": 1.0,
        "dir_at_far_0.1pct": 1.0,
    }


def test_a_logo_without_another_one_of_its_symbol_is_not_asked_about_as_known():
    crops = crops_of("aaabbbcccdefgh")
    same = crops.symbol_ids[:, None] == crops.symbol_ids[None]

    figures = measure_open_set(table(np.where(same, 0.9, 0.1).tolist()), crops, seed=0)

    assert figures["auroc_unknown"].value == 1.0
    assert figures["dir_at_far_1pct"].value == 1.0


def test_an_embedder_without_a_clue_is_near_a_half():
    crops, _ = random_case(0, n=300, classes=10)
    noise = np.random.default_rng(1).normal(size=(300, 300))

    figures = measure_open_set(table(noise.tolist()), crops, seed=0)

    assert figures["auroc_unknown"].value == pytest.approx(0.5, abs=0.05)
    assert figures["dir_at_far_1pct"].value < 0.1


def test_fewer_than_three_symbols_cannot_be_held_out():
    crops = crops_of("aabb")

    assert measure_open_set(table(np.ones((4, 4)).tolist()), crops, seed=0) == {}
