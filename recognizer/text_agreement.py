"""Where two texts agree, letter by letter: what a reviewer sees marked.

The rule is that of `recognizer.text`, so that what is marked is what counted. Works on
the texts as they were read and written: every letter keeps its place.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from recognizer.text import MOST_WORDS, agree_from, spans, unit_similarity
from recognizer.text_folding import (
    MAX_CHARACTERS,
    fold,
    fold_look_alikes,
    has_ideographs,
    is_enough,
)

_LEAST_RUN = 3  # letters in a row that are no chance
_LEAST_IDEOGRAPHS = 2
_UNSEEN = ("Mn", "Mc", "Me", "Cf")
_IN_A_WORD = "'\u2019\u2018`\u00b4\u02bc"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether the other text has it, too."""

    text: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word, with the place in the text of each of its letters."""

    letters: str
    places: tuple[int, ...]


def agreeing_parts(
    read: str, known: Sequence[str]
) -> tuple[tuple[Part, ...], list[tuple[Part, ...]]]:
    """Cut a text that was read, and those known, into parts that agree and others.

    Joined, the parts of each text are the text again. Of a long text only the first
    500 characters are compared.
    """
    own = _words(read)
    own_places: set[int] = set()
    others: list[tuple[Part, ...]] = []
    for text in known:
        places: set[int] = set()
        for mine, theirs in _pairs(own, _words(text)):
            for here, there in _equal_letters(mine, theirs):
                own_places.add(here)
                places.add(there)
        others.append(_parts(text, places))
    return _parts(read, own_places), others


def _words(text: str) -> list[_Word]:
    words: list[list[tuple[str, int]]] = [[]]
    for place, character in enumerate(text[:MAX_CHARACTERS]):
        letters = fold(character)
        if letters:
            words[-1].extend((letter, place) for letter in letters)
        elif character not in _IN_A_WORD and (
            unicodedata.category(character) not in _UNSEEN
        ):
            words.append([])
    return [
        _Word("".join(c for c, _ in word), tuple(place for _, place in word))
        for word in words[:MOST_WORDS]
        if word
    ]


def _joined(words: Sequence[_Word]) -> _Word:
    places = tuple(place for word in words for place in word.places)
    return _Word("".join(word.letters for word in words), places)


def _pairs(own: Sequence[_Word], known: Sequence[_Word]) -> list[tuple[_Word, _Word]]:
    """Pair each unit of a known text with the unit read that is most alike."""
    units = [_joined(own[a:b]) for a, b, _ in spans([w.letters for w in own])]
    pairs = []
    for first, end, unit in spans([word.letters for word in known]):
        least = agree_from(end - first)
        alike = [
            (unit_similarity(mine.letters, unit, least=least), -row)
            for row, mine in enumerate(units)
        ]
        best, row = max(alike, default=(0.0, 0))
        if best and is_enough(unit):
            pairs.append((units[-row], _joined(known[first:end])))
    return pairs


def _equal_letters(mine: _Word, theirs: _Word) -> Iterable[tuple[int, int]]:
    """Yield the places, in both texts, of runs of letters that are no chance."""
    look, other = (
        "".join(fold_look_alikes(letter) for letter in word.letters)
        for word in (mine, theirs)
    )
    for block in Indel.opcodes(look, other):
        size = block.src_end - block.src_start
        run = look[block.src_start : block.src_end]
        least = _LEAST_IDEOGRAPHS if has_ideographs(run) else _LEAST_RUN
        if block.tag == "equal" and size >= min(least, len(look), len(other)):
            here = mine.places[block.src_start : block.src_end]
            there = theirs.places[block.dest_start : block.dest_end]
            yield from zip(here, there, strict=True)


def _parts(text: str, places: set[int]) -> tuple[Part, ...]:
    """Cut a text where agreement begins and ends."""
    parts: list[Part] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in places) != (start in places):
            parts.append(Part(text[start:place], start in places))
            start = place
    return tuple(parts)
