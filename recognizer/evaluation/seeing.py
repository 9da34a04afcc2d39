"""Whole images through detector, embedder and reader, once, for many galleries.

Owns the one pass; which labelled logos become references is decided later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.errors import ImageError
from recognizer.evaluation.crops import cut
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
from recognizer.pipeline import Recognizer
from recognizer.types import RGB, Detections, Embeddings, Perception, TextRead


@dataclass(frozen=True, slots=True, eq=False)
class SeenImage:
    """What recognition saw on an image, beside what a person labelled on it.

    symbol_ids: (M,) of its labels. boxes: (M, 4), or None where the image as a whole is
    labelled. embeddings, texts: M, of the labelled logos themselves, cut by their own
    boxes: what they are as references.
    """

    path: Path
    part: Part
    symbol_ids: Ints
    boxes: NDArray[np.float64] | None
    embeddings: Embeddings
    texts: tuple[TextRead, ...]
    perception: Perception


@dataclass(frozen=True, slots=True, eq=False)
class SeenData:
    """All images of a data set; photograph_ids: (I,), equal for near-duplicates."""

    symbols: tuple[str, ...]
    images: tuple[SeenImage, ...]
    photograph_ids: Ints


def see(
    data: DataSet,
    recognizer: Recognizer,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[SeenData, list[Problem]]:
    """Perceive every image of a data set; those that cannot be decoded are problems.

    Raises EvaluationError if none can.
    """
    symbols = data.symbols
    number = {symbol: row for row, symbol in enumerate(symbols)}
    seen, hashes, problems = [], [], []
    for done, image in enumerate(data.images, start=1):
        try:
            pixels = images.load(image.path)
        except ImageError as err:
            kind = ProblemKind.UNREADABLE_IMAGE
            problems.append(Problem(kind, image.path.name, str(err)))
            continue
        symbol_ids = [number[labelled.symbol] for labelled in image.objects]
        seen.append(_see(image, pixels, symbol_ids, recognizer))
        hashes.append(perceptual_hash(pixels))
        if progress:
            progress(done, len(data.images))
    if not seen:
        raise EvaluationError(
            f"No image of {data.folder} can be decoded. Check the folder."
        )
    groups = near_duplicate_groups(np.stack(hashes))
    return SeenData(symbols, tuple(seen), groups), problems


def _see(
    image: LabelledImage,
    pixels: RGB,
    symbol_ids: Sequence[int],
    recognizer: Recognizer,
) -> SeenImage:
    cuts = [cut(pixels, labelled) for labelled in image.objects]
    may_be_reference = image.part is not Part.QUERIES
    own = cuts if may_be_reference else []
    reader = recognizer.reader
    boxes = [labelled.xyxy for labelled in image.objects]
    return SeenImage(
        path=image.path,
        part=image.part,
        symbol_ids=np.asarray(symbol_ids, np.int64),
        boxes=None if None in boxes else np.asarray(boxes, float).reshape(-1, 4),
        embeddings=recognizer.embedder.embed(own),
        texts=tuple(reader.read(own)) if reader else (TextRead(),) * len(own),
        perception=(
            recognizer.perceive_boxes(pixels, Detections.empty())
            if image.part is Part.REFERENCES
            else recognizer.perceive([pixels])[0]
        ),
    )
