import pytest
import torch

from recognizer.byte_tokenizer import END, PAD, START, VOCABULARY, ByteTokenizer


def test_no_text_gives_no_row() -> None:
    assert ByteTokenizer(8)([]).shape == (0, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [START, END, PAD, PAD, PAD, PAD]),
        ("ab", [START, 98, 99, END, PAD, PAD]),
        ("A  b ", [START, 98, 33, 99, END, PAD]),  # case and white space do not count
        ("é", [START, 0xC3 + 1, 0xA9 + 1, END, PAD, PAD]),
        ("abcdefgh", [START, 98, 99, 100, 101, END]),  # cut at the end
    ],
)
def test_a_text_becomes_its_bytes(text: str, expected: list[int]) -> None:
    assert ByteTokenizer(6)(text).tolist() == [expected]


def test_the_end_is_the_largest_token_of_every_row() -> None:
    tokens = ByteTokenizer(16)(["", "norvik", "\u00ff" * 40, "\U0001f600"])

    assert tokens.max() == END == VOCABULARY - 1
    assert torch.equal(tokens.argmax(1) > 0, torch.ones(4, dtype=torch.bool))


def test_a_context_too_short_for_one_byte_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        ByteTokenizer(2)
