"""BelgaLogos: a line a box: id brand image type state x1 y1 x2 y2.

State 1 is a logo that a person can recognise without context, 0 is one that nobody
can: those are left out, as the data set's own queries do.
"""

from collections import defaultdict
from pathlib import Path

from recognizer.evaluation.formats.files import images_in, lines_of, place
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

TRUTH = "qset3_internal_and_local.gt"


def fits(folder: Path) -> bool:
    """Tell the layout by the name of the ground-truth file."""
    return _truth(folder) is not None


def read(folder: Path, collector: Collector) -> None:
    """Read the local ground truth; images without a logo stay as such."""
    by_name = {path.name: path for path in images_in(folder)}
    boxes: dict[str, list[tuple[str, Box | None]]] = defaultdict(list)
    source = _truth(folder) or folder / TRUTH
    for number, words in lines_of(source, collector):
        where = place(source, number, folder)
        try:
            _id, brand, name, _type, state, *corners = words
            x0, y0, x1, y1 = (float(value) for value in corners)
        except ValueError:
            reason = "not id, brand, image, type, state and four numbers"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        if name not in by_name:
            collector.problem(ProblemKind.MISSING_IMAGE, where, f"no {name}")
        elif state == "1":
            boxes[name].append((brand, (x0, y0, x1, y1)))
    for name, path in by_name.items():
        collector.image(path, boxes[name])


def _truth(folder: Path) -> Path | None:
    names = (TRUTH, f"{TRUTH}.txt")
    return next((folder / name for name in names if (folder / name).is_file()), None)
