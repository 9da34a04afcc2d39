"""The confidence that keeps recall at a bounded number of boxes."""

import numpy as np
import pytest
from numpy.typing import NDArray

from recognizer.training.operating_point import (
    choose_operating_point,
    found_confidences,
    recall_at,
)
from recognizer.types import Detections

F32 = NDArray[np.float32]


def boxes(*xyxy: tuple[float, float, float, float]) -> F32:
    return np.array(xyxy, np.float32).reshape(-1, 4)


def detected(xyxy: F32, *confidence: float) -> Detections:
    return Detections(xyxy, np.array(confidence, np.float32))


ONE, OTHER, AWAY = (0, 0, 10, 10), (50, 50, 70, 60), (80, 0, 90, 9)


@pytest.mark.parametrize(
    ("truth", "detections", "expected"),
    [
        (boxes(), Detections.empty(), []),
        (boxes(), detected(boxes(ONE), 0.9), []),
        (boxes(ONE), Detections.empty(), [0]),
        (boxes(ONE, OTHER), detected(boxes(ONE), 0.9), [0.9, 0]),
        (boxes(ONE), detected(boxes(ONE, (0, 0, 10, 9)), 0.3, 0.4), [0.4]),
        (boxes(ONE), detected(boxes((0, 0, 10, 4)), 0.9), [0]),  # IoU 0.4
    ],
)
def test_each_true_box_gets_its_best_confidence(
    truth: F32, detections: Detections, expected: list[float]
) -> None:
    found = found_confidences(truth, detections, least_iou=0.5)

    assert found == pytest.approx(expected)


def test_the_highest_confidence_that_keeps_the_recall_is_chosen() -> None:
    truths = [boxes(ONE), boxes(ONE), boxes(ONE), boxes(ONE)]
    detections = [
        detected(boxes(ONE, AWAY), confidence, 0.15)
        for confidence in (0.9, 0.8, 0.6, 0.2)
    ]

    half = choose_operating_point(truths, detections, recall_share=0.75)
    all_of_it = choose_operating_point(truths, detections, recall_share=1.0)

    assert (half.confidence, half.recall, half.boxes_per_image) == (0.6, 0.75, 0.75)
    assert (all_of_it.confidence, all_of_it.recall) == (0.2, 1.0)
    assert all_of_it.boxes_per_image == 1.0


def test_boxes_beyond_the_most_do_not_count() -> None:
    truths = [boxes(ONE)]
    detections = [detected(boxes(AWAY, OTHER, ONE), 0.9, 0.8, 0.7)]

    point = choose_operating_point(truths, detections, most_boxes=2)

    assert point.recall == 0
    assert point.boxes_per_image <= 2


def test_no_true_boxes_are_refused() -> None:
    with pytest.raises(ValueError, match="truths must hold at least one box"):
        choose_operating_point([boxes()], [Detections.empty()])


@pytest.mark.parametrize(
    ("boxes_per_image", "expected"),
    [
        (0.5, 0.5),  # one box on two images
        (1.0, 0.5),  # the second surest is on nothing
        (1.5, 1.0),
        (9.0, 1.0),  # more than there are
    ],
)
def test_recall_is_told_at_a_fixed_number_of_boxes(
    boxes_per_image: float, expected: float
) -> None:
    truths = [boxes(ONE), boxes(OTHER)]
    found = [detected(boxes(ONE, AWAY), 0.9, 0.6), detected(boxes(OTHER), 0.2)]

    assert recall_at(truths, found, boxes_per_image=boxes_per_image) == expected


def test_recall_at_a_number_of_boxes_needs_a_true_box() -> None:
    with pytest.raises(ValueError, match="truths must hold at least one box"):
        recall_at([boxes()], [Detections.empty()], boxes_per_image=5)
