"""`yolo`: images/ and labels/*.txt, a line a box: class cx cy width height, in [0, 1].

Longer lines are polygons; their bounding box is taken.
"""

from pathlib import Path

import yaml

from recognizer.evaluation.formats.files import images_in, lines_of, place
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

_CLASS_FILES = ("classes.txt", "labels/classes.txt", "obj.names")
_DATA_FILES = ("data.yaml", "data.yml", "dataset.yaml")


def fits(folder: Path) -> bool:
    """Tell the layout by its two folders."""
    return (folder / "images").is_dir() and (folder / "labels").is_dir()


def read(folder: Path, collector: Collector) -> None:
    """Read every image; one without a label file has no logo on it."""
    names = _class_names(folder, collector)
    seen = set()
    for path in images_in(folder / "images"):
        inside = path.relative_to(folder / "images").with_suffix(".txt")
        labels = folder / "labels" / inside
        seen.add(labels)
        size_wh = collector.size_wh(path)
        if size_wh is None:
            continue
        found = _boxes(labels, names, size_wh, collector) if labels.is_file() else []
        collector.image(path, found)
    for labels in sorted((folder / "labels").rglob("*.txt")):
        if labels not in seen and labels.name != "classes.txt":
            reason = "no image has its name"
            collector.problem(ProblemKind.MISSING_IMAGE, labels, reason)


def _class_names(folder: Path, collector: Collector) -> dict[int, str]:
    for name in _CLASS_FILES:
        if (folder / name).is_file():
            lines = lines_of(folder / name, collector)
            return {row: " ".join(words) for row, (_, words) in enumerate(lines)}
    for name in _DATA_FILES:
        if (folder / name).is_file():
            return _names_of_yaml(folder / name, collector)
    return {}


def _names_of_yaml(path: Path, collector: Collector) -> dict[int, str]:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        names = content["names"]
        rows = names.items() if isinstance(names, dict) else enumerate(names)
        return {int(row): str(name) for row, name in rows}
    except (yaml.YAMLError, KeyError, TypeError, ValueError, OSError):
        reason = "no list of names in it: classes are called by their number"
        collector.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
        return {}


def _boxes(
    path: Path, names: dict[int, str], size_wh: tuple[int, int], collector: Collector
) -> list[tuple[str, Box | None]]:
    found: list[tuple[str, Box | None]] = []
    for number, words in lines_of(path, collector):
        where = place(path, number, collector.folder)
        try:
            class_id, numbers = int(words[0]), [float(word) for word in words[1:]]
            xyxy = _xyxy(numbers, size_wh)
        except ValueError:
            reason = "not a class and four numbers"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        if names and class_id not in names:
            reason = f"class {class_id} has no name"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        found.append((names.get(class_id, f"class {class_id}"), xyxy))
    return found


def _xyxy(numbers: list[float], size_wh: tuple[int, int]) -> Box:
    width, height = size_wh
    if len(numbers) >= 6 and len(numbers) % 2 == 0:
        xs, ys = numbers[0::2], numbers[1::2]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    else:
        cx, cy, w, h = numbers
        x0, y0, x1, y1 = cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2
    return (x0 * width, y0 * height, x1 * width, y1 * height)
