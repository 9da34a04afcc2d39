"""A text has words, or it is noise."""

import pytest

from recognizer.evaluation.words_on_logos import reads_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("M", False),
        ("H P", False),
        ("hp", False),
        ("1664", False),
        ("a1b2c3", False),
        ("BMW", True),
        ("© Coca-Cola 330 ml", True),
        ("Škoda", True),
        ("麒", False),
        ("麒麟", True),
        ("キリン", True),
        ("한국", True),
        ("Ив", False),
        ("Ива", True),
    ],
)
def test_three_letters_in_a_row_are_a_word_or_two_of_east_asia(text, expected):
    assert reads_words(text) is expected
