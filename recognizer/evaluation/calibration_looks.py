"""Labelled logos and detected boxes of data sets, side by side, to calibrate on.

Owns the one pass over the images. Which symbols are in a gallery is drawn later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.errors import ImageError
from recognizer.evaluation.boxes import iou
from recognizer.evaluation.labelled import (
    DataSet,
    LabelledImage,
    Part,
    Problem,
    ProblemKind,
)
from recognizer.evaluation.perceptual_hash import (
    near_duplicate_groups,
    perceptual_hash,
)
from recognizer.evaluation.words_on_logos import cut
from recognizer.pipeline import Recognizer
from recognizer.text_context import contexts
from recognizer.types import RGB, Detections, Embeddings, TextRead

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class LookedImage:
    """One image: M labelled logos, cut by their own boxes, and N boxes of the detector.

    symbols, crop_texts: M; crops: (M, D). boxes: (N, D); box_texts, box_contexts: N.
    overlaps: (N, M) IoU. photograph: equal for near-duplicates of one data set.
    """

    part: Part
    photograph: int
    symbols: tuple[str, ...]
    crops: Embeddings
    crop_texts: tuple[TextRead, ...]
    boxes: Embeddings
    box_texts: tuple[TextRead, ...]
    box_contexts: tuple[str, ...]
    overlaps: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LookedData:
    """All images of one data set; those without labels show no symbol of a gallery."""

    name: str
    images: tuple[LookedImage, ...]

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every labelled symbol once, in alphabetical order."""
        return tuple(sorted({s for image in self.images for s in image.symbols}))

    def without_text(self) -> "LookedData":
        """Return the same, as it would be without a reader."""
        blind = tuple(
            replace(
                image,
                crop_texts=(TextRead(),) * len(image.crop_texts),
                box_texts=(TextRead(),) * len(image.box_texts),
                box_contexts=("",) * len(image.box_contexts),
            )
            for image in self.images
        )
        return replace(self, images=blind)


def look_at(
    data: DataSet, recognizer: Recognizer, *, progress: Progress | None = None
) -> tuple[LookedData, list[Problem]]:
    """Perceive every image; those that cannot be decoded are problems.

    An image that is its own label, or a reference, is a crop and has no boxes.
    """
    found, hashes, problems = [], [], []
    for done, image in enumerate(data.images, start=1):
        try:
            pixels = images.load(image.path)
        except ImageError as err:
            kind = ProblemKind.UNREADABLE_IMAGE
            problems.append(Problem(kind, image.path.name, str(err)))
            continue
        found.append(_look(image, pixels, recognizer))
        hashes.append(perceptual_hash(pixels))
        if progress:
            progress(done, len(data.images))
    groups: Sequence[int] = (
        near_duplicate_groups(np.stack(hashes)).tolist() if hashes else []
    )
    looked = [
        replace(image, photograph=int(group))
        for image, group in zip(found, groups, strict=True)
    ]
    return LookedData(data.folder.name, tuple(looked)), problems


def look_at_crops(
    name: str, symbols: Sequence[tuple[str, Sequence[RGB]]], recognizer: Recognizer
) -> LookedData:
    """Perceive crops that are in memory, by symbol; each is a photograph of its own."""
    reader = recognizer.reader
    pictures = [(symbol, crop) for symbol, crops in symbols for crop in crops]
    crops = [crop for _, crop in pictures]
    looks = recognizer.embedder.embed(crops)
    texts = _read(crops, reader.read if reader else None)
    dim = looks.shape[1]
    return LookedData(
        name,
        tuple(
            LookedImage(
                part=Part.BOTH,
                photograph=number,
                symbols=(symbol,),
                crops=looks[number : number + 1],
                crop_texts=texts[number : number + 1],
                boxes=np.zeros((0, dim), np.float32),
                box_texts=(),
                box_contexts=(),
                overlaps=np.zeros((0, 1)),
            )
            for number, (symbol, _) in enumerate(pictures)
        ),
    )


def _look(image: LabelledImage, pixels: RGB, recognizer: Recognizer) -> LookedImage:
    crops = [cut(pixels, labelled) for labelled in image.objects]
    reader = recognizer.reader
    labels = [labelled.xyxy for labelled in image.objects if labelled.xyxy]
    whole = image.part is Part.REFERENCES or len(labels) < len(image.objects)
    seen = (
        recognizer.perceive_boxes(pixels, Detections.empty())
        if whole
        else recognizer.perceive([pixels])[0]
    )
    xyxy = seen.detections.xyxy
    boxes = np.asarray(labels, np.float64).reshape(-1, 4)
    return LookedImage(
        part=image.part,
        photograph=0,
        symbols=tuple(labelled.symbol for labelled in image.objects),
        crops=recognizer.embedder.embed(crops),
        crop_texts=_read(crops, reader.read if reader else None),
        boxes=seen.embeddings,
        box_texts=seen.texts,
        box_contexts=tuple(contexts(xyxy, [read.text for read in seen.texts])),
        overlaps=np.zeros((0, len(crops))) if whole else iou(xyxy, boxes),
    )


def _read(
    crops: Sequence[RGB], read: Callable[[Sequence[RGB]], list[TextRead]] | None
) -> tuple[TextRead, ...]:
    return tuple(read(crops)) if read else (TextRead(),) * len(crops)
