"""What the detector learns from: synthetic scenes and boxed photographs, as lists.

Owns the split of photographs by file name, their copies at training size and the files
that ultralytics reads. Draws no scenes and trains nothing.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from recognizer.errors import MarkwatchError

_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
_PARTS = 1000
_LARGE_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class Photograph:
    """A boxed photograph in the YOLO layout."""

    image: Path
    label: Path


def find_photographs(folder: Path) -> list[Photograph]:
    """Find images/ and labels/ pairs, ordered by name.

    Raises:
        MarkwatchError: the folder has no pair.
    """
    found = [
        Photograph(image, folder / "labels" / f"{image.stem}.txt")
        for image in sorted((folder / "images").glob("*"))
        if image.suffix.lower() in _SUFFIXES
    ]
    found = [each for each in found if each.label.is_file()]
    if not found:
        raise MarkwatchError(
            f"{folder} holds no boxed photographs: it needs images/NAME.jpg with "
            'labels/NAME.txt, one line "class x y width height" a box.'
        )
    return found


def find_drawn(folder: Path) -> list[Path]:
    """Find the scenes that an earlier run drew, to learn from them once more.

    folder: of the scenes (images/ and labels/), or of the run, whose training scenes
    are meant.
    Raises:
        MarkwatchError: there are none.
    """
    drawn = folder / "scenes" / "train"
    return [
        each.image for each in find_photographs(drawn if drawn.is_dir() else folder)
    ]


def is_held_out(name: str, *, share: float) -> bool:
    """Whether the photograph of this name is kept for validation, on any machine."""
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:4], "big") % _PARTS < share * _PARTS


def copy_photographs(
    source: Path, folder: Path, *, held_out: float, longest_px: int
) -> tuple[list[Path], list[Path]]:
    """Copy photographs no larger than `longest_px`, every class as 0.

    held_out: share that validates. Returns the copies to learn from and the others.
    """
    parts: dict[str, list[Path]] = {"train": [], "val": []}
    for each in find_photographs(source):
        part = "val" if is_held_out(each.image.name, share=held_out) else "train"
        copy = folder / part / "images" / f"{each.image.stem}.jpg"
        if _copy_one(each, copy, longest_px):
            parts[part].append(copy)
    return parts["train"], parts["val"]


def _copy_one(source: Photograph, copy: Path, longest_px: int) -> bool:
    label = copy.parent.parent / "labels" / f"{copy.stem}.txt"
    for folder in (copy.parent, label.parent):
        folder.mkdir(parents=True, exist_ok=True)
    if not copy.exists() and not _copy_image(source.image, copy, longest_px):
        return False
    lines = [line.split() for line in source.label.read_text("utf-8").splitlines()]
    text = "".join(" ".join(["0", *line[1:5]]) + "\n" for line in lines if line)
    label.write_text(text, "utf-8")
    return True


def _copy_image(source: Path, copy: Path, longest_px: int) -> bool:
    picture = cv2.imread(str(source), cv2.IMREAD_COLOR)
    if picture is None:
        return False
    scale = min(1.0, longest_px / max(picture.shape[:2]))
    if scale < 1:
        height, width = (max(round(side * scale), 1) for side in picture.shape[:2])
        picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 93])
    part = copy.with_suffix(".part")  # a stop leaves no half of a picture
    part.write_bytes(packed.tobytes())
    part.replace(copy)
    return True


def has_large(image: Path) -> bool:
    """Whether a box on the image (YOLO layout) is much of its width or height."""
    label = image.parent.parent / "labels" / f"{image.stem}.txt"
    lines = label.read_text("utf-8").splitlines()
    boxes = (line.split()[3:5] for line in lines if line.strip())
    return any(max(map(float, sides)) > _LARGE_SHARE for sides in boxes)


def write_lists(folder: Path, *, train: Sequence[Path], val: Sequence[Path]) -> Path:
    """Write train.txt, val.txt and the data file of ultralytics; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paths in (("train", train), ("val", val)):
        text = "".join(f"{path.resolve()}\n" for path in paths)
        (folder / f"{name}.txt").write_text(text, "utf-8")
    data = {
        "path": str(folder.resolve()),
        "train": "train.txt",
        "val": "val.txt",
        "names": {0: "logo"},
    }
    path = folder / "data.yaml"
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")  # JSON is YAML too
    return path
