"""Cards beside weights, and ids that follow their content."""

from pathlib import Path

import pytest

from recognizer.errors import ModelError
from recognizer.model_files import CARD, model_id_of, read_card


def test_a_folder_without_a_card_gives_an_empty_one(tmp_path: Path) -> None:
    assert read_card(tmp_path).values == {}


@pytest.mark.parametrize(
    ("text", "reason"), [("{", "not valid JSON"), ("[1]", "one JSON object")]
)
def test_a_broken_card_is_refused_in_words(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / CARD).write_text(text)

    with pytest.raises(ModelError, match=reason):
        read_card(tmp_path)


def test_a_number_of_a_card_must_be_one(tmp_path: Path) -> None:
    (tmp_path / CARD).write_text('{"confidence": "high", "size": 416}')
    card = read_card(tmp_path)

    assert card.number("size", 1) == 416
    assert card.number("absent", 7) == 7
    with pytest.raises(ModelError, match="confidence must be a number"):
        card.number("confidence", 0.5)


def test_ids_follow_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pt", tmp_path / "b.pt"
    first.write_bytes(b"1")
    second.write_bytes(b"1")
    same = model_id_of("logo", first) == model_id_of("logo", second)
    second.write_bytes(b"2")

    assert same
    assert model_id_of("logo", first) != model_id_of("logo", second)
    assert model_id_of("both", tmp_path).startswith("both@")
