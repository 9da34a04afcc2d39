"""Box arithmetic on known boxes."""

import numpy as np
import pytest

from recognizer.evaluation.boxes import (
    assign,
    average_precision,
    iou,
    over_smaller,
    precision_recall,
)

NO_BOXES = np.zeros((0, 4))
UNIT = np.asarray([[0, 0, 10, 10]], float)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 10, 10), 1.0),
        ((10, 0, 20, 10), 0.0),  # they touch
        ((30, 30, 40, 40), 0.0),
        ((5, 0, 15, 10), 1 / 3),
        ((2, 2, 4, 4), 0.04),  # inside
        ((5, 5, 5, 5), 0.0),  # of no area
    ],
)
def test_iou_of_two_boxes(box, expected):
    assert iou(UNIT, np.asarray([box], float)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 10, 10), 1.0),
        ((2, 2, 4, 4), 1.0),  # inside
        ((-90, -90, 90, 90), 1.0),  # around
        ((5, 0, 15, 10), 0.5),
        ((30, 30, 40, 40), 0.0),
        ((5, 5, 5, 5), 0.0),  # of no area
    ],
)
def test_intersection_over_the_smaller_of_two_boxes(box, expected):
    assert over_smaller(UNIT, np.asarray([box], float)) == pytest.approx(expected)


def test_iou_of_nothing_has_no_rows():
    assert iou(NO_BOXES, UNIT).shape == (0, 1)
    assert iou(UNIT, NO_BOXES).shape == (1, 0)
    none = np.zeros((1, 4))
    assert iou(none, none).tolist() == [[0.0]]


@pytest.mark.parametrize(
    ("overlaps", "expected"),
    [
        (np.zeros((0, 2)), []),
        (np.zeros((2, 0)), [-1, -1]),
        ([[0.9, 0.6], [0.8, 0.7]], [0, 1]),  # the second takes what is left
        ([[0.6, 0.9], [0.4, 0.8]], [1, -1]),
        ([[0.5], [0.9]], [0, -1]),  # the more confident one comes first
        ([[0.49]], [-1]),
    ],
)
def test_each_label_is_given_once_best_box_first(overlaps, expected):
    given = assign(np.asarray(overlaps, float), at_least=0.5)

    assert given.tolist() == expected


def test_average_precision_of_a_known_curve():
    right = np.asarray([True, False, True])

    precision, recall = precision_recall(right, np.ones(3), labels=4)

    assert precision.tolist() == pytest.approx([1, 1 / 2, 2 / 3])
    assert recall.tolist() == pytest.approx([0.25, 0.25, 0.5])
    # 26 levels up to 0.25 at precision 1, 25 up to 0.5 at 2/3, none beyond.
    expected = (26 * 1 + 25 * 2 / 3) / 101
    assert average_precision(precision, recall) == pytest.approx(expected)


def test_no_box_has_no_precision():
    none = np.zeros(0)

    assert average_precision(none, none) == 0
    _, recall = precision_recall(np.asarray([True]), np.ones(1), labels=0)
    assert recall.tolist() == [0]


def test_a_weight_counts_like_repeating_the_box():
    right = np.asarray([True, False, True])
    twice = np.repeat(right, [2, 1, 3])

    weighted = precision_recall(right, np.asarray([2.0, 1, 3]), labels=8)
    repeated = precision_recall(twice, np.ones(6), labels=8)

    for ours, theirs in zip(weighted, repeated, strict=True):
        assert ours.tolist() == pytest.approx(theirs[[1, 2, 5]].tolist())
