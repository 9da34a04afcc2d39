"""The margin of a match, and the shapes of what it rests on."""

import numpy as np
import pytest

from recognizer.calibration.evidence import Evidence, evidence_of, join
from recognizer.types import Match


def region(*similarities: float) -> list[Match]:
    return [
        Match(row, row, s, s, None, None, row + 1) for row, s in enumerate(similarities)
    ]


@pytest.mark.parametrize(
    ("similarities", "expected"),
    [
        ([], []),
        ([0.8], [np.nan]),  # no other symbol
        ([0.8, 0.5], [0.3, -0.3]),
        ([0.8, 0.8, 0.1], [0.0, 0.0, -0.7]),  # a tie
        ([0.5, 0.8, 0.6], [-0.3, 0.2, -0.2]),  # whatever their order
    ],
)
def test_the_margin_is_over_the_best_other_symbol(
    similarities: list[float], expected: list[float]
) -> None:
    evidence = evidence_of([region(*similarities)])

    assert evidence.margin == pytest.approx(expected, nan_ok=True)


def test_regions_do_not_compete_with_each_other() -> None:
    together = evidence_of([region(0.8, 0.5), [], region(0.3)])

    assert together.margin == pytest.approx([0.3, -0.3, np.nan], nan_ok=True)
    assert together.is_best.tolist() == [True, False, True]


def test_what_is_not_known_is_no_number() -> None:
    match = Match(1, 1, 0.9, 0.7, 0.5, None, 1, context_similarity=0.25)

    evidence = evidence_of([[match], region(0.1)])

    assert evidence.visual.tolist() == [0.7, 0.1]
    assert evidence.text == pytest.approx([0.5, np.nan], nan_ok=True)
    assert evidence.context == pytest.approx([0.25, np.nan], nan_ok=True)


def test_parts_are_joined_and_taken_in_order() -> None:
    both = join([evidence_of([region(0.8, 0.5)]), evidence_of([region(0.3)])])

    assert both.similarity.tolist() == [0.8, 0.5, 0.3]
    assert both.take(np.array([2, 0])).similarity.tolist() == [0.3, 0.8]


def test_arrays_of_different_lengths_are_refused() -> None:
    one, two = np.zeros(1), np.zeros(2)

    with pytest.raises(ValueError, match="one shape"):
        Evidence(one, two, one, one, one)
