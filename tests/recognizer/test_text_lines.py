"""A line belongs to every box that holds most of it, and is listed where it is read."""

import numpy as np
import pytest

from recognizer.text_lines import joined, lines_in, upright

Box = tuple[float, float, float, float]


def corners(*xyxy: Box) -> np.ndarray:
    quads = [[(a, b), (c, b), (c, d), (a, d)] for a, b, c, d in xyxy]
    return np.asarray(quads, np.float32).reshape(-1, 4, 2)


def boxes(*xyxy: Box) -> np.ndarray:
    return np.asarray(xyxy, np.float32).reshape(-1, 4)


def test_no_boxes_and_no_lines_give_nothing() -> None:
    assert lines_in(corners(), boxes()) == []
    assert lines_in(corners((0, 0, 9, 9)), boxes()) == []
    assert lines_in(corners(), boxes((0, 0, 9, 9))) == [[]]
    assert upright(corners()).shape == (0, 4)


def test_a_turned_line_has_an_upright_box_around_it() -> None:
    turned = np.asarray([[(10, 0), (20, 10), (10, 20), (0, 10)]], np.float32)

    assert upright(turned).tolist() == [[0, 0, 20, 20]]


def test_lines_are_listed_from_top_to_bottom_and_left_to_right() -> None:
    lines = corners((0, 40, 90, 60), (50, 2, 95, 22), (0, 0, 45, 20))

    assert lines_in(lines, boxes((0, 0, 100, 60))) == [[2, 1, 0]]


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        ((10, 10, 90, 30), True),
        ((-4, 10, 90, 30), True),  # as far as the margin of a crop
        ((60, 10, 130, 30), True),  # the larger part
        ((70, 10, 170, 30), False),
        ((200, 10, 290, 30), False),
        ((0, 0, 0, 0), False),  # no line at all
    ],
)
def test_most_of_a_line_must_lie_in_the_box(line: Box, inside: bool) -> None:
    assert lines_in(corners(line), boxes((0, 0, 100, 60))) == [[0] if inside else []]


def test_a_line_in_two_boxes_is_of_both() -> None:
    around = boxes((0, 0, 100, 60), (5, 5, 60, 30), (200, 0, 260, 60))

    assert lines_in(corners((10, 10, 50, 25)), around) == [[0], [0], []]


def test_of_very_many_lines_the_largest_are_read() -> None:
    small = [
        (10 * n % 490, 10.0 * (n // 50), 10 * n % 490 + 9, 10 * (n // 50) + 5.0)
        for n in range(499)
    ]
    lines = corners(*small, (0, 300, 400, 390))

    [found] = lines_in(lines, boxes((0, 0, 500, 400)))

    assert len(found) == 60
    assert 499 in found


def test_lines_are_joined_with_the_confidence_of_their_letters() -> None:
    assert joined([], longest=10) == ("", 0.0)
    assert joined([("ab", 1.0), ("cdefgh", 0.6)], longest=10) == ("ab cdefgh", 0.7)
    assert joined([("x" * 30, 0.5)], longest=10)[0] == "x" * 10
