"""Single values that a browser sent."""

import pytest

from storage.errors import InvalidInputError
from ui.form import Form


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, ""),
        ({"name": None}, ""),
        ({"name": ["a"]}, ""),
        ({"name": {"a": 1}}, ""),
        ({"name": "  Acme\x00\x1b\u202e "}, "Acme"),
        ({"name": "a\nb"}, "a\nb"),
        ({"name": 7}, "7"),
    ],
)
def test_a_text_is_trimmed_and_has_no_control_characters(
    values: dict[str, object], text: str
) -> None:
    assert Form(values).text("name") == text


def test_a_text_over_the_limit_is_refused_with_both_numbers() -> None:
    with pytest.raises(InvalidInputError, match=r"policy text has 11.*limit is 10"):
        Form({"policy_text": "a" * 11}).text("policy_text", limit=10)


@pytest.mark.parametrize(
    ("value", "number"), [(None, None), ("", None), ("12", 12), (3, 3), ("1.5", None)]
)
def test_a_whole_number_or_none(value: object, number: int | None) -> None:
    assert Form({"page": value}).integer("page") == number


@pytest.mark.parametrize("value", [None, "", "0", "-1", "x", str(2**63)])
def test_an_id_must_be_there(value: object) -> None:
    with pytest.raises(InvalidInputError, match="No symbol was chosen"):
        Form({"symbol": value}).identity("symbol")


def test_lines_are_split_at_commas_and_line_ends_without_repeats() -> None:
    form = Form({"aliases": "Acme, ACME Inc\n\nAcme,  "})

    assert form.lines("aliases") == ("Acme", "ACME Inc")


@pytest.mark.parametrize(
    ("value", "texts"), [([], ()), ("a", ("a",)), (["a", "", "b"], ("a", "", "b"))]
)
def test_many_values_under_a_name(value: object, texts: tuple[str, ...]) -> None:
    assert Form({"box": value}).texts("box") == texts
    assert Form({}).texts("box") == ()
