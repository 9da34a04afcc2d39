"""FlickrLogos-27: one text file, a line a box: file brand subset x0 y0 x1 y1."""

from collections import defaultdict
from pathlib import Path

from recognizer.evaluation.formats.files import images_in, lines_of, place
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

ANNOTATIONS = "flickr_logos_27_dataset_training_set_annotation.txt"


def fits(folder: Path) -> bool:
    """Tell the layout by the name of the annotation file."""
    return (folder / ANNOTATIONS).is_file()


def read(folder: Path, collector: Collector) -> None:
    """Read the training set; subsets are read as one, boxes that repeat drop out."""
    by_name = {path.name: path for path in images_in(folder)}
    boxes: dict[str, list[tuple[str, Box | None]]] = defaultdict(list)
    source = folder / ANNOTATIONS
    for number, words in lines_of(source, collector):
        where = place(source, number, folder)
        try:
            name, brand, _subset, *corners = words
            x0, y0, x1, y1 = (float(value) for value in corners)
        except ValueError:
            reason = "not file, brand, subset and four numbers"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, where, reason)
            continue
        if name not in by_name:
            collector.problem(ProblemKind.MISSING_IMAGE, where, f"no {name}")
            continue
        boxes[name].append((brand, (x0, y0, x1, y1)))
    for name, found in boxes.items():
        collector.image(by_name[name], found)
