"""Labelled logos as rows: cut from their images once, embedded by every embedder.

Owns the one pass over the images of a data set. Measures nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.errors import ImageError
from recognizer.evaluation.figures import Ints
from recognizer.evaluation.labelled import (
    Box,
    DataSet,
    EvaluationError,
    LabelledBox,
    LabelledImage,
    Part,
    Problem,
    ProblemKind,
)
from recognizer.evaluation.perceptual_hash import (
    near_duplicate_groups,
    perceptual_hash,
)
from recognizer.evaluation.words_on_logos import READER, cut, reads_words, told_by
from recognizer.pipeline import Embedder, Reader
from recognizer.types import RGB, Embeddings

Progress = Callable[[int, int], None]
_BATCH = 64


@dataclass(frozen=True, slots=True, eq=False)
class LabelledCrops:
    """N labelled logos; every array is (N, ...) in the same order.

    symbol_ids: row of `symbols`. image_ids: which image a logo is on. photograph_ids:
    the same for an image and its near-duplicates. min_side_px: shorter side of the
    labelled box. embeddings: one array an embedder. texts: what was read, or empty.
    has_words: whether a logo is a word mark, as `words_told_by` says: the data set's
    names, the reader, or nobody (empty), where it is False throughout.
    """

    symbols: tuple[str, ...]
    symbol_ids: Ints
    image_ids: Ints
    photograph_ids: Ints
    min_side_px: NDArray[np.float64]
    is_query: NDArray[np.bool_]
    is_reference: NDArray[np.bool_]
    paths: tuple[Path, ...]
    boxes: tuple[Box | None, ...]
    embeddings: tuple[Embeddings, ...]
    texts: tuple[str, ...]
    has_words: NDArray[np.bool_]
    words_told_by: str

    def __len__(self) -> int:
        return len(self.symbol_ids)


def label_crops(
    data: DataSet,
    embedders: Sequence[Embedder],
    *,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> tuple[LabelledCrops, list[Problem]]:
    """Cut and embed every labelled logo of a data set.

    Images that cannot be decoded are left out, and returned as problems.
    Raises EvaluationError if none is left.
    """
    work = _Pass(embedders, reader, told_by(data, reader))
    problems = []
    for done, image in enumerate(data.images, start=1):
        if image.objects:
            try:
                work.add(image, images.load(image.path))
            except ImageError as err:
                kind = ProblemKind.UNREADABLE_IMAGE
                problems.append(Problem(kind, image.path.name, str(err)))
        if progress:
            progress(done, len(data.images))
    if not work.rows:
        raise EvaluationError(
            f"No labelled image of {data.folder} can be decoded. Check the folder."
        )
    return work.finish(data.symbols), problems


@dataclass(frozen=True, slots=True)
class _Row:
    image: LabelledImage
    labelled: LabelledBox
    image_id: int
    min_side_px: float


class _Pass:
    """What is gathered while the images go by; crops are embedded in batches."""

    def __init__(
        self, embedders: Sequence[Embedder], reader: Reader | None, words_told_by: str
    ) -> None:
        self._words_told_by = words_told_by
        self.rows: list[_Row] = []
        self._embedders = embedders
        self._reader = reader
        self._waiting: list[RGB] = []
        self._embedded: list[list[Embeddings]] = [[] for _ in embedders]
        self._texts: list[str] = []
        self._hashes: list[NDArray[np.bool_]] = []

    def add(self, image: LabelledImage, pixels: RGB) -> None:
        image_id = len(self._hashes)
        self._hashes.append(perceptual_hash(pixels))
        for labelled in image.objects:
            x0, y0, x1, y1 = labelled.xyxy or (0, 0, *pixels.shape[1::-1])
            self.rows.append(_Row(image, labelled, image_id, min(x1 - x0, y1 - y0)))
            self._waiting.append(cut(pixels, labelled))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        for embedder, rows in zip(self._embedders, self._embedded, strict=True):
            rows.append(embedder.embed(self._waiting))
        if self._reader:
            self._texts += [read.text for read in self._reader.read(self._waiting)]
        self._waiting = []

    def finish(self, symbols: tuple[str, ...]) -> LabelledCrops:
        self._flush()
        number = {symbol: row for row, symbol in enumerate(symbols)}
        image_ids = np.asarray([row.image_id for row in self.rows], np.int64)
        groups = near_duplicate_groups(np.stack(self._hashes))
        parts = [row.image.part for row in self.rows]
        return LabelledCrops(
            symbols=symbols,
            symbol_ids=np.asarray([number[r.labelled.symbol] for r in self.rows]),
            image_ids=image_ids,
            photograph_ids=groups[image_ids],
            min_side_px=np.asarray([row.min_side_px for row in self.rows]),
            is_query=np.asarray([part is not Part.REFERENCES for part in parts]),
            is_reference=np.asarray([part is not Part.QUERIES for part in parts]),
            paths=tuple(row.image.path for row in self.rows),
            boxes=tuple(row.labelled.xyxy for row in self.rows),
            embeddings=tuple(np.concatenate(rows) for rows in self._embedded),
            texts=tuple(self._texts) or ("",) * len(self.rows),
            has_words=self._has_words(),
            words_told_by=self._words_told_by,
        )

    def _has_words(self) -> NDArray[np.bool_]:
        if self._words_told_by == READER:
            return np.asarray([reads_words(text) for text in self._texts], bool)
        return np.asarray([row.labelled.is_word_mark for row in self.rows], bool)
