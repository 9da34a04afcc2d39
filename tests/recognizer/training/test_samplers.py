import numpy as np
import pytest

from recognizer.training.samplers import (
    draw_classes,
    hard_negative_mask,
    lookalike_names,
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["norvik"], [[]]),
        (["norvik", "norvik"], [[], []]),  # equal names say the same brand
        (["norvik", "norvig", "solara"], [[1], [0], []]),
        (["heinz", "heinz baked beans"], [[1], [0]]),  # words added behind
        (["heinz", "heineken"], [[], []]),  # more than half of the letters differ
        (["tide", "side"], [[1], [0]]),  # end alike
    ],
)
def test_lookalikes_by_name(names: list[str], expected: list[list[int]]) -> None:
    assert [list(near) for near in lookalike_names(names)] == expected


def test_the_nearest_lookalikes_come_first_and_are_at_most_eight() -> None:
    names = ["abcdefghij", "abcdefghxy", *(f"abcdefghi{c}" for c in "klmnopqrstu")]

    first = lookalike_names(names)[0]

    assert len(first) == 8
    assert 1 not in first


def test_lookalikes_are_mutual_where_few() -> None:
    names = [f"{a}orvik{b}" for a in "nb" for b in "aei"]
    near = lookalike_names(names)

    for row, others in enumerate(near):
        assert row not in others
        assert all(row in near[other] for other in others)


@pytest.mark.parametrize("most", [1, 2, 5, 40])
def test_a_batch_has_different_classes_and_each_brings_its_lookalike(most: int) -> None:
    lookalikes = [(1,), (0,), (), (4, 5), (3,), (3,), (), ()]
    for seed in range(50):
        rows = draw_classes(8, lookalikes, most=most, rng=np.random.default_rng(seed))

        assert len(rows) == len(set(rows)) == min(most, 8)
        if most >= 2 and rows[0] in (0, 1):
            assert rows[1] == 1 - rows[0]


def test_the_mask_marks_pairs_of_lookalike_classes_in_one_direction() -> None:
    labels = np.array([0, 1, 2, 1])

    mask = hard_negative_mask(labels, {0: [1, 7], 1: [], 2: [0]})

    expected = np.zeros((4, 4), bool)
    expected[0, [1, 3]] = True
    expected[2, 0] = True
    assert np.array_equal(mask, expected)


def test_classes_that_come_first_are_in_the_batch_with_their_lookalikes() -> None:
    lookalikes = [(), (), (), (), (1,)]

    rows = draw_classes(4, lookalikes, most=3, rng=np.random.default_rng(0), first=[4])

    assert rows[:2] == [4, 1]
    assert len(set(rows)) == 3
