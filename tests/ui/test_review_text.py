"""Both sides of a match carry the same marks, and the alias that was read is shown."""

from recognizer.types import Verdict
from storage.records import MatchView
from ui.review_text import agreement_json


def match(**changes: object) -> MatchView:
    fields: dict[str, object] = {
        "symbol_id": 1,
        "symbol_name": "Kirin",
        "list_name": "trademark",
        "severity": 3,
        "policy_text": "",
        "reference_id": 1,
        "reference_text": "KIRIN ichiban",
        "similarity": 0.9,
        "visual_similarity": 0.5,
        "text_similarity": 0.8,
        "probability": None,
        "rank": 1,
        "verdict": Verdict.KNOWN,
    }
    return MatchView(**(fields | changes))  # type: ignore[arg-type]


def test_nothing_read_marks_nothing() -> None:
    found = agreement_json("", match(reference_text=""))

    assert found["read_parts"] == []
    assert found["reference_parts"] == []
    assert found["name_parts"] == [["Kirin", False]]
    assert found["alias_parts"] is None


def test_what_agrees_is_told_apart_on_both_sides() -> None:
    found = agreement_json("<b>kirin</b>", match())

    assert found["read_parts"] == [["<b>", False], ["kirin", True], ["</b>", False]]
    assert found["reference_parts"] == [["KIRIN", True], [" ichiban", False]]
    assert found["name_parts"] == [["Kirin", True]]


def test_the_alias_that_was_read_is_shown() -> None:
    found = agreement_json("キリンビール", match(aliases=("Kirin Brewery", "キリン")))

    assert found["alias_parts"] == [["キリン", True]]
    assert found["read_parts"] == [["キリン", True], ["ビール", False]]


def test_text_elsewhere_is_told_only_where_it_says_more() -> None:
    assert agreement_json("x", match())["image_text"] is None
    told = agreement_json("x", match(text_similarity=None, context_similarity=0.7))
    assert told["image_text"] == 0.7
    less = agreement_json("x", match(text_similarity=0.9, context_similarity=0.7))
    assert less["image_text"] is None
