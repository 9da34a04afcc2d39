"""Probabilities as people read them."""

import pytest

from ui.likelihood import likelihood


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, "under 1 %, unlikely"),
        (0.001, "under 1 %, unlikely"),
        (0.01, "1 %, unlikely"),
        (0.299, "30 %, unlikely"),
        (0.3, "30 %, possible"),
        (0.7, "70 %, likely"),
        (0.92, "92 %, likely"),
        (0.95, "95 %, almost certain"),
        (0.99, "99 %, almost certain"),
        (0.999, "over 99 %, almost certain"),
        (1.0, "over 99 %, almost certain"),
    ],
)
def test_words_and_numbers(probability: float, expected: str) -> None:
    assert likelihood(probability) == expected
