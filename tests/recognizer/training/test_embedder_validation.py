import numpy as np
import pytest

from recognizer.training.embedder_validation import (
    choose_thresholds,
    leave_one_out,
    one_shot,
)


def unit(rows) -> np.ndarray:
    array = np.array(rows, np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def clusters(spread: float, *, classes: int = 20, each: int = 4):
    rng = np.random.default_rng(0)
    centres = np.repeat(rng.normal(size=(classes, 16)), each, axis=0)
    vectors = unit(centres + spread * rng.normal(size=centres.shape))
    return vectors, np.repeat(np.arange(classes), each)


def test_leave_one_out_skips_neighbours_of_the_same_photograph() -> None:
    vectors = unit([[1, 0], [1, 0.01], [1, 0.2], [0, 1]])
    labels = np.array([0, 1, 0, 1])

    apart = leave_one_out(vectors, labels, np.arange(4))
    together = leave_one_out(vectors, labels, np.array([0, 0, 1, 2]))

    assert apart == 0.0
    assert together == pytest.approx(0.25)  # row 0 now finds row 2


@pytest.mark.parametrize(("spread", "low", "high"), [(0.01, 1, 1), (50, 0.0, 0.3)])
def test_one_shot_is_one_for_tight_classes_and_chance_for_none(
    spread: float, low: float, high: float
) -> None:
    vectors, labels = clusters(spread)

    assert low <= one_shot(vectors, labels, np.arange(len(labels))) <= high


def test_distractors_can_only_take_matches_away() -> None:
    vectors, labels = clusters(1.0)
    groups = np.arange(len(labels))

    alone = one_shot(vectors, labels, groups)
    crowded = one_shot(vectors, labels, groups, distractors=vectors[::3])

    assert crowded < alone


def test_thresholds_part_tight_classes_from_strangers() -> None:
    vectors, labels = clusters(0.2)

    uncertain, known = choose_thresholds(vectors, labels)

    similarities = vectors @ vectors.T
    same = labels[:, None] == labels[None]
    assert uncertain <= known
    assert uncertain < np.median(similarities[same])
    assert np.quantile(similarities[~same], 0.9) < known


def test_thresholds_of_noise_let_nothing_be_known() -> None:
    vectors, labels = clusters(1000.0)

    _, known = choose_thresholds(vectors, labels)

    assert known > 0.5
