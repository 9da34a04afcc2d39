"""Small labelled folders in every layout, and pictures to put into them."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from recognizer.types import RGB

SIZE_WH = (120, 80)
BOX = (10.0, 20.0, 50.0, 60.0)


def picture(seed: int, size_wh: tuple[int, int] = SIZE_WH) -> RGB:
    """Draw coarse random patches: no two seeds look alike."""
    rng = np.random.default_rng(seed)
    patches = rng.integers(0, 256, (6, 6, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(patches).resize(size_wh), np.uint8)


def save(path: Path, *, seed: int = 0, size_wh: tuple[int, int] = SIZE_WH) -> Path:
    """Write a picture where the name says, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture(seed, size_wh)).save(path)
    return path


def write(path: Path, text: str) -> Path:
    """Write a text file, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def voc_xml(*objects: tuple[str, tuple[float, ...]]) -> str:
    """Return an annotation in Pascal VOC's XML."""
    rows = "".join(
        f"<object><name>{name}</name><bndbox>"
        f"<xmin>{b[0]}</xmin><ymin>{b[1]}</ymin><xmax>{b[2]}</xmax><ymax>{b[3]}</ymax>"
        "</bndbox></object>"
        for name, b in objects
    )
    return f"<annotation><filename>x.jpg</filename>{rows}</annotation>"


def _flickrlogos27(root: Path) -> None:
    save(root / "images/a.jpg")
    lines = [
        "a.jpg Acme 1 10 20 50 60 ",
        "a.jpg Acme 2 10 20 50 60",
        "a.jpg Acme 1 3 3 3 3",
        "a.jpg Acme 1 oops",
        "gone.jpg Acme 1 10 20 50 60",
    ]
    name = "flickr_logos_27_dataset_training_set_annotation.txt"
    write(root / name, "\n".join(lines))


def _flickrlogos32(root: Path) -> None:
    save(root / "classes/jpg/ACME/a.jpg")
    save(root / "classes/jpg/no-logo/b.jpg")
    save(root / "classes/jpg/ACME/c.jpg")
    text = "x y width height\n10 20 40 40\n1 2 three 4\n"
    write(root / "classes/masks/acme/a.jpg.bboxes.txt", text)


def _flickrlogos47(root: Path) -> None:
    save(root / "train/000001/a.png")
    save(root / "train/000001/a.mask.0.png")
    save(root / "test/no-logo/b.png")
    write(root / "className2ClassID.txt", "acme_symbol\t0\nacme_text\t1\n")
    text = "10 20 50 60 1 0 mask 0 0\n10 20 50\n"
    write(root / "train/000001/a.gt_data.txt", text)


def _belgalogos(root: Path) -> None:
    save(root / "images/a.jpg")
    save(root / "images/b.jpg")
    lines = [
        "1\tAcme\ta.jpg\tlogo\t1\t10\t20\t50\t60",
        "2\tAcme\ta.jpg\tlogo\t0\t60\t20\t90\t60",
        "3\tAcme\tgone.jpg\tlogo\t1\t10\t20\t50\t60",
        "4\tAcme",
    ]
    write(root / "qset3_internal_and_local.gt", "\n".join(lines))


def _openlogo(root: Path) -> None:
    _voc(root)
    write(root / "ImageSets/class_sep/acme.txt", "a\n")


def _voc(root: Path) -> None:
    save(root / "JPEGImages/a.jpg")
    write(root / "Annotations/a.xml", voc_xml(("Acme", BOX)))
    save(root / "JPEGImages/b.jpg")
    write(root / "Annotations/b.xml", "<annotation><object>")
    write(root / "Annotations/gone.xml", voc_xml(("Acme", BOX)))


def _litw(root: Path) -> None:
    save(root / "data/voc_format/acme/a.jpg")
    write(root / "data/voc_format/acme/a.xml", voc_xml(("Acme", BOX)))
    save(root / "data/voc_format/acme/b.jpg")
    write(root / "data/voc_format/acme/b.xml", "not xml")


def _logodet3k(root: Path) -> None:
    save(root / "Food/Acme/a.jpg")
    write(root / "Food/Acme/a.xml", voc_xml(("Acme", BOX), ("", BOX)))


def _coco(root: Path) -> None:
    save(root / "images/a.jpg")
    content = {
        "images": [
            {"id": 1, "file_name": "a.jpg"},
            {"id": 2, "file_name": "gone.jpg"},
        ],
        "categories": [{"id": 7, "name": "Acme"}],
        "annotations": [
            {"image_id": 1, "category_id": 7, "bbox": [10, 20, 40, 40]},
            {"image_id": 1, "category_id": 8, "bbox": [10, 20, 40, 40]},
            {"image_id": 1, "category_id": 7, "bbox": "wide"},
        ],
    }
    write(root / "annotations/instances.json", json.dumps(content))


def _yolo(root: Path) -> None:
    save(root / "images/a.jpg")
    save(root / "images/b.jpg")
    write(root / "classes.txt", "Acme\n")
    text = "0 0.25 0.5 0.333333333 0.5\n5 0.5 0.5 0.5 0.5\n0 x\n"
    write(root / "labels/a.txt", text)
    write(root / "labels/gone.txt", "0 0.25 0.5 0.33 0.5\n")


def _folder(root: Path) -> None:
    save(root / "references/Acme/a.png", seed=1)
    save(root / "queries/Acme/b.jpg", seed=2)
    save(root / "queries/Other/c.jpg", seed=3)


LAYOUTS: dict[str, Callable[[Path], None]] = {
    "flickrlogos27": _flickrlogos27,
    "flickrlogos32": _flickrlogos32,
    "flickrlogos47": _flickrlogos47,
    "belgalogos": _belgalogos,
    "openlogo": _openlogo,
    "voc": _voc,
    "litw": _litw,
    "logodet3k": _logodet3k,
    "coco": _coco,
    "yolo": _yolo,
    "folder": _folder,
}
