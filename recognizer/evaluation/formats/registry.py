"""Which formats there are, how each is told by its layout, and reading any of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from recognizer.evaluation.formats import (
    belgalogos,
    coco,
    flickrlogos27,
    flickrlogos32,
    flickrlogos47,
    folder_pairs,
    voc,
    yolo,
)
from recognizer.evaluation.labelled import Collector, DataSet, EvaluationError
from recognizer.evaluation.names import ALIASES


@dataclass(frozen=True, slots=True)
class Format:
    """One layout: what it looks like in words, whether a folder fits, its reader."""

    layout: str
    fits: Callable[[Path], bool]
    read: Callable[[Path, Collector], None]


# In the order in which a layout is tried: the narrower before the wider.
FORMATS: Mapping[str, Format] = {
    "flickrlogos27": Format(
        "flickr_logos_27_dataset_training_set_annotation.txt beside a folder of images",
        flickrlogos27.fits,
        flickrlogos27.read,
    ),
    "flickrlogos32": Format(
        "classes/jpg/<symbol>/*.jpg and classes/masks/<symbol>/*.bboxes.txt",
        flickrlogos32.fits,
        flickrlogos32.read,
    ),
    "flickrlogos47": Format(
        "{train,test}/<class id>/*.png with *.gt_data.txt, className2ClassID.txt",
        flickrlogos47.fits,
        flickrlogos47.read,
    ),
    "belgalogos": Format(
        "images/*.jpg and qset3_internal_and_local.gt",
        belgalogos.fits,
        belgalogos.read,
    ),
    "folder": Format(
        "references/<symbol>/* and queries/<symbol>/*, or flat files with equal stems",
        folder_pairs.fits,
        folder_pairs.read,
    ),
    "openlogo": Format(
        "JPEGImages/, Annotations/*.xml and ImageSets/ with folders of its own",
        voc.fits_openlogo,
        voc.read_folders,
    ),
    "voc": Format(
        "JPEGImages/ (or images/) and Annotations/*.xml",
        voc.fits_voc,
        voc.read_folders,
    ),
    "coco": Format(
        "a *.json with images, annotations and categories, beside or above the images",
        coco.fits,
        coco.read,
    ),
    "yolo": Format(
        "images/ and labels/*.txt, with classes.txt or data.yaml",
        yolo.fits,
        yolo.read,
    ),
    "litw": Format(
        "[data/][voc_format/]<brand>/*.xml beside the images",
        voc.fits_litw,
        voc.read_beside,
    ),
    "logodet3k": Format(
        "<category>/<brand>/*.xml beside the images",
        voc.fits_logodet3k,
        voc.read_beside,
    ),
}


def load_data_set(
    folder: Path,
    format_name: str | None = None,
    *,
    aliases: Mapping[str, str] = ALIASES,
) -> DataSet:
    """Read a labelled folder; the format is told by the layout if none is named.

    Raises EvaluationError if there is no such folder, no format fits, or nothing in
    it can be used.
    """
    if not folder.is_dir():
        raise EvaluationError(f"{folder} is not a folder. Give the data set's folder.")
    name = format_name or detect_format(folder)
    if name not in FORMATS:
        raise EvaluationError(
            f"{name} is not a format that is known. Give one of {', '.join(FORMATS)}."
        )
    collector = Collector(folder, aliases=aliases)
    FORMATS[name].read(folder, collector)
    data = collector.finish(name)
    if not data.object_count:
        raise EvaluationError(
            f"{folder} holds no usable label in the {name} format, which is "
            f"{FORMATS[name].layout}{_first_problem(data)}. Check the folder."
        )
    return data


def detect_format(folder: Path) -> str:
    """Tell a folder's format by its layout. Raises EvaluationError if none fits."""
    for name, known in FORMATS.items():
        if known.fits(folder):
            return name
    if next(folder.iterdir(), None) is None:
        raise EvaluationError(f"{folder} holds no file. Give a data set's folder.")
    layouts = "; ".join(f"{name}: {known.layout}" for name, known in FORMATS.items())
    raise EvaluationError(
        f"{folder} has the layout of no known format. Known are {layouts}."
    )


def _first_problem(data: DataSet) -> str:
    if not data.problems:
        return ""
    first = data.problems[0]
    return (
        f" (the first of {len(data.problems)} problems: {first.where}: {first.reason})"
    )
