"""The texts of an image's regions, read together in the order in which they stand."""

import numpy as np
import pytest

from recognizer.text_context import contexts, whole_text

Box = tuple[float, float, float, float]


def boxes(*xyxy: Box) -> np.ndarray:
    return np.asarray(xyxy, np.float32).reshape(-1, 4)


def test_no_regions_have_no_contexts() -> None:
    assert contexts(boxes(), []) == []
    assert whole_text(boxes(), []) == ""


@pytest.mark.parametrize(
    ("xyxy", "texts", "whole"),
    [
        ([(60, 0, 100, 20), (0, 0, 55, 20)], ["ken", "heine"], "heine ken"),
        ([(0, 30, 80, 50), (0, 0, 80, 20)], ["cola", "coca"], "coca cola"),
        ([(50, 4, 99, 24), (0, 0, 45, 20), (0, 40, 90, 60)], ["b", "a", "c"], "a b c"),
    ],
)
def test_reads_line_by_line_from_left_to_right(
    xyxy: list[Box], texts: list[str], whole: str
) -> None:
    assert whole_text(boxes(*xyxy), texts) == whole


def test_a_box_inside_another_says_nothing_twice() -> None:
    xyxy = boxes((0, 0, 100, 60), (5, 5, 95, 25), (5, 35, 95, 55), (0, 70, 100, 90))

    assert whole_text(xyxy, ["coca cola", "coca", "cola", "cola"]) == "coca cola cola"


def test_a_region_alone_with_its_text_has_no_context() -> None:
    xyxy = boxes((0, 0, 50, 20), (0, 30, 50, 50))

    assert contexts(xyxy, ["Heinz!", ""]) == ["", "heinz"]
    assert contexts(xyxy, ["Heinz!", "Ketchup"]) == ["heinz ketchup"] * 2


def test_of_very_much_text_the_largest_is_read() -> None:
    xyxy = boxes(
        (0, 0, 500, 90), *[(0, 100 + 10 * n, 90, 109 + 10 * n) for n in range(500)]
    )
    texts = ["heinz", *(f"word{n} more" for n in range(500))]

    whole = whole_text(xyxy, texts)

    assert whole.startswith("heinz word0")
    assert len(whole.split()) <= 40
