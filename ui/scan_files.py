"""Files that were dropped for a scan, laid out as they were dropped.

Owns where they lie until the scan has ended. What is in them is storage's affair.
"""

import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from recognizer.images import SUFFIXES, ImageLimits
from storage.records import ScanItem
from storage.sources import items_from_paths
from ui.uploads import Upload, upload_folder

_LISTS = (".csv", ".zip")


@dataclass(frozen=True, slots=True)
class DroppedFiles:
    """What is to be scanned, and the folder that holds it until then."""

    items: list[ScanItem]
    folder: Path

    def clear(self) -> None:
        """Delete the files; fine if they are gone already."""
        shutil.rmtree(self.folder, ignore_errors=True)


def lay_out(
    uploads: Sequence[tuple[Upload, str]], *, limits: ImageLimits
) -> DroppedFiles:
    """Move sent files into one folder and say what is to be scanned of them.

    uploads: each with its path inside what was dropped, "shop/1.jpg". A CSV names the
    images beside it; those are scanned once, with what the CSV says of them.
    """
    folder = upload_folder() / f"scan-{secrets.token_hex(8)}"
    folder.mkdir(parents=True)
    paths = [move_upload(upload, folder, place) for upload, place in uploads]
    lists = [path for path in paths if path.suffix.lower() in _LISTS]
    items = list(items_from_paths(lists, limits=limits))
    listed = _listed(lists, {item.name for item in items})
    for path in paths:
        inside = path.relative_to(folder)
        if path in lists or path in listed or not _wanted(inside):
            continue
        for item in items_from_paths([path], limits=limits):
            items.append(replace(item, name=inside.as_posix()))
    return DroppedFiles(items, folder)


def safe_place(place: str, name: str) -> PurePosixPath:
    """Return a path that stays inside a folder: no "..", no root, nothing hidden."""
    parts = [
        part
        for part in PurePosixPath(place.replace("\\", "/")).parts
        if not part.startswith(".") and "/" not in part and "\0" not in part
    ]
    return PurePosixPath(*parts[:-1], name)


def move_upload(upload: Upload, folder: Path, place: str) -> Path:
    """Move a sent file to its place in a folder; a second one of a name goes beside."""
    target = folder / safe_place(place, upload.name)
    while target.exists():
        target = target.parent / f"again-{secrets.token_hex(2)}" / target.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(upload.path, target)
    upload.discard()
    return target


def _listed(lists: Iterable[Path], names: set[str]) -> set[Path]:
    folders = {path.parent for path in lists if path.suffix.lower() == ".csv"}
    return {folder / name for folder in folders for name in names}


def _wanted(inside: Path) -> bool:
    """A file chosen by itself is tried, whatever it is; a folder's other files not."""
    return len(inside.parts) == 1 or inside.suffix.lower() in SUFFIXES
