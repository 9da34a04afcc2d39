"""FlickrLogos-47: a .gt_data.txt beside each image: x1 y1 x2 y2 class and flags."""

from pathlib import Path

from recognizer.evaluation.formats.files import images_in, lines_of, place
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

CLASSES = "className2ClassID.txt"
ENDING = ".gt_data.txt"
PARTS = ("train", "test")


def fits(folder: Path) -> bool:
    """Tell the layout by the first ground-truth file of either part."""
    return any(next((folder / p).rglob(f"*{ENDING}"), None) for p in PARTS)


def read(folder: Path, collector: Collector) -> None:
    """Read both parts; masks (`*.mask.*`) are no images of their own."""
    names = _class_names(folder, collector)
    for part in PARTS:
        for path in images_in(folder / part):
            if ".mask" in path.name or path.name.startswith("mask"):
                continue
            truth = path.with_name(path.stem + ENDING)
            if not truth.is_file():
                if "no-logo" not in path.parts:
                    reason = f"no {truth.name}"
                    collector.problem(ProblemKind.BROKEN_ANNOTATION, path, reason)
                    continue
                collector.image(path, [])
                continue
            collector.image(path, _boxes(truth, names, collector))


def _class_names(folder: Path, collector: Collector) -> dict[str, str]:
    """Read "name<TAB>id" lines; without the file a class is called by its number."""
    found = next(folder.rglob(CLASSES), None)
    if found is None:
        return {}
    rows = [words for _, words in lines_of(found, collector) if len(words) >= 2]
    return {words[-1]: "_".join(words[:-1]) for words in rows}


def _boxes(
    path: Path, names: dict[str, str], collector: Collector
) -> list[tuple[str, Box | None]]:
    found: list[tuple[str, Box | None]] = []
    for number, words in lines_of(path, collector):
        try:
            x0, y0, x1, y1 = (float(word) for word in words[:4])
            class_id = str(int(words[4]))
        except (ValueError, IndexError):
            where = place(path, number, collector.folder)
            reason = "not four numbers and a class"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        found.append((names.get(class_id, f"class {class_id}"), (x0, y0, x1, y1)))
    return found
