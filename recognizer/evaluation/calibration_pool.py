"""Crops and boxes of several data sets in one pool, under numbers of their own.

Owns what may be a reference, what may be asked, and which symbols it is right to match.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.calibration_looks import LookedData, LookedImage
from recognizer.evaluation.labelled import EvaluationError, Part
from recognizer.types import TextRead

CROPS, BOXES = "labelled logos", "boxes of the detector"
KINDS = (CROPS, BOXES)
_ON_LOGO = 0.3
_GROUP_BY_SYMBOL_FROM = 20
Look = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A crop or a box that a gallery is asked about.

    kind: row of `KINDS`. shows: the symbols that it is right to match. on_image: what
    its image shows. A box that matches one of these elsewhere is neither right nor
    wrong: repeats of a logo are often not labelled. group: what is held out together.
    """

    kind: int
    embedding: Look
    text: TextRead
    context: str
    shows: frozenset[int]
    on_image: frozenset[int]
    photograph: int
    group: int

    def is_right(self, symbol: int) -> bool | None:
        """Say whether a match with a symbol is right; None where nobody knows."""
        if symbol in self.shows:
            return True
        is_box = KINDS[self.kind] == BOXES
        return None if is_box and symbol in self.on_image else False


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """A labelled logo that may be a reference."""

    symbol: int
    photograph: int
    embedding: Look
    text: str


class Pool:
    """All that draws are made from. worlds: the symbols of each data set."""

    def __init__(self, sets: Sequence[LookedData]) -> None:
        self.symbols = sorted({symbol for data in sets for symbol in data.symbols})
        self.worlds: list[Ints] = []
        self.crops: list[Crop] = []
        self.asked: list[Asked] = []
        self._number = {symbol: row for row, symbol in enumerate(self.symbols)}
        self._photographs = 0
        for data in sets:
            self._add(data)
        if not self.crops:
            raise EvaluationError(
                "No labelled logo can be a reference, so nothing can be matched. "
                "Give a data set with labelled logos."
            )

    def _add(self, data: LookedData) -> None:
        if data.symbols:
            numbers = [self._number[symbol] for symbol in data.symbols]
            self.worlds.append(np.asarray(numbers, np.int64))
        for image in data.images:
            symbols = [self._number[symbol] for symbol in image.symbols]
            photograph = self._photographs + image.photograph
            if image.part is not Part.QUERIES:
                texts = [read.text for read in image.crop_texts]
                rows = zip(symbols, image.crops, texts, strict=True)
                self.crops += [Crop(s, photograph, look, t) for s, look, t in rows]
            if image.part is not Part.REFERENCES:
                self.asked += self._crops(image, symbols, photograph)
                self.asked += self._boxes(image, symbols, photograph)
        last = max((image.photograph for image in data.images), default=-1)
        self._photographs += last + 1

    def _crops(
        self, image: LookedImage, symbols: Sequence[int], photograph: int
    ) -> Iterator[Asked]:
        rows = zip(symbols, image.crops, image.crop_texts, strict=True)
        for symbol, look, read in rows:
            yield Asked(
                kind=KINDS.index(CROPS),
                embedding=look,
                text=read,
                context="",
                shows=frozenset({symbol}),
                on_image=frozenset(symbols),
                photograph=photograph,
                group=self._group([symbol], photograph),
            )

    def _boxes(
        self, image: LookedImage, symbols: Sequence[int], photograph: int
    ) -> Iterator[Asked]:
        rows = zip(
            image.boxes,
            image.box_texts,
            image.box_contexts,
            image.overlaps,
            strict=True,
        )
        for look, read, context, overlaps in rows:
            on = [symbols[i] for i in np.flatnonzero(overlaps >= _ON_LOGO).tolist()]
            yield Asked(
                kind=KINDS.index(BOXES),
                embedding=look,
                text=read,
                context=context,
                shows=frozenset(on),
                on_image=frozenset(symbols),
                photograph=photograph,
                group=self._group(on, photograph),
            )

    def _group(self, symbols: Sequence[int], photograph: int) -> int:
        """Hold a symbol out as a whole where there are many, else a photograph."""
        if symbols and len(self.symbols) >= _GROUP_BY_SYMBOL_FROM:
            return -1 - min(symbols)
        return photograph
