"""The texts known of thousands of symbols, searched by what was read.

A cache of what the gallery knows; the rule is that of `recognizer.text`. Owns what
each text is of, and how rare its words are. Not safe to use from several threads:
the gallery has the lock.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from recognizer.text import LEAST, MOST_WORDS, put_together, rarity, spans
from recognizer.text_folding import is_enough
from recognizer.text_units import UnitIndex

_LEAST_TO_TIDY = 1000
Floats = NDArray[np.float64]


class TextIndex:
    """Known texts of owners (symbols), folded; how alike each is to a text read."""

    def __init__(self) -> None:
        self._owners_of: dict[str, Counter[int]] = {}
        self._texts_of: dict[int, Counter[str]] = {}
        self._owners_of_word: dict[str, Counter[int]] = defaultdict(Counter)
        self._words = _Words()

    def __len__(self) -> int:
        return len(self._owners_of)

    def add(self, owner: int, texts: Iterable[str]) -> None:
        """Add folded texts of an owner; each may be added several times.

        What is too short to be evidence is passed over.
        """
        for text in filter(is_enough, texts):
            if text not in self._owners_of:
                self._owners_of[text] = Counter()
                self._words.add(text)
            self._owners_of[text][owner] += 1
            self._texts_of.setdefault(owner, Counter())[text] += 1
            for word in set(_words(text)):
                self._owners_of_word[word][owner] += 1
        self._words.weights = None

    def remove(self, owner: int, texts: Iterable[str]) -> None:
        """Take folded texts of an owner away, each as often as it is given."""
        for text in texts:
            owners = self._owners_of.get(text)
            if not owners or not owners[owner]:
                continue
            owners -= Counter({owner: 1})
            self._texts_of[owner] -= Counter({text: 1})
            for word in set(_words(text)):
                self._owners_of_word[word] -= Counter({owner: 1})
            if not self._texts_of[owner]:
                del self._texts_of[owner]
            if not owners:
                del self._owners_of[text]
                self._words.remove(text)
        if self._words.left_over > max(_LEAST_TO_TIDY, len(self)):
            self._words = _Words()
            for text in self._owners_of:
                self._words.add(text)
        self._words.weights = None

    def find(self, read: str) -> dict[str, float]:
        """Return the known texts that a folded text says, with similarities over 0."""
        if not is_enough(read):
            return {}
        if self._words.weights is None:
            self._words.weigh(self.weight)
        found = {}
        for text, covered, telling in self._words.read_in(read):
            together = put_together(read, text, covered=covered, telling=telling)
            if together:
                found[text] = together
        return found

    def find_owners(self, read: str) -> dict[int, float]:
        """Return the owners of the texts found, each with the best of its own."""
        best: dict[int, float] = {}
        for text, similarity in self.find(read).items():
            for owner in self._owners_of[text]:
                best[owner] = max(similarity, best.get(owner, 0.0))
        return best

    def has_texts(self, owner: int) -> bool:
        """Say whether anything is known that could be read of an owner."""
        return owner in self._texts_of

    def weight(self, word: str) -> float:
        """Return how rare a word is among the owners, in (0, 1]."""
        owners = len(self._owners_of_word.get(word, ()))
        return rarity(owners, len(self._texts_of)) if owners else 1.0


class _Words:
    """The words of all texts in one row, so that a search is a few array operations.

    weights: of each word in the row; None where they have to be weighed anew.
    """

    def __init__(self) -> None:
        self.weights: Floats | None = None
        self.left_over = 0
        self._units = UnitIndex()
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}
        self._row: list[str] = []
        self._text_at = array("i")  # which text each word of the row is of
        self._places: list[array[int]] = []  # of each unit
        self._enough: list[bool] = []  # whether a unit alone is evidence
        self._totals: Floats = np.zeros(0)

    def add(self, text: str) -> None:
        words = _words(text)
        number = self._numbers[text] = len(self._texts)
        self._texts.append(text)
        for first, end, unit in spans(words):
            unit_number = self._units.add(unit, words=end - first)
            if unit_number == len(self._places):
                self._places.append(array("i"))
                self._enough.append(is_enough(unit))
            places = range(len(self._row) + first, len(self._row) + end)
            self._places[unit_number].extend(places)
        self._row += words
        self._text_at.extend([number] * len(words))

    def remove(self, text: str) -> None:
        """Forget a text; its place in the row stays until all are added anew."""
        self._texts[self._numbers.pop(text)] = ""
        self.left_over += 1

    def weigh(self, weight: Callable[[str], float]) -> None:
        by_word = {word: weight(word) for word in set(self._row)}
        self.weights = np.asarray([by_word[word] for word in self._row])
        of_text = np.frombuffer(self._text_at, np.int32)
        totals = np.bincount(of_text, self.weights, len(self._texts))
        self._totals = totals.astype(np.float64)

    def read_in(self, read: str) -> list[tuple[str, float, float]]:
        """Return texts that may have been read: (text, share covered, telling)."""
        assert self.weights is not None
        units = self._units.similarities(read)
        if not any(self._enough[unit] for unit in units):
            return []
        places = [np.frombuffer(self._places[unit], np.int32) for unit in units]
        at = np.concatenate(places)
        best = np.zeros(len(self._row))
        similarities = np.repeat(list(units.values()), [len(own) for own in places])
        np.maximum.at(best, at, similarities)
        at = np.unique(at)
        texts = np.frombuffer(self._text_at, np.int32)[at]
        own_weights = self.weights[at]
        covered = np.bincount(
            texts, weights=best[at] * own_weights, minlength=len(self._texts)
        )
        telling = np.zeros(len(self._texts))
        np.maximum.at(telling, texts, own_weights)
        evident = self._evident(units)
        with np.errstate(invalid="ignore"):
            shares = covered / self._totals
        return [
            (self._texts[number], float(shares[number]), float(telling[number]))
            for number in np.flatnonzero(evident & (shares >= LEAST)).tolist()
            if self._texts[number]
        ]

    def _evident(self, units: Iterable[int]) -> NDArray[np.bool_]:
        """Say of which texts more was read than letters that stand for anything."""
        texts = np.frombuffer(self._text_at, np.int32)
        evident = np.zeros(len(self._texts), bool)
        for unit in units:
            if not self._enough[unit]:
                continue
            evident[texts[np.frombuffer(self._places[unit], np.int32)]] = True
        return evident


def _words(text: str) -> list[str]:
    return text.split()[:MOST_WORDS]
