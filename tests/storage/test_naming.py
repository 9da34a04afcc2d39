"""How names are compared."""

import pytest

from storage.errors import InvalidInputError
from storage.naming import clean_name, like, name_key, storable


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("", "  ", True),  # empty
        ("Acme", " ACME ", True),
        ("Café", "CAFE\u0301", True),  # composed and not
        ("Café", "Cafe", False),
        ("Straße", "STRASSE", True),
        ("ＡＣＭＥ", "acme", True),  # full width
        ("ビール", "ビール", True),
        ("ビール", "ヒール", False),
        ("a  b", "a b", True),
        ("acme", "acme\0", True),
    ],
)
def test_names_that_look_the_same_are_the_same(
    one: str, other: str, same: bool
) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_a_stored_name_has_no_control_characters() -> None:
    assert clean_name(" A\0\tb\n\u200bc ", what="symbol") == "A b c"
    with pytest.raises(InvalidInputError, match="Give the list a name"):
        clean_name("\0", what="list")


def test_what_is_typed_is_searched_as_it_stands() -> None:
    assert like("50%_!") == "%50!%!_!!%"


@pytest.mark.parametrize(
    ("text", "stored"), [("", ""), ("a\0b", "ab"), ("\ud800x", "?x"), ("🍺", "🍺")]
)
def test_text_is_stored_without_what_a_database_cannot_hold(
    text: str, stored: str
) -> None:
    assert storable(text) == stored
