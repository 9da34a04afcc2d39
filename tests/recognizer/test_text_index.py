"""The index finds what comparing with every known text, one by one, would find."""

import random

import pytest

from recognizer.text import text_similarity
from recognizer.text_folding import fold
from recognizer.text_index import TextIndex

WORDS = (
    "heinz heineken ken rin kirin beer original company brauhaus alt coca cola red "
    "bull star bucks "
    "mini hp h&m modern 麒麟 キリン アサヒ ビール пиво ωμεγα 한국 3m the since 1869"
).split()


def some_texts(count: int, *, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(1, 5))) for _ in range(count)]


def misread(text: str, rng: random.Random) -> str:
    letters = [rng.choice("o01ai ") if rng.random() < 0.12 else c for c in text]
    return fold("".join(letters))


def naive(index: TextIndex, known: set[str], read: str) -> dict[str, float]:
    weights = {word: index.weight(word) for text in known for word in text.split()}
    found = {t: text_similarity(read, [t], weights=weights) for t in known}
    return {text: value for text, value in found.items() if value}


def test_an_empty_index_finds_nothing() -> None:
    index = TextIndex()

    assert index.find("heinz") == {}
    assert index.find("") == {}
    assert index.find_owners("heinz") == {}
    assert not index.has_texts(1)


def test_finds_what_comparing_with_every_text_finds() -> None:
    rng = random.Random(2)
    texts = some_texts(120, seed=0)
    index = TextIndex()
    for owner, text in enumerate(texts):
        index.add(owner, [text])

    for read in (misread(text, rng) for text in some_texts(60, seed=1)):
        expected = naive(index, set(texts), read)
        assert index.find(read) == pytest.approx(expected), read


def test_finds_the_same_after_texts_came_and_went() -> None:
    rng = random.Random(3)
    texts = some_texts(150, seed=4)
    kept = texts[::3]
    grown, fresh = TextIndex(), TextIndex()
    for owner, text in enumerate(texts):
        grown.add(owner, [text, text])
    for owner, text in enumerate(texts):
        grown.remove(owner, [text, text] if owner % 3 else [text])
    for owner, text in enumerate(kept):
        fresh.add(owner, [text])

    assert len(grown) == len(fresh)
    for read in (misread(text, rng) for text in some_texts(20, seed=5)):
        assert grown.find(read) == pytest.approx(fresh.find(read)), read


def test_forgets_so_much_that_it_starts_anew_and_still_finds() -> None:
    index = TextIndex()
    for number in range(2500):
        index.add(number, [f"brand{number}"])
    for number in range(2400):
        index.remove(number, [f"brand{number}"])

    assert index.find_owners("brand2450")[2450] == 1
    assert 7 not in index.find_owners("brand7")


def test_an_owner_has_the_best_of_its_texts() -> None:
    index = TextIndex()
    index.add(1, ["heinz", "heinz ketchup"])
    index.add(2, ["heinz"])

    assert index.find_owners("heinz") == {
        1: index.find("heinz")["heinz"],
        2: pytest.approx(index.find("heinz")["heinz"]),
    }


def test_a_text_of_two_owners_stays_when_one_leaves() -> None:
    index = TextIndex()
    index.add(1, ["heinz"])
    index.add(2, ["heinz"])

    index.remove(1, ["heinz"])
    index.remove(1, ["heinz", "never there"])

    assert set(index.find_owners("heinz")) == {2}
    assert not index.has_texts(1)


def test_a_word_weighs_less_the_more_owners_have_it() -> None:
    index = TextIndex()
    for owner in range(20):
        index.add(owner, [f"brand{owner} beer"])

    assert index.weight("brand3") == 1
    assert index.weight("beer") < 0.1
    assert index.weight("never read") == 1
    assert set(index.find_owners("beer")) == set()


def test_what_is_too_short_is_not_kept() -> None:
    index = TextIndex()
    index.add(1, ["", "hp"])

    assert len(index) == 0
    assert not index.has_texts(1)


def test_a_very_long_text_is_searched_in_bounds() -> None:
    index = TextIndex()
    index.add(1, [fold(" ".join(f"line {n}" for n in range(500)))])
    index.add(2, ["heinz"])

    found = index.find_owners(fold("heinz " + "line " * 300))

    assert 0 < found[2] <= 1
