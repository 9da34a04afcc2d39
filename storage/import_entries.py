"""What an import of symbols names: its pictures, in order, each with its symbol.

Reads folders, ZIP archives and CSV files. Opens no picture before its turn comes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from recognizer.errors import ImageError
from recognizer.images import ImageLimits, decode
from recognizer.types import RGB
from storage.errors import InvalidInputError
from storage.naming import name_key
from storage.records import SymbolInput
from storage.sources import Archive, fails, file_reader, image_files, read_csv_rows
from storage.symbol_rows import SEVERITIES

COLUMNS = ("name", "image", "list", "severity", "policy_text", "aliases")


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One picture of a symbol to import.

    where: for messages. name: of the file. data: reads its bytes.
    problem: why it cannot be imported, known before it is read; else empty.
    """

    wanted: SymbolInput
    where: str
    name: str
    data: Callable[[], bytes]
    problem: str = ""

    def read(self, limits: ImageLimits) -> RGB:
        """Read the picture. Raises ImageError naming what is wrong with it."""
        if self.problem:
            raise ImageError(self.problem)
        return decode(self.data(), name=self.name, limits=limits)


def import_entries(
    path: Path,
    default: SymbolInput,
    *,
    limits: ImageLimits,
    pictures: Path | None = None,
    allow_outside: bool = True,
) -> list[list[ImportEntry]]:
    """Return the pictures to import, by symbol; symbols by name.

    path: a folder or a ZIP with one folder of images for each symbol, or with images
    named by symbol; or a CSV with a row for each picture. pictures: a ZIP in which the
    images of a CSV are. allow_outside: let a CSV name files outside its folder.
    Raises InvalidInputError for anything else.
    """
    if path.is_dir():
        entries = list(_from_folder(path, default, limits))
    elif path.is_file() and path.suffix.lower() == ".zip":
        entries = list(_from_zip(path, default, limits))
    elif path.is_file():
        archive = None if pictures is None else Archive(pictures, limits)
        entries = list(
            _from_csv(path, default, limits, archive, allow_outside=allow_outside)
        )
    else:
        raise InvalidInputError(f"There is no folder, ZIP or CSV {path}.")
    entries.sort(key=lambda entry: name_key(entry.wanted.name))
    grouped = groupby(entries, key=lambda entry: name_key(entry.wanted.name))
    return [list(group) for _, group in grouped]


def _from_folder(
    folder: Path, default: SymbolInput, limits: ImageLimits
) -> Iterator[ImportEntry]:
    for path in image_files(folder):
        inside = PurePosixPath(path.relative_to(folder).as_posix())
        yield _named_by_place(inside, default, path.name, file_reader(path, limits))


def _from_zip(
    path: Path, default: SymbolInput, limits: ImageLimits
) -> Iterator[ImportEntry]:
    archive = Archive(path, limits)
    places = {name: PurePosixPath(name) for name in archive.names()}
    # "logos/Acme/1.png" only says that a folder of that name was packed.
    tops = {place.parts[0] for place in places.values()}
    packed = len(tops) == 1 and all(len(p.parts) > 2 for p in places.values())
    for name, place in places.items():
        inside = PurePosixPath(*place.parts[1:]) if packed else place
        data = archive.take(name)
        if data is not None:
            yield _named_by_place(inside, default, place.name, data)


def _named_by_place(
    inside: PurePosixPath, default: SymbolInput, name: str, data: Callable[[], bytes]
) -> ImportEntry:
    parts = inside.parts
    symbol = parts[0] if len(parts) > 1 else inside.stem
    return ImportEntry(replace(default, name=symbol), str(inside), name, data)


def _from_csv(
    path: Path,
    default: SymbolInput,
    limits: ImageLimits,
    archive: Archive | None,
    *,
    allow_outside: bool,
) -> Iterator[ImportEntry]:
    for line, row in read_csv_rows(path, columns=COLUMNS, required=COLUMNS[:2]):
        severity = row.get("severity", "")
        aliases = tuple(a.strip() for a in row.get("aliases", "").split(";"))
        wanted = SymbolInput(
            name=row["name"],
            list_name=row.get("list") or default.list_name,
            severity=_severity(severity) or default.severity,
            policy_text=row.get("policy_text", ""),
            aliases=tuple(alias for alias in aliases if alias),
        )
        image = row["image"]
        yield ImportEntry(
            wanted=wanted,
            where=f"{path.name}, line {line}",
            name=PurePosixPath(image).name,
            data=_csv_reader(path, image, limits, archive, outside=allow_outside),
            problem=_row_problem(row["name"], image, severity),
        )


def _severity(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) in SEVERITIES else None


def _row_problem(name: str, image: str, severity: str) -> str:
    if not name:
        return "the column name is empty."
    if not image:
        return "the column image is empty."
    if severity and _severity(severity) is None:
        return f"severity goes from 1 to 5, got {severity[:20]}."
    return ""


def _csv_reader(
    path: Path,
    image: str,
    limits: ImageLimits,
    archive: Archive | None,
    *,
    outside: bool,
) -> Callable[[], bytes]:
    if archive is not None and (data := archive.take(image)) is not None:
        return data
    target = path.parent / image
    if not outside and not target.resolve().is_relative_to(path.parent.resolve()):
        return fails(f"{image} is outside the folder of the CSV.")
    if archive is not None and not target.is_file():
        return fails(f"there is no image {image} in the ZIP.")
    return file_reader(target, limits)
