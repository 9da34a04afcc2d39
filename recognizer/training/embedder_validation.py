"""How good an embedder is on logos it was not trained on, and where to cut.

Owns the two validation sets, synthetic crops of held-out logos and real photographs
of brands that are no test brands, and the choice of thresholds. Neither is a test
set: they choose checkpoints, they prove nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.evaluation.formats import load_data_set
from recognizer.images import pad_to_square
from recognizer.synthesis.sources import is_test_brand
from recognizer.training.batches import CropBatch
from recognizer.training.caption_recall import CaptionFigures, measure_captions
from recognizer.views import Views

Vectors = NDArray[np.float32]  # (N, D) unit rows
Labels = NDArray[np.int64]  # (N,)
Embed = Callable[[NDArray[np.uint8]], Vectors]
Read = Callable[[Sequence[str]], Vectors]
_DRAWS = 10
_MOST_PER_BRAND = 120
_FALSE_SHARE = 0.10
_RIGHT_SHARE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class LabelledPixels:
    """Crops to validate on. pixels: (N, S, S, 3) uint8; labels: (N,) int64.

    groups: (N,) int64, the photograph of each: neighbours from the same one are none.
    """

    pixels: NDArray[np.uint8]
    labels: Labels
    groups: Labels


@dataclass(frozen=True, slots=True)
class ValidationFigures:
    """Recall@1, 0 to 1: leave-one-out, and with one random reference a class.

    real_one_shot: real crops among one reference of each real and synthetic class.
    captions: of the synthetic crops; None for a model that is trained without.
    """

    leave_one_out: float
    one_shot: float
    real_one_shot: float
    captions: CaptionFigures | None = None

    @property
    def mean(self) -> float:
        """What checkpoints are chosen by."""
        return (self.one_shot + self.real_one_shot) / 2

    @property
    def summary(self) -> str:
        """Return all in one line."""
        words = "" if self.captions is None else f" {self.captions.summary}"
        return (
            f"leave-one-out {self.leave_one_out:.4f} one-shot {self.one_shot:.4f} "
            f"real one-shot {self.real_one_shot:.4f}{words}"
        )


class ValidationSets:
    """The synthetic and, where there are any, the real crops to validate on."""

    def __init__(self, synthetic: CropBatch, real: LabelledPixels | None) -> None:
        self._synthetic = synthetic
        self._real = real

    def measure(self, embed: Embed, read: Read | None = None) -> ValidationFigures:
        """Measure an embedder; without real crops the third figure is the second.

        read: embeds captions into the same space.
        """
        vectors, labels = embed(self._synthetic.pixels), self._synthetic.labels
        groups = np.arange(len(labels))
        shot = real_shot = one_shot(vectors, labels, groups)
        if self._real is not None:
            real_shot = one_shot(
                embed(self._real.pixels),
                self._real.labels,
                self._real.groups,
                distractors=vectors[_one_each(labels, np.random.default_rng(1))],
            )
        loo = leave_one_out(vectors, labels, groups)
        words = None if read is None else self._measure_captions(vectors, read)
        return ValidationFigures(loo, shot, real_shot, words)

    def measure_captions(self, embed: Embed, read: Read) -> CaptionFigures:
        """Measure crops against captions alone."""
        return self._measure_captions(embed(self._synthetic.pixels), read)

    def _measure_captions(self, vectors: Vectors, read: Read) -> CaptionFigures:
        captions, own = np.unique(self._synthetic.captions, return_inverse=True)
        spoken = captions.tolist()
        return measure_captions(vectors, own, read(spoken), spoken)

    def vectors(self, embed: Embed) -> tuple[Vectors, Labels]:
        """Return the vectors and labels of both sets together."""
        vectors, labels = embed(self._synthetic.pixels), self._synthetic.labels
        if self._real is None:
            return vectors, labels
        real = embed(self._real.pixels)
        above = int(labels.max()) + 1
        return (
            np.concatenate([vectors, real]),
            np.concatenate([labels, self._real.labels + above]),
        )


def embed_views(embed: Embed, views: Views, pixels: NDArray[np.uint8]) -> Vectors:
    """Embed squares of the largest size as the finished model embeds crops.

    pixels: (N, S, S, 3) with S = views.largest_px.
    """
    return views.joined([embed(_resized(pixels, size)) for size in views.sizes_px])


def _resized(pixels: NDArray[np.uint8], size_px: int) -> NDArray[np.uint8]:
    if pixels.shape[1] == size_px:
        return pixels
    size = (size_px, size_px)
    return np.stack(
        [cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in pixels]
    ).astype(np.uint8, copy=False)


def load_real_pixels(folder: Path, *, size_px: int, fill: int) -> LabelledPixels:
    """Cut the labelled logos of a data set, without the brands of the test sets."""
    data = load_data_set(folder)
    brands = [name for name in data.symbols if not is_test_brand(name)]
    squares, labels, groups = [], [], []
    taken = dict.fromkeys(brands, 0)
    for group, image in enumerate(data.images):
        wanted = [o for o in image.objects if o.symbol in taken and o.xyxy]
        if not wanted:
            continue
        pixels = images.load(image.path)
        for box in wanted:
            if box.xyxy is None or taken[box.symbol] >= _MOST_PER_BRAND:
                continue
            taken[box.symbol] += 1
            crop = images.crop(pixels, box.xyxy)
            squares.append(pad_to_square(crop, size_px, fill=fill))
            labels.append(brands.index(box.symbol))
            groups.append(group)
    return LabelledPixels(
        np.stack(squares), np.array(labels, np.int64), np.array(groups, np.int64)
    )


def leave_one_out(vectors: Vectors, labels: Labels, groups: Labels) -> float:
    """Return the share of crops whose nearest other crop is of their class."""
    similarities = vectors @ vectors.T
    similarities[groups[:, None] == groups[None]] = -2.0
    return float((labels[similarities.argmax(1)] == labels).mean())


def one_shot(
    vectors: Vectors,
    labels: Labels,
    groups: Labels,
    *,
    distractors: Vectors | None = None,
    seed: int = 0,
) -> float:
    """Return recall@1 with one random reference a class, the mean of ten draws.

    distractors: (M, D) references of other classes that compete.
    """
    rng = np.random.default_rng(seed)
    shares = []
    for _ in range(_DRAWS):
        rows = _one_each(labels, rng)
        references = vectors[rows]
        names = labels[rows]
        if distractors is not None:
            references = np.concatenate([references, distractors])
            names = np.concatenate([names, np.full(len(distractors), -1)])
        queries = ~np.isin(groups, groups[rows])
        nearest = (vectors[queries] @ references.T).argmax(1)
        shares.append(float((names[nearest] == labels[queries]).mean()))
    return float(np.mean(shares))


def choose_thresholds(vectors: Vectors, labels: Labels) -> tuple[float, float]:
    """Return (uncertain, known) similarities from crops of unseen classes.

    Half of the classes get one reference each; crops of the other half belong to
    nothing. uncertain: at most 10 % of those reach it. known: of the best matches
    that reach it, 95 % are right, crops of both halves taken together.
    """
    rng = np.random.default_rng(0)
    kept: list[NDArray[np.float32]] = []
    right: list[NDArray[np.bool_]] = []
    stray: list[NDArray[np.float32]] = []
    classes = np.unique(labels)
    for _ in range(_DRAWS):
        inside = rng.permutation(classes)[: len(classes) // 2]
        rows = _one_each(labels, rng)
        rows = rows[np.isin(labels[rows], inside)]
        queries = np.setdiff1d(np.arange(len(labels)), rows)
        similarities = vectors[queries] @ vectors[rows].T
        best = similarities.max(1)
        hit = labels[rows][similarities.argmax(1)] == labels[queries]
        kept.append(best)
        right.append(hit)
        stray.append(best[~np.isin(labels[queries], inside)])
    uncertain = float(np.quantile(np.concatenate(stray), 1 - _FALSE_SHARE))
    known = _precise_from(np.concatenate(kept), np.concatenate(right))
    return min(uncertain, known), known


def _precise_from(similarities: Vectors, right: NDArray[np.bool_]) -> float:
    """Return the lowest similarity from which on `_RIGHT_SHARE` are right."""
    order = np.argsort(-similarities)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precision >= _RIGHT_SHARE)
    return float(similarities[order[good[-1]]]) if good.size else 1.0


def _one_each(labels: Labels, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return one random row of each class."""
    shuffled = rng.permutation(len(labels))
    _, first = np.unique(labels[shuffled], return_index=True)
    return shuffled[first]
