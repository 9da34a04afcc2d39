"""Text is evidence: it lifts a match where it agrees and never lowers one."""

import numpy as np
import pytest

from recognizer.text import combine, mentions, rarity, text_similarity
from recognizer.text_folding import fold


def similarity(read: str, *known: str, **weights: float) -> float:
    found = text_similarity(fold(read), [fold(text) for text in known], weights=weights)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("read", "known"),
    [("", ["heinz"]), ("hp", ["hp"]), ("heinz", []), ("heinz", ["", "hp"])],
)
def test_too_little_text_is_no_evidence(read: str, known: list[str]) -> None:
    assert text_similarity(read, known) is None


def test_the_same_word_is_closest() -> None:
    assert similarity("heinz", "heinz") == 1


def test_other_words_have_nothing_in_common() -> None:
    assert similarity("heinz", "ketchup") == 0


def test_the_best_of_all_names_counts() -> None:
    assert similarity("ketchup", "heinz", "ketchup") == 1


@pytest.mark.parametrize(
    ("read", "own", "other"),
    [
        ("heinz", "heinz", "heinz baked beans"),
        ("heinz baked beans", "heinz baked beans", "heinz"),
        ("heineken", "heineken", "heinz"),
        ("cocacola", "coca cola", "cola"),
        ("starbuoks coffee", "starbucks", "stella coffee"),
        ("B&O", "B&O", "8&0"),
        ("8&0", "8&0", "B&O"),
        ("G00GLE", "google", "goggle"),
        ("c o c a c o l a", "coca cola", "pepsi cola"),
        ("ENERGYREDBULLDRINK", "red bull", "bull dog"),
        ("キリンビール", "キリン", "アサヒ"),
        ("アサヒスーパードライ", "アサヒ", "ニッカ"),
        ("пепси кола", "Пепси", "Кола плюс"),
    ],
)
def test_a_look_alike_name_is_less_alike(read: str, own: str, other: str) -> None:
    assert similarity(read, own) > similarity(read, other)


def test_a_slogan_beside_the_name_costs_a_little() -> None:
    alone, among = similarity("heinz", "heinz"), similarity("heinz est 1869", "heinz")

    assert 0.8 < among < alone


def test_common_words_weigh_little() -> None:
    weights = {"beer": 0.1, "company": 0.1}

    named = similarity("brauhaus", "brauhaus beer company", **weights)
    common = similarity("beer company", "brauhaus beer company", **weights)

    assert named > 0.7
    assert common < 0.3


def test_a_name_of_common_words_is_weaker_evidence_than_a_rare_one() -> None:
    assert similarity("original", "original", original=0.2) < similarity(
        "heinz", "heinz"
    )


def test_a_short_name_does_not_hide_in_longer_words() -> None:
    assert similarity("minimum order", "mini") < similarity("mini cooper", "mini")
    assert similarity("shopping", "hop") == 0


def test_three_letters_of_a_word_cut_short_are_some_evidence() -> None:
    assert 0.3 < similarity("RIN", "Kirin") < 0.8
    assert similarity("BMV", "BMW") == 0  # another word, not a part of it


@pytest.mark.parametrize(
    ("own", "symbols", "expected"),
    [(1, 1, 1.0), (1, 1000, 1.0), (10, 10, np.log(11 / 10) / np.log(11))],
)
def test_a_word_of_one_symbol_weighs_one(
    own: int, symbols: int, expected: float
) -> None:
    assert rarity(own, symbols) == pytest.approx(expected)
    assert 0 < rarity(symbols, symbols) <= rarity(own, symbols)


@pytest.mark.parametrize("text", [None, 0.0, 0.34])
def test_weak_text_changes_nothing(text: float | None) -> None:
    assert combine(0.4, text) == pytest.approx(0.4)
    assert combine(0.4, None, text) == pytest.approx(0.4)


@pytest.mark.parametrize("visual", [-1.0, -0.2, 0.0, 0.5, 0.99, 1.0])
def test_text_lifts_and_stays_in_range(visual: float) -> None:
    lifted = [combine(visual, text) for text in (0.7, 0.8, 0.9, 1.0)]

    assert lifted == sorted(lifted)
    assert visual <= lifted[0] + 1e-12
    assert lifted[-1] <= 1


def test_what_stands_elsewhere_lifts_less_than_what_stands_here() -> None:
    assert 0.4 < combine(0.4, None, 1.0) < combine(0.4, 1.0)
    assert combine(0.4, 1.0) < combine(0.4, 1.0, 1.0) < 1


@pytest.mark.parametrize(
    "read",
    [
        "x" * 5000,
        " ".join(f"line {n}" for n in range(500)),
        "\x00\x1b[31m\u202e\ufffe",
        "\u200f" * 50,
    ],
)
def test_odd_texts_are_compared_in_bounds(read: str) -> None:
    found = text_similarity(fold(read), [fold("line"), fold(read)])

    assert found is None or 0 <= found <= 1


@pytest.mark.parametrize(
    ("text", "name", "mentioned"),
    [
        ("", "heinz", False),
        ("heinz est 1869", "heinz", True),
        ("HE1NZ", "heinz", True),
        ("ketchup", "heinz", False),
        ("he", "heineken", False),
        ("coca", "coca cola zero sugar", False),
        ("coca cola", "cocacola", True),
        ("キリンビール", "キリン", True),
    ],
)
def test_a_quick_look_finds_what_may_agree(
    text: str, name: str, mentioned: bool
) -> None:
    assert mentions([fold(text)], [fold(name)]).tolist() == [mentioned]


def test_a_quick_look_at_no_texts_finds_none() -> None:
    assert mentions([], ["heinz"]).shape == (0,)
    assert mentions(["heinz"], []).tolist() == [False]
