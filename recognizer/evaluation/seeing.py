"""Whole images through detector, embedders and reader, once, for many galleries.

Owns the one pass; which labelled logos become references is decided later.
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
    DataSet,
    EvaluationError,
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
from recognizer.pipeline import Embedder, Recognizer
from recognizer.text_context import contexts
from recognizer.types import RGB, Detections, Embeddings, Perception, TextRead


@dataclass(frozen=True, slots=True, eq=False)
class SeenImage:
    """What recognition saw on an image, beside what a person labelled on it.

    symbol_ids, has_words: (M,) of its labels. boxes: (M, 4), or None where the image as
    a whole is labelled. embeddings: one (M, D) an embedder, and texts: M, of the
    labelled logos themselves, cut by their own boxes: what they are as references.
    found: one (N, D) an embedder, and contexts: N, of the boxes in `perception`.
    """

    path: Path
    part: Part
    symbol_ids: Ints
    has_words: NDArray[np.bool_]
    boxes: NDArray[np.float64] | None
    embeddings: tuple[Embeddings, ...]
    texts: tuple[TextRead, ...]
    perception: Perception
    found: tuple[Embeddings, ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SeenData:
    """All images of a data set; photograph_ids: (I,), equal for near-duplicates.

    words_told_by: who says which logos are word marks: names, reader, or nobody.
    """

    symbols: tuple[str, ...]
    images: tuple[SeenImage, ...]
    photograph_ids: Ints
    words_told_by: str = ""


def see(
    data: DataSet,
    recognizer: Recognizer,
    others: Sequence[Embedder] = (),
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[SeenData, list[Problem]]:
    """Perceive every image of a data set; those that cannot be decoded are problems.

    others: embedders that see the same boxes. Raises EvaluationError if no image can
    be decoded.
    """
    seen, hashes, problems = [], [], []
    look = _Look(recognizer, others, data)
    for done, image in enumerate(data.images, start=1):
        try:
            pixels = images.load(image.path)
        except ImageError as err:
            kind = ProblemKind.UNREADABLE_IMAGE
            problems.append(Problem(kind, image.path.name, str(err)))
            continue
        seen.append(look(image, pixels))
        hashes.append(perceptual_hash(pixels))
        if progress:
            progress(done, len(data.images))
    if not seen:
        raise EvaluationError(
            f"No image of {data.folder} can be decoded. Check the folder."
        )
    groups = near_duplicate_groups(np.stack(hashes))
    return SeenData(data.symbols, tuple(seen), groups, look.words_told_by), problems


class _Look:
    """One image at a time, through models that are loaded once."""

    def __init__(
        self, recognizer: Recognizer, others: Sequence[Embedder], data: DataSet
    ) -> None:
        self._recognizer = recognizer
        self._others = others
        self._number = {symbol: row for row, symbol in enumerate(data.symbols)}
        self.words_told_by = told_by(data, recognizer.reader)

    def __call__(self, image: LabelledImage, pixels: RGB) -> SeenImage:
        cuts = [cut(pixels, labelled) for labelled in image.objects]
        reader = self._recognizer.reader
        texts = reader.read(cuts) if reader else [TextRead()] * len(cuts)
        perception = self._perceive(image, pixels)
        crops = images.crops(pixels, perception.detections) if self._others else []
        boxes = [labelled.xyxy for labelled in image.objects]
        own = cuts if image.part is not Part.QUERIES else []
        return SeenImage(
            path=image.path,
            part=image.part,
            symbol_ids=np.asarray(
                [self._number[o.symbol] for o in image.objects], np.int64
            ),
            has_words=self._has_words(image, texts),
            boxes=None if None in boxes else np.asarray(boxes, float).reshape(-1, 4),
            embeddings=tuple(
                embedder.embed(own)
                for embedder in (self._recognizer.embedder, *self._others)
            ),
            texts=tuple(texts),
            perception=perception,
            found=(
                perception.embeddings,
                *(embedder.embed(crops) for embedder in self._others),
            ),
            contexts=tuple(
                contexts(perception.detections.xyxy, [t.text for t in perception.texts])
            ),
        )

    def _perceive(self, image: LabelledImage, pixels: RGB) -> Perception:
        if image.part is Part.REFERENCES:
            return self._recognizer.perceive_boxes(pixels, Detections.empty())
        return self._recognizer.perceive([pixels])[0]

    def _has_words(
        self, image: LabelledImage, texts: Sequence[TextRead]
    ) -> NDArray[np.bool_]:
        if self.words_told_by == READER:
            return np.asarray([reads_words(text.text) for text in texts], bool)
        return np.asarray([o.is_word_mark for o in image.objects], bool)
