"""Words, and runs of words, searched by how alike their letters are.

Owns an inverted index from pairs of letters to the units that have them. Only units
that share enough of theirs with the text read are compared, by the rule of
`recognizer.text`; knows nothing of what the units are parts of.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from recognizer.text import (
    LOOK_ALIKE,
    MOST_WORDS,
    SHARED,
    SHORT,
    UNITS_AGREE_FROM,
    agree_from,
    bigrams,
    inside,
    is_cut,
    spans,
)
from recognizer.text_folding import fold_look_alikes


class UnitIndex:
    """Units, each once. Those that are of no use any more are not taken away."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, float], int] = {}
        self._units: list[str] = []
        self._looks: list[str] = []
        self._least = array("d")
        self._sizes = array("i")
        self._with_bigram: dict[str, array[int]] = defaultdict(lambda: array("i"))

    def __len__(self) -> int:
        return len(self._units)

    def add(self, unit: str, *, words: int) -> int:
        """Add a unit of so many words of a folded text; return its number.

        Numbers count up from 0; a unit that is there already keeps its own.
        """
        least = agree_from(words)
        number = self._numbers.setdefault((unit, least), len(self._units))
        if number < len(self._units):
            return number
        look = fold_look_alikes(unit)
        own = bigrams(look)
        for bigram in own:
            self._with_bigram[bigram].append(len(self._units))
        self._units.append(unit)
        self._looks.append(look)
        self._least.append(least)
        self._sizes.append(len(own))
        return number

    def similarities(self, read: str) -> dict[int, float]:
        """Return the numbers of units that a folded text read may hold, and how well.

        The values are those of `unit_similarity`, over 0.
        """
        asked = list({u: None for _, _, u in spans(read.split()[:MOST_WORDS])})
        asked_looks = [fold_look_alikes(unit) for unit in asked]
        numbers, whole = self._candidates(set().union(*map(bigrams, asked_looks)))
        looks = [self._looks[number] for number in numbers]
        found: dict[int, float] = {}
        least = np.frombuffer(self._least)[numbers]
        same = _same(asked_looks, looks, least)
        for row, column in np.argwhere(same).tolist():
            number = numbers[column]
            exact = fuzz.ratio(asked[row], self._units[number]) / 100
            value = float(same[row, column]) * (LOOK_ALIKE + (1 - LOOK_ALIKE) * exact)
            found[number] = max(value, found.get(number, 0.0))
        joined = "\n".join(asked_looks)
        for number in whole:
            look = self._looks[number]
            if look in joined and (value := max(inside(a, look) for a in asked_looks)):
                found[number] = max(value, found.get(number, 0.0))
        return found

    def _candidates(self, wanted: Iterable[str]) -> tuple[list[int], list[int]]:
        """Return units that share enough bigrams, and those that share all inner ones.

        wanted: the bigrams of what was read, each once.
        """
        postings = [
            np.frombuffer(self._with_bigram[bigram], np.int32)
            for bigram in wanted
            if bigram in self._with_bigram
        ]
        if not postings:
            return [], []
        shared = np.bincount(np.concatenate(postings), minlength=len(self._units))
        sizes = np.frombuffer(self._sizes, np.int32)
        enough = np.flatnonzero(shared >= SHARED * sizes)
        whole = enough[shared[enough] >= sizes[enough] - 2]
        return enough.tolist(), whole.tolist()


def _same(
    asked: Sequence[str], looks: Sequence[str], least: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return (asked, looks) ratios in [0, 1]; 0 where they are too low to count.

    least: (looks,), from which ratio each counts.
    """
    ratios: NDArray[np.float64] = process.cdist(
        asked,
        looks,
        scorer=fuzz.ratio,
        score_cutoff=100 * UNITS_AGREE_FROM,
        dtype=np.float64,
    )
    ratios /= 100
    ratios[ratios < least] = 0
    asked_short = np.asarray([len(look) <= SHORT for look in asked], bool)
    short = np.asarray([len(look) <= SHORT for look in looks], bool)
    doubtful = (asked_short[:, None] | short) & (ratios > 0) & (ratios < 1)
    for row, column in np.argwhere(doubtful).tolist():
        if not is_cut(asked[row], looks[column]):
            ratios[row, column] = 0
    return ratios
