"""Kappa against a library and a worked example of another's."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from storage.insights.kappa import cohen_kappa, fleiss_kappa


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("a", "a")] * 5, None),  # nothing is left to chance
        ([("a", "b")] * 5, 0.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        # Cohen's measure of 50 grants: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no
        (
            [("y", "y")] * 20
            + [("y", "n")] * 5
            + [("n", "y")] * 10
            + [("n", "n")] * 15,
            0.4,
        ),
    ],
)
def test_known_values_of_cohen(pairs, expected) -> None:
    assert cohen_kappa(pairs) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("seed", range(5))
def test_cohen_is_what_scikit_learn_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one = rng.integers(0, 4, 200)
    other = np.where(rng.random(200) < 0.7, one, rng.integers(0, 4, 200))

    pairs = list(zip(one.tolist(), other.tolist(), strict=True))

    assert cohen_kappa(pairs) == pytest.approx(cohen_kappa_score(one, other))


def test_fleiss_of_the_table_that_textbooks_work_out() -> None:
    """Ten subjects, fourteen raters, five categories: kappa 0.210."""
    table = [
        (0, 0, 0, 0, 14),
        (0, 2, 6, 4, 2),
        (0, 0, 3, 5, 6),
        (0, 3, 9, 2, 0),
        (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0),
        (3, 2, 6, 3, 0),
        (2, 5, 3, 2, 2),
        (6, 5, 2, 1, 0),
        (0, 2, 2, 3, 7),
    ]
    items = [[n for n, count in enumerate(row) for _ in range(count)] for row in table]

    assert fleiss_kappa(items) == pytest.approx(0.20993, abs=1e-5)


def test_fleiss_of_two_is_scotts_pi() -> None:
    """With two answers to each, chance is that of both people's answers together."""
    rng = np.random.default_rng(7)
    one = rng.integers(0, 3, 300)
    other = np.where(rng.random(300) < 0.5, one, rng.integers(0, 3, 300))
    both = np.concatenate([one, other])
    chance = sum(np.mean(both == answer) ** 2 for answer in range(3))
    expected = (np.mean(one == other) - chance) / (1 - chance)

    items = np.stack([one, other], axis=1).tolist()

    assert fleiss_kappa(items) == pytest.approx(expected)


@pytest.mark.parametrize("items", [[["a"]], [["a", "b"], ["a"]]])
def test_fleiss_refuses_items_of_unlike_answers(items) -> None:
    with pytest.raises(ValueError, match="equally many"):
        fleiss_kappa(items)


def test_fleiss_of_nothing_and_of_one_answer_is_none() -> None:
    assert fleiss_kappa([]) is None
    assert fleiss_kappa([["a", "a"], ["a", "a"]]) is None
