"""One spelling for each symbol."""

import pytest

from recognizer.evaluation.names import clean_name, is_text, merge_kinds, spoken


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ""),
        ("Acme", "acme"),
        ("Red Bull", "red_bull"),
        ("RedBull", "red_bull"),
        ("coca-cola", "coca_cola"),
        ("Cocacola", "coca_cola"),
        ("LV", "louisvuitton"),
        ("Kellogg's", "kelloggs"),
        ("the north  face", "the_north_face"),
        ("northface", "the_north_face"),
        ("cocacola-text", "coca_cola_text"),
        ("adidas_symbol", "adidas_symbol"),
    ],
)
def test_a_name_is_cleaned_and_merged(name, expected):
    assert clean_name(name) == expected


def test_other_merges_can_be_given():
    assert clean_name("Acme Inc", aliases={"acme_inc": "acme"}) == "acme"


@pytest.mark.parametrize(
    ("symbol", "text", "said"),
    [
        ("coca_cola_text", True, "coca cola"),
        ("adidas_symbol", False, "adidas"),
        ("texas", False, "texas"),
    ],
)
def test_word_marks_are_told_and_names_are_spoken(symbol, text, said):
    assert is_text(symbol) is text
    assert spoken(symbol) == said


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [
        ([], {}),
        (["acme_text", "acme_symbol"], {}),  # kept apart throughout
        (["acme", "acme_text"], {"acme_text": "acme"}),
        (
            ["acme", "acme_text", "acme_symbol", "berry_text"],
            {"acme_text": "acme", "acme_symbol": "acme"},
        ),
        (["text", "_text"], {}),
    ],
)
def test_kinds_that_are_not_kept_apart_are_one_symbol(symbols, expected):
    assert merge_kinds(symbols) == expected
