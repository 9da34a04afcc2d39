"""The best that any match says, each by the thresholds of its own symbol."""

import pytest

from recognizer.types import Match, SimilarityThresholds, Thresholds, Verdict
from recognizer.verdict import DEFAULT_THRESHOLDS, judge, limits

DEFAULT = Thresholds(uncertain=0.5, known=0.8)
FALLBACK = SimilarityThresholds(uncertain=-0.2, known=0.3)


def match(
    symbol_id: int, probability: float | None, *, similarity: float = 0.0
) -> Match:
    return Match(symbol_id, symbol_id, similarity, similarity, None, probability, 1)


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([], Verdict.UNKNOWN),
        ([0.49], Verdict.UNKNOWN),
        ([0.5], Verdict.UNCERTAIN),  # a threshold includes its own value
        ([0.79, 0.3], Verdict.UNCERTAIN),
        ([0.8, 0.6], Verdict.KNOWN),
    ],
)
def test_judges_by_the_default(probabilities: list[float], expected: Verdict) -> None:
    matches = [match(i, p) for i, p in enumerate(probabilities)]

    assert judge(matches, DEFAULT, FALLBACK) is expected


@pytest.mark.parametrize(
    ("similarity", "expected"),
    [
        (-0.21, Verdict.UNKNOWN),
        (-0.2, Verdict.UNCERTAIN),
        (0.29, Verdict.UNCERTAIN),
        (0.3, Verdict.KNOWN),
    ],
)
def test_without_a_probability_the_embedder_s_own_similarities_judge(
    similarity: float, expected: Verdict
) -> None:
    uncalibrated = match(1, None, similarity=similarity)
    of_symbol = {1: Thresholds(uncertain=1, known=1)}  # probabilities: not for this

    assert judge([uncalibrated], DEFAULT, FALLBACK, of_symbol) is expected


def test_the_limits_are_of_what_is_compared() -> None:
    assert limits(match(1, 0.6), DEFAULT, FALLBACK) == (0.5, 0.8)
    assert limits(match(1, None), DEFAULT, FALLBACK) == (-0.2, 0.3)


def test_the_default_flags_at_30_percent_and_is_certain_at_95() -> None:
    assert (DEFAULT_THRESHOLDS.uncertain, DEFAULT_THRESHOLDS.known) == (0.30, 0.95)


def test_a_strict_symbol_in_front_does_not_hide_one_that_passes() -> None:
    matches = [match(1, 0.85), match(2, 0.6)]
    own = {1: Thresholds(uncertain=0.9, known=0.95), 2: Thresholds(0.3, 0.55)}

    assert judge(matches, DEFAULT, FALLBACK, own) is Verdict.KNOWN


def test_a_strict_symbol_alone_stays_unknown() -> None:
    own = {1: Thresholds(uncertain=0.9, known=0.95)}

    assert judge([match(1, 0.85)], DEFAULT, FALLBACK, own) is Verdict.UNKNOWN


@pytest.mark.parametrize(("uncertain", "known"), [(0.8, 0.5), (-0.1, 0), (0.5, 1.5)])
def test_thresholds_out_of_order_are_refused(uncertain: float, known: float) -> None:
    with pytest.raises(ValueError, match="0 <= uncertain <= known <= 1"):
        Thresholds(uncertain, known)


@pytest.mark.parametrize(("uncertain", "known"), [(0.8, 0.5), (-2, 0), (0.5, 1.5)])
def test_similarities_out_of_order_are_refused(uncertain: float, known: float) -> None:
    with pytest.raises(ValueError, match="-1 <= uncertain <= known <= 1"):
        SimilarityThresholds(uncertain, known)
