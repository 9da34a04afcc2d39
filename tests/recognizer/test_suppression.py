"""Of boxes that mean the same the surest stays, as a naive search has it."""

import numpy as np
import pytest

from recognizer.suppression import MOST_CANDIDATES, suppress

Box = tuple[float, float, float, float]
WHOLE: Box = (0, 0, 100, 100)


def naive(boxes: list[Box], most_iou: float) -> list[int]:
    """Boxes come surest first."""
    kept: list[int] = []
    for row, (x0, y0, x1, y1) in enumerate(boxes):
        goes = False
        for other in kept:
            a0, b0, a1, b1 = boxes[other]
            shared = max(0.0, min(x1, a1) - max(x0, a0)) * max(
                0.0, min(y1, b1) - max(y0, b0)
            )
            own, its = (x1 - x0) * (y1 - y0), (a1 - a0) * (b1 - b0)
            goes |= shared / (own + its - shared) > most_iou
        if not goes:
            kept.append(row)
    return kept


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([], []),
        ([WHOLE], [0]),
        ([WHOLE, WHOLE], [0]),
        ([WHOLE, (0, 0, 100, 45)], [0, 1]),  # a part of it
        ([WHOLE, (0, 0, 100, 55)], [0]),  # most of it
        ([(0, 0, 100, 55), WHOLE], [0]),  # most of it, and surer
        ([WHOLE, (0, 60, 100, 160)], [0, 1]),  # half of it lies outside
        ([WHOLE, (200, 0, 300, 100)], [0, 1]),
    ],
)
def test_a_box_goes_where_a_surer_one_is_nearly_the_same(
    boxes: list[Box], expected: list[int]
) -> None:
    xyxy = np.array(boxes, np.float32).reshape(-1, 4)
    confidence = np.linspace(1, 0.5, len(boxes)).astype(np.float32)

    kept = suppress(xyxy, confidence, most_iou=0.5)

    assert kept.tolist() == expected == naive(boxes, 0.5)


@pytest.mark.parametrize("seed", range(5))
def test_random_boxes_are_suppressed_as_by_a_naive_search(seed: int) -> None:
    rng = np.random.default_rng(seed)
    corners = rng.uniform(0, 50, (80, 2))
    xyxy = np.concatenate([corners, corners + rng.uniform(2, 40, (80, 2))], 1)
    xyxy = xyxy.astype(np.float32)
    confidence = rng.permutation(80).astype(np.float32) / 80
    order = np.argsort(-confidence)

    kept = suppress(xyxy, confidence, most_iou=0.4)

    rows = naive([tuple(map(float, xyxy[i])) for i in order], 0.4)  # type: ignore[misc]
    assert kept.tolist() == order[rows].tolist()


def test_only_so_many_candidates_are_looked_at() -> None:
    xs = np.arange(MOST_CANDIDATES + 500, dtype=np.float32)
    xyxy = np.stack([10 * xs, 0 * xs, 10 * xs + 5, 0 * xs + 5], axis=1)

    kept = suppress(xyxy, xs, most_iou=0.5)

    assert kept.tolist() == list(range(len(xs) - 1, 499, -1))
