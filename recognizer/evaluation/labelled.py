"""Labelled images in memory, and the one gate through which every format adds them.

Owns which boxes count and what is said of those that do not. Knows no file format.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from recognizer.errors import ImageError, MarkwatchError
from recognizer.evaluation.names import clean_name, is_text, merge_kinds
from recognizer.images import read_size

Box = tuple[float, float, float, float]
MIN_SIDE_PX = 10.0  # smaller regions are dropped, as in arXiv 2309.10206, section 3


class EvaluationError(MarkwatchError):
    """A data set, or a choice, that nothing can be measured on."""


class Part(StrEnum):
    """Which side of a comparison an image may stand on."""

    BOTH = "both"
    REFERENCES = "references"
    QUERIES = "queries"


class ProblemKind(StrEnum):
    """Why something of a data set was left out."""

    UNREADABLE_IMAGE = "unreadable images"
    BROKEN_ANNOTATION = "broken annotations"
    MISSING_IMAGE = "annotations without an image"
    OUTSIDE = "boxes outside their image"
    NO_AREA = "boxes of no area"
    TOO_SMALL = "boxes under 10 px"
    DUPLICATE = "duplicate boxes"


@dataclass(frozen=True, slots=True)
class LabelledBox:
    """One logo that a person labelled.

    xyxy: pixels, clipped to the image; None where the whole image is the label.
    is_word_mark: whether the data set names it one, as in `acme_text`.
    """

    symbol: str
    xyxy: Box | None
    is_word_mark: bool = False


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """An image file with all its labelled logos; none is a label too."""

    path: Path
    objects: tuple[LabelledBox, ...]
    part: Part = Part.BOTH


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was left out: where (file, perhaps a line), and why."""

    kind: ProblemKind
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """A labelled folder as it was read, with everything that was left out of it.

    merged: symbols that are called by another's name, as (spelling, name).
    """

    folder: Path
    format: str
    images: tuple[LabelledImage, ...]
    problems: tuple[Problem, ...]
    merged: tuple[tuple[str, str], ...] = ()

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every labelled symbol once, in alphabetical order."""
        return tuple(sorted({o.symbol for i in self.images for o in i.objects}))

    @property
    def object_count(self) -> int:
        """How many logos are labelled in all images together."""
        return sum(len(image.objects) for image in self.images)

    def only(self, symbols: Iterable[str]) -> "DataSet":
        """Keep the objects of some symbols, and the images that show any of them.

        Raises EvaluationError if none does.
        """
        wanted = frozenset(symbols)
        kept = []
        for image in self.images:
            objects = tuple(o for o in image.objects if o.symbol in wanted)
            if objects:
                kept.append(replace(image, objects=objects))
        return self._with(kept, "show the symbols that were asked for")

    def with_at_least(self, count: int) -> "DataSet":
        """Keep the symbols with so many logos. Raises EvaluationError if none has."""
        counts = Counter(o.symbol for image in self.images for o in image.objects)
        often = {symbol for symbol in self.symbols if counts[symbol] >= count}
        kept = [
            replace(i, objects=tuple(o for o in i.objects if o.symbol in often))
            for i in self.images
        ]
        return self._with(kept, f"show a symbol with {count:,} logos or more")

    def where(self, is_kept: Callable[[Path], bool]) -> "DataSet":
        """Keep some images by their path. Raises EvaluationError if none is left."""
        kept = [image for image in self.images if is_kept(image.path)]
        return self._with(kept, "are among those that were asked for")

    def sample(self, count: int, *, seed: int) -> "DataSet":
        """Keep so many images, drawn at random; all where there are no more.

        Raises EvaluationError if none of them is labelled.
        """
        order = list(self.images)
        random.Random(seed).shuffle(order)
        kept = sorted(order[:count], key=lambda image: image.path)
        return self._with(kept, "were drawn")

    def _with(self, images: Sequence[LabelledImage], wanted: str) -> "DataSet":
        if not any(image.objects for image in images):
            raise EvaluationError(f"No labelled images of {self.folder} {wanted}.")
        return replace(self, images=tuple(images))


_ONE = {
    ProblemKind.UNREADABLE_IMAGE: "unreadable image",
    ProblemKind.BROKEN_ANNOTATION: "broken annotation",
    ProblemKind.MISSING_IMAGE: "annotation without an image",
    ProblemKind.OUTSIDE: "box outside its image",
    ProblemKind.NO_AREA: "box of no area",
    ProblemKind.TOO_SMALL: "box under 10 px",
    ProblemKind.DUPLICATE: "duplicate box",
}


def problem_sentences(problems: Iterable[Problem]) -> list[str]:
    """Say for each kind of problem how often it came, and where first."""
    listed = list(problems)
    counts = Counter(problem.kind for problem in listed)
    first = {problem.kind: problem for problem in reversed(listed)}
    sentences = []
    for kind in ProblemKind:
        if counts[kind]:
            place = f"{first[kind].where}: {first[kind].reason}"
            several = f"{counts[kind]:,} {kind} left out; the first: {place}"
            one = f"1 {_ONE[kind]} left out: {place}"
            sentences.append(one if counts[kind] == 1 else several)
    return sentences


class Collector:
    """Takes what a format reads, checks it, and keeps what can be used."""

    def __init__(self, folder: Path, *, aliases: Mapping[str, str]) -> None:
        self.folder = folder
        self._aliases = aliases
        self._images: dict[Path, LabelledImage] = {}
        self._problems: list[Problem] = []

    def problem(self, kind: ProblemKind, where: Path | str, reason: str) -> None:
        """Note something that had to be left out."""
        self._problems.append(Problem(kind, self._short(where), reason))

    def image(
        self,
        path: Path,
        boxes: Iterable[tuple[str, Box | None]],
        *,
        part: Part = Part.BOTH,
    ) -> None:
        """Add an image with its boxes (symbol, xyxy in pixels), or more boxes to it."""
        size_wh = self.size_wh(path)
        if size_wh is None:
            return
        before = self._images.get(path)
        kept = dict.fromkeys(before.objects if before else ())
        for symbol, xyxy in boxes:
            box = self._checked(path, symbol, xyxy, size_wh)
            if box is None:
                continue
            if box in kept:
                self.problem(ProblemKind.DUPLICATE, path, f"{symbol} twice")
            kept[box] = None
        self._images[path] = LabelledImage(path, tuple(kept), part)

    def size_wh(self, path: Path) -> tuple[int, int] | None:
        """Read an image's size, EXIF applied; None (and a problem) if it has none."""
        try:
            return read_size(path)
        except ImageError as err:
            self.problem(ProblemKind.UNREADABLE_IMAGE, path, str(err))
            return None

    def finish(self, format_name: str) -> DataSet:
        """Return all that was collected, in the order of the files' paths."""
        images = sorted(self._images.values(), key=lambda image: image.path)
        merged = merge_kinds({o.symbol for image in images for o in image.objects})
        return DataSet(
            folder=self.folder,
            format=format_name,
            images=tuple(_renamed(image, merged) for image in images),
            problems=tuple(self._problems),
            merged=tuple(sorted(merged.items())),
        )

    def _checked(
        self, path: Path, symbol: str, xyxy: Box | None, size_wh: tuple[int, int]
    ) -> LabelledBox | None:
        name = clean_name(symbol, aliases=self._aliases)
        if not name:
            reason = f"a label is called {symbol!r}, which is no name"
            self.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
            return None
        if xyxy is None:
            return LabelledBox(name, None, is_text(name))
        if not all(math.isfinite(value) for value in xyxy):
            reason = f"{symbol} has a box that is no number"
            self.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
            return None
        clipped = clip(xyxy, size_wh)
        width, height = clipped[2] - clipped[0], clipped[3] - clipped[1]
        if xyxy[2] <= xyxy[0] or xyxy[3] <= xyxy[1]:
            self.problem(ProblemKind.NO_AREA, path, f"{symbol} {_shown(xyxy)}")
        elif width <= 0 or height <= 0:
            reason = f"{symbol} {_shown(xyxy)} in {size_wh[0]} x {size_wh[1]} px"
            self.problem(ProblemKind.OUTSIDE, path, reason)
        elif min(width, height) < MIN_SIDE_PX:
            self.problem(ProblemKind.TOO_SMALL, path, f"{symbol} {_shown(xyxy)}")
        else:
            return LabelledBox(name, clipped, is_text(name))
        return None

    def _short(self, where: Path | str) -> str:
        if isinstance(where, Path) and where.is_relative_to(self.folder):
            return where.relative_to(self.folder).as_posix()
        return str(where)


def _renamed(image: LabelledImage, names: Mapping[str, str]) -> LabelledImage:
    objects = (replace(o, symbol=names.get(o.symbol, o.symbol)) for o in image.objects)
    return replace(image, objects=tuple(dict.fromkeys(objects)))


def clip(xyxy: Box, size_wh: tuple[int, int]) -> Box:
    """Cut a box off at the edges of its image."""
    width, height = size_wh
    x0, y0, x1, y1 = xyxy
    return (
        min(max(x0, 0.0), width),
        min(max(y0, 0.0), height),
        min(max(x1, 0.0), width),
        min(max(y1, 0.0), height),
    )


def _shown(xyxy: Box) -> str:
    return "(" + ", ".join(f"{value:g}" for value in xyxy) + ")"
