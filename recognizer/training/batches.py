"""Batches of synthetic crops, made in worker processes while the model trains.

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
from recognizer.synthesis.logos import Logo, LogoFactory
from recognizer.training.samplers import draw_classes

_FAMILY = 3
_STREAM_CONTRASTIVE, _STREAM_METRIC, _STREAM_SHOWN = 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class CropBatch:
    """N crops. pixels: (N, S, S, 3) uint8. labels: (N,) int64, same logo same label."""

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CropStudio:
    """What draws crops: logos, crops, and the squares that the model takes."""

    factory: LogoFactory
    crops: CropMaker
    fill: int

    def shoot(self, logo: Logo, size_px: int, rng: np.random.Generator) -> NDArray:  # type: ignore[type-arg]
        """Return one crop of the logo as a padded square."""
        return pad_to_square(self.crops.make(logo, rng), size_px, fill=self.fill)


class ContrastiveBatches(Dataset[CropBatch]):
    """Batch i of stage A: new logos, half of them look-alike names, two crops each.

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
    ) -> None:
        self._studio = studio
        self._marks = mark_classes
        self._logos = batch // 2
        self._size_px = size_px
        self._seed = seed

    def __getitem__(self, index: int) -> CropBatch:
        rng = np.random.default_rng([self._seed, _STREAM_CONTRASTIVE, index])
        logos = self._draw(rng)
        shots = [
            self._studio.shoot(variant, self._size_px, rng)
            for logo in logos
            for variant in (logo, self._studio.factory.render(logo.class_name, rng))
        ]
        labels = np.repeat(np.arange(len(logos), dtype=np.int64), 2)
        captions = tuple(logo.caption for logo in logos for _ in range(2))
        return CropBatch(np.stack(shots), labels, captions)

    def _draw(self, rng: np.random.Generator) -> list[Logo]:
        logos: dict[str, Logo] = {}
        while len(logos) < self._logos // 2:
            for logo in self._studio.factory.sample_family(rng, _FAMILY):
                logos.setdefault(logo.caption, logo)
        while len(logos) < self._logos:
            if self._marks:
                name = self._marks[int(rng.integers(len(self._marks)))]
                logo = self._studio.factory.render(name, rng)
            else:
                logo = self._studio.factory.sample(rng)
            logos.setdefault(logo.caption, logo)
        return list(logos.values())[: self._logos]


class MetricBatches(Dataset[CropBatch]):
    """Batch i of stage B: classes and their hard negatives, m crops of each."""

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
    ) -> None:
        self._studio = studio
        self._classes = classes
        self._lookalikes = lookalikes
        self._most = max(1, batch // crops_per_class)
        self._each = crops_per_class
        self._size_px = size_px
        self._seed = seed

    def __getitem__(self, index: int) -> CropBatch:
        rng = np.random.default_rng([self._seed, _STREAM_METRIC, index])
        rows = draw_classes(
            len(self._classes), self._lookalikes, most=self._most, rng=rng
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
    """Make `each` crops of every class in `rows`, rendered anew for every crop."""
    shots, labels, captions = [], [], []
    for row in rows:
        for _ in range(each):
            logo = studio.factory.render(classes[row], rng)
            shots.append(studio.shoot(logo, size_px, rng))
            labels.append(row)
            captions.append(logo.caption)
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
    batches: Dataset[CropBatch], *, first: int, last: int, workers: int
) -> Iterator[CropBatch]:
    """Yield the batches `first` to `last` - 1, made ahead by worker processes."""
    loader: DataLoader[CropBatch] = DataLoader(
        batches,
        batch_size=None,
        sampler=range(first, last),
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
