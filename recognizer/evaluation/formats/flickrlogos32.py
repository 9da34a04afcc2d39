"""FlickrLogos-32: a .bboxes.txt (x y width height) for each image, by class."""

from pathlib import Path

from recognizer.evaluation.formats.files import images_in, lines_of, place
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

NO_LOGO = "no-logo"


def fits(folder: Path) -> bool:
    """Tell the layout by its two trees of classes."""
    return (folder / "classes/jpg").is_dir() and (folder / "classes/masks").is_dir()


def read(folder: Path, collector: Collector) -> None:
    """Read every class; `no-logo` images are images without a labelled logo."""
    masks = folder / "classes/masks"
    # The classes' folders are spelled differently in the two trees (HP and hp).
    by_class = {path.name.lower(): path for path in masks.glob("*") if path.is_dir()}
    for path in images_in(folder / "classes/jpg"):
        symbol = path.parent.name
        if symbol.lower() == NO_LOGO:
            collector.image(path, [])
            continue
        own = by_class.get(symbol.lower())
        boxes = own / f"{path.name}.bboxes.txt" if own else None
        if boxes is None or not boxes.is_file():
            reason = "no .bboxes.txt beside its mask"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
            continue
        collector.image(path, _boxes(boxes, symbol, collector))


def _boxes(
    path: Path, symbol: str, collector: Collector
) -> list[tuple[str, Box | None]]:
    found: list[tuple[str, Box | None]] = []
    for number, words in lines_of(path, collector):
        if number == 1 and words[0] == "x":
            continue
        try:
            x, y, width, height = (float(word) for word in words)
        except ValueError:
            where = place(path, number, collector.folder)
            reason = "not x, y, width and height"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        found.append((symbol, (x, y, x + width, y + height)))
    return found
