"""The best that any match says, each by the thresholds of its own symbol."""

import pytest

from recognizer.types import Match, Thresholds, Verdict
from recognizer.verdict import judge

DEFAULT = Thresholds(uncertain=0.5, known=0.8)


def match(symbol_id: int, similarity: float) -> Match:
    return Match(symbol_id, symbol_id, similarity, similarity, None, None, 1)


@pytest.mark.parametrize(
    ("similarities", "expected"),
    [
        ([], Verdict.UNKNOWN),
        ([0.49], Verdict.UNKNOWN),
        ([0.5], Verdict.UNCERTAIN),  # a threshold includes its own value
        ([0.79, 0.3], Verdict.UNCERTAIN),
        ([0.8, 0.6], Verdict.KNOWN),
    ],
)
def test_judges_by_the_default(similarities: list[float], expected: Verdict) -> None:
    matches = [match(i, s) for i, s in enumerate(similarities)]

    assert judge(matches, DEFAULT) is expected


def test_a_strict_symbol_in_front_does_not_hide_one_that_passes() -> None:
    matches = [match(1, 0.85), match(2, 0.6)]
    own = {1: Thresholds(uncertain=0.9, known=0.95), 2: Thresholds(0.3, 0.55)}

    assert judge(matches, DEFAULT, own) is Verdict.KNOWN


def test_a_strict_symbol_alone_stays_unknown() -> None:
    own = {1: Thresholds(uncertain=0.9, known=0.95)}

    assert judge([match(1, 0.85)], DEFAULT, own) is Verdict.UNKNOWN


@pytest.mark.parametrize(("uncertain", "known"), [(0.8, 0.5), (-2, 0), (0.5, 1.5)])
def test_thresholds_out_of_order_are_refused(uncertain: float, known: float) -> None:
    with pytest.raises(ValueError, match="-1 <= uncertain <= known <= 1"):
        Thresholds(uncertain, known)
