"""Lines of text fill the gaps of a detector and never double what it found."""

from collections.abc import Sequence

import numpy as np
import pytest

from recognizer.proposals import MAX_TEXT_BOXES, CombinedDetector, merge, stacks
from recognizer.types import RGB, Detections

Box = tuple[float, float, float, float]
BADGE: Box = (0, 0, 100, 100)


def boxes(*xyxy: Box, confidence: float = 0.9) -> Detections:
    return Detections.of(list(xyxy), confidence=confidence)


@pytest.mark.parametrize(
    ("found", "lines", "expected"),
    [
        ([], [], []),
        ([BADGE], [], [BADGE]),
        ([], [(10, 10, 60, 20)], [(10, 10, 60, 20)]),
        ([BADGE], [(200, 10, 260, 30)], [BADGE, (200, 10, 260, 30)]),
        ([BADGE], [(10, 40, 90, 60)], [BADGE]),  # a word inside the badge
        ([BADGE], [(2, 2, 104, 99)], [BADGE]),  # nearly the same box
        ([BADGE], [(50, 40, 300, 60)], [BADGE, (50, 40, 300, 60)]),  # only touches
    ],
)
def test_adds_only_lines_that_nothing_covers(
    found: list[Box], lines: list[Box], expected: list[Box]
) -> None:
    merged = merge(boxes(*found), boxes(*lines), max_boxes=30)

    assert [tuple(box) for box in merged.xyxy.tolist()] == expected
    assert merged.cut == 0


def test_lines_rank_behind_what_the_detector_is_sure_of() -> None:
    merged = merge(boxes(BADGE), boxes((200, 0, 300, 30)), max_boxes=1)

    assert merged.xyxy.tolist() == [list(BADGE)]
    assert merged.cut == 1


def test_a_page_of_text_gives_only_its_largest_lines() -> None:
    lines = [(0.0, 2e3 * i, 80.0, 2e3 * i + 10 + i) for i in range(500)]

    merged = merge(Detections.empty(), boxes(*lines), max_boxes=30)

    assert len(merged) == MAX_TEXT_BOXES
    assert merged.xyxy[0].tolist() == list(lines[-1])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        ([(0, 0, 50, 10)], []),
        ([(0, 0, 50, 10), (5, 12, 60, 22)], [(0, 0, 60, 22)]),
        ([(0, 0, 50, 10), (5, 40, 60, 50)], []),  # too far below
        ([(0, 0, 50, 10), (70, 12, 99, 22)], []),  # beside, not below
        ([(0, 0, 50, 10), (0, 12, 50, 60)], []),  # another size of letters
    ],
)
def test_stacks_join_a_line_with_the_one_close_below(
    lines: list[Box], expected: list[Box]
) -> None:
    joined = stacks(np.array(lines, np.float32).reshape(-1, 4))

    assert [tuple(box) for box in joined.tolist()] == expected


class Fixed:
    def __init__(self, model_id: str, found: Detections) -> None:
        self.model_id = model_id
        self.found = found

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        return [self.found for _ in images]


def test_both_finders_see_every_image_and_name_the_answer() -> None:
    lines = Fixed("lines", boxes((200, 0, 300, 30)))
    combined = CombinedDetector(Fixed("yolo", boxes(BADGE)), lines, max_boxes=30)

    found = combined.detect([np.zeros((100, 300, 3), np.uint8)] * 2)

    assert combined.model_id == "yolo+lines"
    assert [len(detections) for detections in found] == [2, 2]
    assert combined.detect([]) == []
