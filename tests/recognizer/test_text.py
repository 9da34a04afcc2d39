"""Text is evidence: it lifts a match where it agrees and never lowers one."""

import pytest

from recognizer.text import combine, fold, text_similarity


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  Coca-Cola® ", "coca cola"),
        ("CAFÉ  Crème", "cafe creme"),
        ("Straße", "strasse"),
        ("キリン", "キリン"),
        ("ギネス", fold("キ\u3099ネス")),  # composed and decomposed are one
    ],
)
def test_folds_what_is_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_voicing_marks_still_tell_japanese_letters_apart() -> None:
    assert fold("ハハ") != fold("パパ")


@pytest.mark.parametrize(
    ("read", "known"),
    [("", ["heinz"]), ("hp", ["hp"]), ("heinz", []), ("heinz", ["", "hp"])],
)
def test_too_little_text_is_no_evidence(read: str, known: list[str]) -> None:
    assert text_similarity(read, known) is None


def test_the_same_word_is_closest() -> None:
    assert text_similarity("heinz", ["heinz"]) == 1


def test_the_best_of_all_names_counts() -> None:
    assert text_similarity("ketchup", ["heinz", "ketchup"]) == 1


@pytest.mark.parametrize(
    ("read", "own", "other"),
    [
        ("heinz", "heinz", "heinz baked beans"),
        ("heinz baked beans", "heinz baked beans", "heinz"),
        ("heineken", "heineken", "heinz"),
        ("cocacola", "coca cola", "cola"),
    ],
)
def test_a_look_alike_name_is_less_alike(read: str, own: str, other: str) -> None:
    own_similarity = text_similarity(read, [own])
    other_similarity = text_similarity(read, [other])

    assert own_similarity is not None
    assert other_similarity is not None
    assert own_similarity > other_similarity


@pytest.mark.parametrize("text", [None, 0.0, 0.69])
def test_weak_text_changes_nothing(text: float | None) -> None:
    assert combine(0.4, text) == 0.4


@pytest.mark.parametrize("visual", [-1.0, -0.2, 0.0, 0.5, 0.99, 1.0])
def test_text_lifts_and_stays_in_range(visual: float) -> None:
    lifted = [combine(visual, text) for text in (0.7, 0.8, 0.9, 1.0)]

    assert lifted == sorted(lifted)
    assert visual <= lifted[0]
    assert lifted[-1] <= 1
