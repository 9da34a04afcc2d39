"""Real logos in training: labelled photographs, and pictures with captions.

Owns which of them may be trained on, the pictures cut from them, kept on the disk, and
how they are altered for every crop. Test brands are left out by name.
"""

import csv
import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.errors import ImageError, MarkwatchError
from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.labelled import Box, DataSet
from recognizer.synthesis.sources import is_test_brand
from recognizer.types import RGB

REAL = "real:"
_ROOM = 0.20  # around a box, so that crops can be cut as inexactly as a detector does
_LONGEST_PX = 320
_LEAST_CROPS = 2
_SAID_EVERY = 500
Log = Callable[[str], None]


class RealLogosError(MarkwatchError):
    """Labelled photographs or captions that nothing can be trained on."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo with room around it. xyxy: where the logo is in it, in pixels."""

    file: Path
    xyxy: Box


@dataclass(frozen=True, slots=True)
class RealLogos:
    """Pictures by class.

    classes: those with two pictures or more, for stage B. captioned: all, for stage A.
    """

    pictures: dict[str, tuple[Picture, ...]]
    captions: dict[str, str]

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of classes that crops can be compared within."""
        return tuple(
            name
            for name, pictures in self.pictures.items()
            if len(pictures) >= _LEAST_CROPS and name.startswith(REAL)
        )

    @property
    def captioned(self) -> tuple[str, ...]:
        """Names of all classes, those of one picture included."""
        return tuple(self.pictures)

    def take(self, name: str, rng: np.random.Generator) -> RGB:
        """Return a crop of a random picture, its box shifted and its light changed.

        Never mirrored: a mirrored logo is another.
        """
        options = self.pictures[name]
        picture = options[int(rng.integers(len(options)))]
        bgr = cv2.imread(str(picture.file))
        if bgr is None:
            raise RealLogosError(f"{picture.file} is gone: start again to cut it anew.")
        pixels = np.ascontiguousarray(bgr[..., ::-1]).astype(np.uint8, copy=False)
        x0, y0, x1, y1 = picture.xyxy
        width, height = x1 - x0, y1 - y0
        shift = rng.normal(0, 0.04, 4) * [width, height, width, height]
        moved = np.array([x0, y0, x1, y1]) + shift
        left, top = np.minimum(moved[:2], moved[2:] - 4)
        pad = 0.05 + (0.1 if rng.random() < 0.15 else 0.0)
        box = (float(left), float(top), float(moved[2]), float(moved[3]))
        return images.crop(pixels, box, pad=pad)


NO_REAL_LOGOS = RealLogos({}, {})


def load_real_logos(
    photographs: Sequence[Path],
    pairs: Path | None,
    *,
    not_these: Sequence[str],
    cache_dir: Path,
    log: Log,
) -> RealLogos:
    """Cut all logos of labelled photographs, and take pictures with their captions.

    not_these: names of symbols that are validated on. Raises RealLogosError where
    nothing is left, EvaluationError where a folder has no known format.
    """
    pictures: dict[str, list[Picture]] = defaultdict(list)
    captions: dict[str, str] = {}
    for folder in photographs:
        data = load_data_set(folder)
        if data.problems:
            log(
                f"{folder.name}: {len(data.problems)} labels or images that cannot be "
                "used are left out"
            )
        left_out = {*not_these, *(n for n in data.symbols if is_test_brand(n))}
        for symbol, picture in _cut(data, left_out, _folder(cache_dir, folder), log):
            pictures[f"{REAL}{symbol}"].append(picture)
            captions[f"{REAL}{symbol}"] = symbol.replace("_", " ")
        kept_out = sorted(left_out & set(data.symbols))
        if kept_out:
            log(f"{folder.name}: left out {', '.join(kept_out)}, to test on")
    if pairs is not None:
        for caption, picture in _read_pairs(pairs, _folder(cache_dir, pairs), log):
            pictures[f"pair:{caption}"].append(picture)
            captions[f"pair:{caption}"] = caption
    real = RealLogos({n: tuple(p) for n, p in pictures.items()}, captions)
    single = sum(
        len(p) < _LEAST_CROPS for n, p in pictures.items() if n.startswith(REAL)
    )
    if single:
        log(f"{single} real classes have one picture: only stage A learns from them")
    if (photographs or pairs) and not pictures:
        raise RealLogosError(
            "No real logo is left to train on: every one is of a test brand or of a "
            "symbol that is validated on. Give other photographs."
        )
    return real


def _cut(
    data: DataSet, left_out: set[str], folder: Path, log: Log
) -> Iterator[tuple[str, Picture]]:
    """Cut every labelled logo once; what is on the disk already is not cut again."""
    for number, image in enumerate(data.images):
        wanted = [box for box in image.objects if box.symbol not in left_out]
        named = [
            (box.symbol, box.xyxy, folder / f"{number:06d}-{row:03d}.jpg")
            for row, box in enumerate(wanted)
        ]
        try:
            kept = [(s, _keep(image.path, box, file)) for s, box, file in named]
        except ImageError as err:
            log(f"left out: {err}")
            continue
        yield from kept
        if number % _SAID_EVERY == _SAID_EVERY - 1:
            log(f"cut the logos of {number + 1:,} of {len(data.images):,} photographs")


def _keep(image: Path, xyxy: Box | None, file: Path) -> Picture:
    """Cut a box, or all, out of an image, with room around it, and keep it as a file.

    Raises ImageError where the image cannot be read.
    """
    width, height = images.read_size(image)
    x0, y0, x1, y1 = xyxy or (0.0, 0.0, float(width), float(height))
    room = _ROOM * max(x1 - x0, y1 - y0)
    left, top = max(0.0, np.floor(x0 - room)), max(0.0, np.floor(y0 - room))
    right, bottom = min(float(width), x1 + room), min(float(height), y1 + room)
    scale = min(1.0, _LONGEST_PX / max(right - left, bottom - top))
    if not file.exists():
        cut = images.crop(images.load(image), (left, top, right, bottom), pad=0)
        height_px, width_px = (max(1, round(n * scale)) for n in cut.shape[:2])
        small = cv2.resize(cut, (width_px, height_px), interpolation=cv2.INTER_AREA)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".part{os.getpid()}.jpg")
        part.write_bytes(_jpeg(small))  # unlike imwrite, it says when the disk is full
        part.replace(file)
    sides = [(x0 - left), (y0 - top), (x1 - left), (y1 - top)]
    a, b, c, d = (float(side * scale) for side in sides)
    return Picture(file, (a, b, c, d))


def _jpeg(pixels: NDArray[Any]) -> bytes:
    quality = [cv2.IMWRITE_JPEG_QUALITY, 95]
    return cv2.imencode(".jpg", pixels[..., ::-1], quality)[1].tobytes()


def _read_pairs(path: Path, folder: Path, log: Log) -> Iterator[tuple[str, Picture]]:
    """Read rows of `image` and `caption`; gaps are counted, named once and passed."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise RealLogosError(f"{path} cannot be read as CSV: {err}.") from err
    if rows and not {"image", "caption"} <= set(rows[0]):
        raise RealLogosError(
            f"{path} must have the columns image and caption, got {', '.join(rows[0])}."
        )
    gaps: dict[str, int] = defaultdict(int)
    taken = 0
    for number, row in enumerate(rows):
        caption = (row["caption"] or "").strip()
        file = path.parent / (row["image"] or "").strip()
        if not caption:
            gaps["no caption"] += 1
        elif is_test_brand(caption):
            gaps["a test brand in the caption"] += 1
        else:
            try:
                picture = _keep(file, None, folder / f"{number:07d}.jpg")
            except ImageError:
                gaps["no image that can be read"] += 1
                continue
            taken += 1
            yield caption, picture
    if gaps:
        said = ", ".join(f"{count} with {gap}" for gap, count in gaps.items())
        log(f"{path.name}: {taken} pairs; left out: {said}")
    if not taken:
        raise RealLogosError(
            f"{path} has no row with both an image that is there and a caption."
        )


def _folder(cache_dir: Path, data: Path) -> Path:
    digest = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return cache_dir / "real" / digest
