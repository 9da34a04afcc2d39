"""Pascal VOC's XML, in four layouts: `voc`, `openlogo`, `logodet3k` and `litw`."""

from pathlib import Path
from xml.etree import ElementTree

from recognizer.evaluation.formats.files import image_beside, images_in
from recognizer.evaluation.labelled import Box, Collector, ProblemKind

_IMAGES = ("JPEGImages", "images")
_VOC_SETS = {"main", "layout", "segmentation", "action"}


def fits_openlogo(folder: Path) -> bool:
    """Tell OpenLogo from plain VOC by the sets of its own (class_sep, ...)."""
    sets = folder / "ImageSets"
    if not (fits_voc(folder) and sets.is_dir()):
        return False
    return any(p.is_dir() and p.name.lower() not in _VOC_SETS for p in sets.iterdir())


def fits_voc(folder: Path) -> bool:
    """Tell VOC by its two folders."""
    images = any((folder / name).is_dir() for name in _IMAGES)
    return images and (folder / "Annotations").is_dir()


def fits_litw(folder: Path) -> bool:
    """Tell Logos in the Wild by XML files one folder deep."""
    return next(_litw_root(folder).glob("*/*.xml"), None) is not None


def fits_logodet3k(folder: Path) -> bool:
    """Tell LogoDet-3K by XML files two folders deep."""
    return next(folder.glob("*/*/*.xml"), None) is not None


def read_folders(folder: Path, collector: Collector) -> None:
    """Read images and annotations that lie in two folders, paired by stem."""
    kept = (folder / name for name in _IMAGES)
    by_stem = {path.stem: path for place in kept for path in images_in(place)}
    for xml in sorted((folder / "Annotations").rglob("*.xml")):
        path = by_stem.get(xml.stem)
        if path is None:
            reason = "no image has its name"
            collector.problem(ProblemKind.MISSING_IMAGE, xml, reason)
            continue
        _add(path, xml, collector)


def read_beside(folder: Path, collector: Collector) -> None:
    """Read annotations that lie beside their images, at any depth."""
    for xml in sorted(folder.rglob("*.xml")):
        path = image_beside(xml)
        if path is None:
            reason = "no image has its name"
            collector.problem(ProblemKind.MISSING_IMAGE, xml, reason)
            continue
        _add(path, xml, collector)


def _litw_root(folder: Path) -> Path:
    inner = (folder / "data/voc_format", folder / "data", folder / "voc_format")
    return next((path for path in inner if path.is_dir()), folder)


def _add(path: Path, xml: Path, collector: Collector) -> None:
    try:
        root = ElementTree.parse(xml).getroot()
    except (ElementTree.ParseError, OSError, LookupError, ValueError) as err:
        reason = f"not XML that can be read ({err})"
        collector.problem(ProblemKind.BROKEN_ANNOTATION, xml, reason)
        return
    found: list[tuple[str, Box | None]] = []
    for number, element in enumerate(root.iter("object"), start=1):
        try:
            found.append(_object(element))
        except ValueError as err:
            reason = f"object {number}: {err}"
            collector.problem(ProblemKind.BROKEN_ANNOTATION, xml, reason)
    collector.image(path, found)


def _object(element: ElementTree.Element) -> tuple[str, Box | None]:
    name = (element.findtext("name") or "").strip()
    if not name:
        raise ValueError("it has no name")
    box = element.find("bndbox")
    if box is None:
        raise ValueError("it has no box")
    corners = [box.findtext(corner) for corner in ("xmin", "ymin", "xmax", "ymax")]
    try:
        x0, y0, x1, y1 = (float(corner or "") for corner in corners)
    except ValueError:
        raise ValueError("its box is not four numbers") from None
    return name, (x0, y0, x1, y1)
