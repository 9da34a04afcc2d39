"""What a rehearsal works on: references, a stream of images, and images held out.

Near-duplicates of one photograph never stand on two sides. Owns the division only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from recognizer.errors import ImageError
from recognizer.evaluation.boxes import iou, over_smaller
from recognizer.evaluation.labelled import DataSet, EvaluationError, LabelledImage
from recognizer.evaluation.perceptual_hash import (
    near_duplicate_groups,
    perceptual_hash,
)
from recognizer.images import crop, load
from recognizer.types import RGB

SHOWS_FROM = 0.3  # IoU
INSIDE_FROM = 0.7  # of the smaller: a person calls a box by the logo that is in it
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """References as (symbol, crop), and the images of each side in their order."""

    references: tuple[tuple[str, RGB], ...]
    stream: tuple[LabelledImage, ...]
    held_out: tuple[LabelledImage, ...]

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols that the gallery starts with."""
        return tuple(dict.fromkeys(symbol for symbol, _ in self.references))


def divide(
    data: DataSet,
    *,
    shots: int,
    held_out: float,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Material:
    """Draw `shots` references a symbol, and hold a share of the other images out.

    Photographs of references, and copies of these, are left out of both sides.
    Raises EvaluationError where a side stays empty.
    """
    images, groups = _readable(data, progress)
    rng = np.random.default_rng(seed)
    chosen = _draw(images, groups, rng, shots=shots)
    taken = {int(groups[row]) for row, _ in chosen}
    left = np.asarray(sorted({int(g) for g in groups} - taken), np.int64)
    order = rng.permutation(left)
    kept_back = set(order[: round(held_out * len(order))].tolist())
    rows = [row for row in range(len(images)) if int(groups[row]) not in taken]
    stream = [images[row] for row in rows if int(groups[row]) not in kept_back]
    rest = [images[row] for row in rows if int(groups[row]) in kept_back]
    if not stream or not rest:
        raise EvaluationError(
            f"{len(rows)} images of {data.folder} are left beside the references: too "
            "few for a stream and for images held out. Give a data set with more."
        )
    shuffled = [stream[i] for i in rng.permutation(len(stream))]
    return Material(_cut(images, chosen), tuple(shuffled), tuple(rest))


def shown_symbol(image: LabelledImage, xyxy: Box) -> str | None:
    """Say which labelled logo a box shows, or a good part of it; None for none."""
    boxes = [o.xyxy for o in image.objects if o.xyxy is not None]
    if not boxes:
        return image.objects[0].symbol if image.objects else None
    box, labels = np.asarray([xyxy]), np.asarray(boxes)
    overlaps = iou(box, labels)[0]
    shown = (overlaps >= SHOWS_FROM) | (over_smaller(box, labels)[0] >= INSIDE_FROM)
    best = int(np.where(shown, overlaps, -1.0).argmax())
    return image.objects[best].symbol if shown[best] else None


def _readable(
    data: DataSet, progress: Callable[[int, int], None] | None
) -> tuple[list[LabelledImage], np.ndarray]:
    images, hashes = [], []
    for done, image in enumerate(data.images, start=1):
        try:
            hashes.append(perceptual_hash(load(image.path)))
        except ImageError:
            continue
        finally:
            if progress:
                progress(done, len(data.images))
        images.append(image)
    if not images:
        raise EvaluationError(
            f"No image of {data.folder} can be decoded. Check the folder."
        )
    return images, near_duplicate_groups(np.stack(hashes))


def _draw(
    images: Sequence[LabelledImage],
    groups: np.ndarray,
    rng: np.random.Generator,
    *,
    shots: int,
) -> list[tuple[int, int]]:
    """Take up to `shots` logos a symbol as (image, label), each of its own group."""
    chosen: list[tuple[int, int]] = []
    for symbol in sorted({o.symbol for image in images for o in image.objects}):
        own = [
            (row, label)
            for row, image in enumerate(images)
            for label, o in enumerate(image.objects)
            if o.symbol == symbol
        ]
        seen: set[int] = set()
        most = max(1, min(shots, len({int(groups[row]) for row, _ in own}) - 1))
        for at in rng.permutation(len(own)):
            row, label = own[at]
            if len(seen) < most and int(groups[row]) not in seen:
                seen.add(int(groups[row]))
                chosen.append((row, label))
    return chosen


def _cut(
    images: Sequence[LabelledImage], chosen: Sequence[tuple[int, int]]
) -> tuple[tuple[str, RGB], ...]:
    found = []
    for row, label in chosen:
        labelled = images[row].objects[label]
        pixels = load(images[row].path)
        cut = pixels if labelled.xyxy is None else crop(pixels, labelled.xyxy)
        found.append((labelled.symbol, cut))
    return tuple(found)
