"""What is no difference between two texts folds away; what is one stays."""

import pytest

from recognizer.text_folding import (
    MAX_CHARACTERS,
    fold,
    fold_look_alikes,
    is_enough,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" \t\n", ""),
        ("  Coca-Cola® ", "coca cola"),
        ("CAFÉ  Crème", "cafe creme"),
        ("Straße", "strasse"),
        ("Łódź Ørsted", "lodz orsted"),
        ("İstanbul", "istanbul"),
        ("McDonald's", "mcdonalds"),
        ("H & M", "h&m"),
        ("B&O", "b&o"),
        ("Johnson & Johnson", "johnson johnson"),
        ("\uff21\uff43\uff4d\uff45", "acme"),  # full-width letters
        ("ＡＣＭＥ１２", "acme12"),
        ("キリン", "キリン"),
        ("ｷﾘﾝ", "キリン"),  # half-width
        ("ギネス", fold("キ\u3099ネス")),  # composed and decomposed are one
        ("キリン一番搾り生ビール", "キリン 一番搾り生 ビール"),
        ("アサヒASAHI", "アサヒ asahi"),
        ("한국 맥주", "한국 맥주"),
        ("ПЕПСИ", "пепси"),
        ("Ёлка", "елка"),
        ("ΆΛΦΑ", "αλφα"),
        ("أَسَد", "اسد"),  # Arabic without its vowel marks
        ("مـــاء", "ماء"),  # nor its stretching
        ("हिन्दी", "हिन्दी"),  # vowel signs are letters
        ("ไทย น้ำ", fold("ไทย น้ำ")),
        ("٣٤", "34"),
    ],
)
def test_folds_what_is_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "coca\u200bcola",  # zero-width space
        "\u200fcocacola\u202c",  # direction marks
        "\x00cocacola\x1b",
        "coca\u00adcola",  # soft hyphen
    ],
)
def test_signs_that_nobody_sees_tear_no_word(text: str) -> None:
    assert fold(text) == "cocacola"


def test_voicing_marks_still_tell_japanese_letters_apart() -> None:
    assert fold("ハハ") != fold("パパ")


@pytest.mark.parametrize(
    "text",
    ["CAFÉ Crème", "H & M", "ギネスBEER", "हिन्दी", "أَسَد", "x" * 900, "\ufdfa" * 400],
)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("B&O", "8&0"),
        ("GOOGLE", "G00GLE"),
        ("Lidl", "1id1"),
        ("FOSSIL", "F0551L"),
        ("modern", "modem"),
        ("ВМW", "BMW"),  # Cyrillic В and М
        ("ΚΟΚΑ", "KOKA"),  # Greek
        ("カメラ", "力メラ"),
        ("りんご", "リンゴ"),
    ],
)
def test_letters_that_look_alike_meet(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    look, other_look = (fold_look_alikes(fold(text)) for text in (one, other))
    assert look.replace(" ", "") == other_look.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("", False),
        ("a", False),
        ("hp", False),
        ("bmw", True),
        ("h&m", True),
        ("酒", False),
        ("麒麟", True),
        ("ゴマ", True),
        ("맥주", True),
        ("a b", False),
    ],
)
def test_two_ideographs_are_a_word_but_two_letters_are_not(
    text: str, enough: bool
) -> None:
    assert is_enough(text) is enough
