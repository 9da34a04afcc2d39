"""Text as a similarity between crops: alone, and together with an embedder.

The rule is the gallery's own (`recognizer.text`): what was read on the query against
the reference's symbol's name and the text read on the reference. Owns only doing it
for many crops at once.
"""

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.figures import Ints
from recognizer.evaluation.names import spoken
from recognizer.evaluation.ranking import Similarities
from recognizer.text import combine
from recognizer.text_folding import fold, is_enough
from recognizer.text_index import TextIndex

NOTHING = -1.0  # below every similarity: nothing was read, or nothing is known


class TextTable:
    """Text similarities of N crops, looked up by pairs of crops.

    Every distinct text is searched once among all names and texts. How rare a word is
    follows from all symbols of the data set, with all their crops.
    """

    def __init__(self, crops: LabelledCrops) -> None:
        read = [fold(text) for text in crops.texts]
        names = [fold(spoken(symbol)) for symbol in crops.symbols]
        index = TextIndex()
        for symbol_id, name in enumerate(names):
            index.add(symbol_id, [name])
        for symbol_id, text in zip(crops.symbol_ids.tolist(), read, strict=True):
            index.add(symbol_id, [text])
        asked = sorted(set(read))
        known = sorted({*read, *names})
        row_of = {text: row for row, text in enumerate(asked)}
        column_of = {text: column for column, text in enumerate(known)}
        self._table = np.full((len(asked), len(known)), NOTHING, np.float32)
        comparable = [is_enough(text) for text in known]
        for text, row in row_of.items():
            if not is_enough(text):
                continue
            self._table[row, comparable] = 0.0
            for other, similarity in index.find(text).items():
                self._table[row, column_of[other]] = similarity
        self._row = np.asarray([row_of[text] for text in read], np.int64)
        self._text = np.asarray([column_of[text] for text in read], np.int64)
        by_symbol = np.asarray([column_of[name] for name in names], np.int64)
        self._name = by_symbol[crops.symbol_ids]

    def similarities(self, rows: Ints, columns: Ints) -> NDArray[np.float32]:
        """Return the better of name and reference text; -1 where there is neither."""
        own = self._table[self._row[rows]]
        by_text = own[:, self._text[columns]]
        by_name = own[:, self._name[columns]]
        best: NDArray[np.float32] = np.maximum(by_text, by_name)
        return best

    def combined_with(self, visual: Similarities) -> Similarities:
        """Return visual similarities as the gallery lifts them by text."""

        def both(rows: Ints, columns: Ints) -> NDArray[np.float32]:
            looks = visual(rows, columns)
            # `combine` moves a similarity towards 1 by a share that only the text
            # sets: the share is what 0 becomes.
            share = _shares(self.similarities(rows, columns))
            lifted: NDArray[np.float32] = looks + (1 - looks) * share
            return lifted

        return both


def _shares(texts: NDArray[np.float32]) -> NDArray[np.float32]:
    values, places = np.unique(texts, return_inverse=True)
    shares = [combine(0.0, None if v == NOTHING else float(v)) for v in values]
    return np.asarray(shares, np.float32)[places].reshape(texts.shape)
