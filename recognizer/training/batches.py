"""Batches of crops, made in worker processes while the model trains.

Batch number i depends on the seed and on i alone: a resumed run sees the batches that
an uninterrupted one would have seen, whatever the number of workers.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, Dataset

from recognizer.images import pad_to_square
from recognizer.synthesis.crops import CropMaker
from recognizer.synthesis.logos import LogoFactory
from recognizer.training.real_logos import NO_REAL_LOGOS, RealLogos
from recognizer.training.samplers import draw_classes
from recognizer.types import RGB

_FAMILY = 3
_ALTERED = 0.7  # of real crops: the others stay as they were photographed
_STREAM_CONTRASTIVE, _STREAM_METRIC, _STREAM_SHOWN = 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class CropBatch:
    """N crops. pixels: (N, S, S, 3) uint8. labels: (N,) int64, same logo same label."""

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CropStudio:
    """What makes crops: drawn and real logos, and the squares that the model takes."""

    factory: LogoFactory
    crops: CropMaker
    fill: int
    real: RealLogos = NO_REAL_LOGOS

    def take(
        self, class_name: str, size_px: int, rng: np.random.Generator
    ) -> tuple[RGB, str]:
        """Return a new crop of a class as a padded square, and its caption."""
        if class_name in self.real.pictures:
            crop = self.real.take(class_name, rng)
            if rng.random() < _ALTERED:
                crop = self.crops.photographed(crop, rng)
            caption = self.real.captions[class_name]
        else:
            logo = self.factory.render(class_name, rng)
            crop, caption = self.crops.make(logo, rng), logo.caption
        return pad_to_square(crop, size_px, fill=self.fill), caption


class ContrastiveBatches(Dataset[CropBatch]):
    """Batch i of stage A: new logos, half of them look-alike names, two crops each.

    real_share: how many of the logos are real ones, as far as there are any.
    Captions are unique in a batch, so that no pair is taken for a wrong one.
    """

    def __init__(
        self,
        studio: CropStudio,
        *,
        mark_classes: Sequence[str],
        batch: int,
        size_px: int,
        seed: int,
        real_share: float = 0.0,
    ) -> None:
        self._studio = studio
        self._marks = mark_classes
        self._logos = batch // 2
        self._real = studio.real.captioned
        self._most_real = min(round(real_share * self._logos), len(self._real))
        self._size_px = size_px
        self._seed = seed

    def __getitem__(self, index: int) -> CropBatch:
        rng = np.random.default_rng([self._seed, _STREAM_CONTRASTIVE, index])
        classes = self._draw(rng)
        shots = [
            self._studio.take(name, self._size_px, rng)[0]
            for name in classes.values()
            for _ in range(2)
        ]
        labels = np.repeat(np.arange(len(classes), dtype=np.int64), 2)
        captions = tuple(caption for caption in classes for _ in range(2))
        return CropBatch(np.stack(shots), labels, captions)

    def _draw(self, rng: np.random.Generator) -> dict[str, str]:
        """Return class names by caption."""
        factory = self._studio.factory
        drawn: dict[str, str] = {}
        for row in rng.permutation(len(self._real))[: self._most_real].tolist():
            name = self._real[row]
            drawn.setdefault(self._studio.real.captions[name], name)
        families = len(drawn) + (self._logos - len(drawn)) // 2
        self._add_families(drawn, families, rng)
        for row in rng.permutation(len(self._marks)).tolist():
            if len(drawn) >= self._logos:
                break
            name = self._marks[row]
            drawn.setdefault(factory.caption_of(name), name)
        # Few marks do not fill a batch; there is no end of invented names.
        self._add_families(drawn, self._logos, rng)
        return dict(list(drawn.items())[: self._logos])

    def _add_families(
        self, drawn: dict[str, str], count: int, rng: np.random.Generator
    ) -> None:
        factory = self._studio.factory
        while len(drawn) < count:
            for name in factory.sample_family_classes(rng, _FAMILY):
                drawn.setdefault(factory.caption_of(name), name)


class MetricBatches(Dataset[CropBatch]):
    """Batch i of stage B: classes and their hard negatives, m crops of each.

    classes: those of real logos stand behind all drawn ones.
    """

    def __init__(
        self,
        studio: CropStudio,
        *,
        classes: Sequence[str],
        lookalikes: Sequence[Sequence[int]],
        batch: int,
        crops_per_class: int,
        size_px: int,
        seed: int,
        real_share: float = 0.0,
    ) -> None:
        self._studio = studio
        self._classes = classes
        self._lookalikes = lookalikes
        real = set(studio.real.pictures)
        self._real = [row for row, name in enumerate(classes) if name in real]
        self._real_share = real_share
        self._most = max(1, batch // crops_per_class)
        self._each = crops_per_class
        self._size_px = size_px
        self._seed = seed

    def __getitem__(self, index: int) -> CropBatch:
        rng = np.random.default_rng([self._seed, _STREAM_METRIC, index])
        most_real = min(round(self._real_share * self._most), len(self._real))
        shown = rng.permutation(self._real)[:most_real].tolist() if most_real else []
        drawn = len(self._classes) - len(self._real)  # real classes come last
        rows = draw_classes(
            drawn, self._lookalikes, most=self._most, rng=rng, first=shown
        )
        return shoot_classes(
            self._studio, self._classes, rows, self._each, self._size_px, rng
        )


class _ShownClasses(Dataset[CropBatch]):
    """All classes in order, `classes_per_batch` in each batch."""

    def __init__(
        self,
        studio: CropStudio,
        *,
        classes: Sequence[str],
        crops_per_class: int,
        size_px: int,
        seed: int,
        classes_per_batch: int = 32,
    ) -> None:
        self._studio = studio
        self._classes = classes
        self._each = crops_per_class
        self._size_px = size_px
        self._seed = seed
        self._step = classes_per_batch

    def __len__(self) -> int:
        return -(-len(self._classes) // self._step)

    def __getitem__(self, index: int) -> CropBatch:
        rng = np.random.default_rng([self._seed, _STREAM_SHOWN, index])
        last = min(len(self._classes), (index + 1) * self._step)
        rows = list(range(index * self._step, last))
        return shoot_classes(
            self._studio, self._classes, rows, self._each, self._size_px, rng
        )


def shoot_classes(
    studio: CropStudio,
    classes: Sequence[str],
    rows: Sequence[int],
    each: int,
    size_px: int,
    rng: np.random.Generator,
) -> CropBatch:
    """Make `each` crops of every class in `rows`, each made anew."""
    shots, labels, captions = [], [], []
    for row in rows:
        for _ in range(each):
            shot, caption = studio.take(classes[row], size_px, rng)
            shots.append(shot)
            labels.append(row)
            captions.append(caption)
    return CropBatch(np.stack(shots), np.array(labels, np.int64), tuple(captions))


def show_classes(
    studio: CropStudio,
    classes: Sequence[str],
    crops_per_class: int,
    *,
    size_px: int,
    seed: int,
    workers: int,
) -> CropBatch:
    """Make crops of all classes, in order: for proxies and for validation."""
    shown = _ShownClasses(
        studio,
        classes=classes,
        crops_per_class=crops_per_class,
        size_px=size_px,
        seed=seed,
    )
    parts = list(stream(shown, first=0, last=len(shown), workers=workers))
    return CropBatch(
        np.concatenate([part.pixels for part in parts]),
        np.concatenate([part.labels for part in parts]),
        tuple(caption for part in parts for caption in part.captions),
    )


def stream(
    batches: Dataset[CropBatch],
    *,
    first: int,
    last: int,
    workers: int,
    rank: int = 0,
    size: int = 1,
) -> Iterator[CropBatch]:
    """Yield this process's batches of steps `first` to `last` - 1, made ahead.

    rank, size: which of how many processes; their batches interleave.
    """
    loader: DataLoader[CropBatch] = DataLoader(
        batches,
        batch_size=None,
        sampler=range(first * size + rank, last * size, size),
        num_workers=workers,
        prefetch_factor=3 if workers else None,
        worker_init_fn=_start_worker,
        collate_fn=None,
    )
    yield from loader


def _start_worker(worker: int) -> None:
    """Give way to the trainer, and use one core."""
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    os.nice(5)
