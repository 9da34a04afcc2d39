"""`coco`: one JSON (or several) with images, annotations and categories."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from recognizer.evaluation.formats.files import images_in
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

_WRONG_LISTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_KEYS = ('"images"', '"annotations"', '"categories"')


def fits(folder: Path) -> bool:
    """Tell the layout by a JSON file that has the three lists."""
    return any(_looks_right(path) for path in _files(folder))


def read(folder: Path, collector: Collector) -> None:
    """Read every annotation file of the folder."""
    by_name = {path.name: path for path in images_in(folder)}
    for source in _files(folder):
        if not _looks_right(source):
            continue
        try:
            content = json.loads(source.read_text("utf-8"))
            _read_file(source, content, by_name, collector)
        except _WRONG_LISTS as err:
            reason = f"not the lists that COCO has ({err})"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, source, reason)


def _read_file(
    source: Path, content: Any, by_name: dict[str, Path], collector: Collector
) -> None:
    names = {row["id"]: str(row["name"]) for row in content["categories"]}
    files = {row["id"]: str(row["file_name"]) for row in content["images"]}
    boxes: dict[Any, list[tuple[str, Box | None]]] = defaultdict(list)
    for number, row in enumerate(content["annotations"], start=1):
        where = f"{source.name}, annotation {number}"
        try:
            x, y, width, height = (float(value) for value in row["bbox"])
            symbol, image = names[row["category_id"]], files[row["image_id"]]
        except (ValueError, KeyError, TypeError) as err:
            reason = f"no box, category or image ({err})"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        boxes[image].append((symbol, (x, y, x + width, y + height)))
    for name in files.values():
        path = _find(name, source, by_name)
        if path is None:
            where = f"{source.name}, {name}"
            collector.problem(ProblemKind.MISSING_IMAGE, where, "no such file")
            continue
        collector.image(path, boxes[name])


def _find(name: str, source: Path, by_name: dict[str, Path]) -> Path | None:
    relative = (source.parent / name, source.parent.parent / name)
    direct = next((path for path in relative if path.is_file()), None)
    return direct or by_name.get(Path(name).name)


def _files(folder: Path) -> list[Path]:
    return sorted({*folder.glob("*.json"), *folder.glob("*/*.json")})


def _looks_right(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return all(key in text for key in _KEYS)
