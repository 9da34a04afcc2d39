"""Files that were dropped for an import of symbols, kept between its two steps.

Owns where they lie from the dry run until they are imported or left. What is in them is
storage's affair.
"""

import re
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.errors import InvalidInputError, NotFoundError
from ui.scan_files import move_upload
from ui.uploads import Upload, upload_folder

_KEY = re.compile(r"import-[0-9a-f]{16}")
_KEPT_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """What is to be imported. key: names the folder that holds it.

    path: a CSV, a ZIP or a folder. pictures: a ZIP with the images of the CSV.
    """

    key: str
    path: Path
    pictures: Path | None

    def clear(self) -> None:
        """Delete the files; fine if they are gone already."""
        shutil.rmtree(upload_folder() / self.key, ignore_errors=True)


def keep_files(uploads: Sequence[tuple[Upload, str]]) -> ImportFiles:
    """Move sent files into a folder of their own, laid out as they were dropped.

    uploads: each with its path inside what was dropped. Raises InvalidInputError where
    none was sent.
    """
    if not uploads:
        raise InvalidInputError("Choose a folder, a ZIP or a CSV first.")
    _forget_old()
    key = f"import-{secrets.token_hex(8)}"
    folder = upload_folder() / key
    folder.mkdir(parents=True)
    for upload, place in uploads:
        move_upload(upload, folder, place)
    return find_files(key)


def find_files(key: str) -> ImportFiles:
    """Return the files that were kept. Raises NotFoundError if they are gone."""
    folder = upload_folder() / key
    if not _KEY.fullmatch(key) or not folder.is_dir():
        raise NotFoundError("The files are no longer there: choose them again.")
    lists = sorted(folder.rglob("*.[cC][sS][vV]"))
    archives = sorted(folder.rglob("*.[zZ][iI][pP]"))
    if lists:
        return ImportFiles(key, lists[0], archives[0] if archives else None)
    return ImportFiles(key, archives[0] if archives else _inner(folder), None)


def _inner(folder: Path) -> Path:
    """Return the folder of the symbols' folders: "logos" says nothing in logos/Acme."""
    inside = list(folder.iterdir())
    if len(inside) == 1 and inside[0].is_dir():
        below = list(inside[0].iterdir())
        if below and all(one.is_dir() for one in below):
            return inside[0]
    return folder


def _forget_old() -> None:
    """Delete what was checked and left for a day."""
    for folder in upload_folder().glob("import-*"):
        if _KEY.fullmatch(folder.name) and (
            time.time() - folder.stat().st_mtime > _KEPT_S
        ):
            shutil.rmtree(folder, ignore_errors=True)
