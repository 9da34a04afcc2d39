"""Where images to scan come from: files, folders, ZIP archives and CSV lists.

Reads nothing before an image's turn comes; what cannot be read becomes an item that
says so, so that one bad input never ends a scan.
"""

import csv
import io
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from recognizer.errors import ImageError
from recognizer.images import DEFAULT_LIMITS, SUFFIXES, ImageLimits, read_bytes
from storage.errors import InvalidInputError
from storage.records import ScanItem

MAX_ZIP_ENTRIES = 100_000
_MAX_CSV_FIELD = 1_000_000
_OWN_COLUMNS = ("image", "product_id", "title", "source_uri")


def items_from_paths(
    paths: Sequence[Path],
    *,
    limits: ImageLimits = DEFAULT_LIMITS,
    allow_outside: bool = False,
) -> Iterator[ScanItem]:
    """Yield the images that paths name: CSV lists first, then the rest in order.

    A folder gives the images in and below it, by name. A ZIP gives those in it. A CSV
    has a column `image` (a path from the CSV's folder, or a name inside a ZIP that is
    among the paths), and may have `product_id`, `title`, `source_uri` and others,
    which are kept. allow_outside: let a CSV name files outside its folder.
    Raises InvalidInputError for a CSV without that column.
    """
    archives = [Archive(path, limits) for path in paths if _is(path, ".zip")]
    listed = [path for path in paths if _is(path, ".csv")]
    for path in listed:
        yield from _from_csv(path, archives, limits, allow_outside=allow_outside)
    zips = iter(archives)
    for path in paths:
        if _is(path, ".zip"):
            yield from next(zips).items()
        elif path.is_dir():
            yield from _from_folder(path, limits)
        elif path not in listed:
            yield ScanItem(name=path.name, read=file_reader(path, limits))


def read_csv_rows(
    path: Path, *, columns: Sequence[str], required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV with a header, as UTF-8 with or without BOM.

    columns: those that mean something, found in any case; others keep their names.
    Empty cells are "". Raises InvalidInputError for what cannot be read or lacks a
    required column.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise InvalidInputError(
            f"{path.name} cannot be read as UTF-8 CSV: {err}. Save it as UTF-8."
        ) from err
    csv.field_size_limit(_MAX_CSV_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text))
    names = [str(name).strip() for name in reader.fieldnames or ()]
    reader.fieldnames = [n.lower() if n.lower() in columns else n for n in names]
    missing = [name for name in required if name not in reader.fieldnames]
    if missing:
        raise InvalidInputError(
            f"{path.name} has no column {missing[0]!r}. Its columns: "
            f"{', '.join(reader.fieldnames) or 'none'}."
        )
    try:
        for row in reader:
            cells = {k: (v or "").strip() for k, v in row.items() if k is not None}
            yield reader.line_num, cells
    except csv.Error as err:
        raise InvalidInputError(
            f"{path.name}, line {reader.line_num}: {err}. Mend the line."
        ) from err


def _dialect(text: str) -> type[csv.Dialect]:
    header = text.partition("\n")[0]

    class Separated(csv.excel):
        delimiter = max(",;\t", key=header.count)

    return Separated


def _is(path: Path, suffix: str) -> bool:
    return path.suffix.lower() == suffix and not path.is_dir()


def file_reader(path: Path, limits: ImageLimits) -> Callable[[], bytes]:
    """Return what reads a file, under the limit, when it is called."""
    return lambda: read_bytes(path, limits=limits)


def _from_folder(folder: Path, limits: ImageLimits) -> Iterator[ScanItem]:
    for path in image_files(folder):
        name = path.relative_to(folder).as_posix()
        yield ScanItem(name=name, read=file_reader(path, limits))


def image_files(folder: Path) -> Iterator[Path]:
    """Yield the image files in and below a folder, by name; hidden ones left out."""
    for where, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                yield Path(where, name)


def _from_csv(
    path: Path,
    archives: Sequence["Archive"],
    limits: ImageLimits,
    *,
    allow_outside: bool,
) -> Iterator[ScanItem]:
    for line, row in read_csv_rows(
        path, columns=_OWN_COLUMNS, required=_OWN_COLUMNS[:1]
    ):
        where = f"{path.name}, line {line}"
        name = row["image"]
        yield ScanItem(
            name=name or where,
            read=_listed_reader(path, name, where, archives, limits, allow_outside),
            product_id=row.get("product_id", ""),
            title=row.get("title", ""),
            source_uri=row.get("source_uri", ""),
            extra=_others(row),
        )


def _others(row: Mapping[str, str]) -> dict[str, str]:
    return {
        key: value
        for key, value in row.items()
        if key and value and key not in _OWN_COLUMNS
    }


def _listed_reader(
    csv_path: Path,
    name: str,
    where: str,
    archives: Sequence["Archive"],
    limits: ImageLimits,
    allow_outside: bool,
) -> Callable[[], bytes]:
    if not name:
        return fails(f"{where}: the column image is empty.")
    folder = csv_path.parent.resolve()
    path = (folder / name).resolve()
    inside = path.is_relative_to(folder)
    if path.is_file() and (inside or allow_outside):
        return file_reader(path, limits)
    for archive in archives:
        if (read := archive.take(name)) is not None:
            return read
    if not inside and not allow_outside:
        return fails(f"{where}: {name} is outside the folder of the CSV.")
    return fails(f"{where}: there is no image {name}.")


def fails(message: str) -> Callable[[], bytes]:
    """Return what raises ImageError with a message when it is called."""

    def read() -> bytes:
        raise ImageError(message)

    return read


class Archive:
    """A ZIP whose entries are read one by one, each under the image limit."""

    def __init__(self, path: Path, limits: ImageLimits) -> None:
        self._path = path
        self._limits = limits
        self._taken: set[str] = set()
        self._error = ""
        self._images: dict[str, zipfile.ZipInfo] = {}
        try:
            self._file = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as err:
            self._error = f"{path.name} is no ZIP that can be read: {err}."
            return
        entries = self._file.infolist()
        if len(entries) > MAX_ZIP_ENTRIES:
            self._error = (
                f"{path.name} has {len(entries):,} entries; the limit is "
                f"{MAX_ZIP_ENTRIES:,}. Split it."
            )
            return
        self._images = {entry.filename: entry for entry in entries if _wanted(entry)}

    def items(self) -> Iterator[ScanItem]:
        """Yield the images that no CSV has taken."""
        if self._error:
            yield ScanItem(name=self._path.name, read=fails(self._error))
        for name, entry in sorted(self._images.items()):
            if name not in self._taken:
                shown = f"{self._path.name}/{name}"
                yield ScanItem(name=shown, read=self._reader(entry, shown))

    def names(self) -> list[str]:
        """Return the names of all images in it. Raises InvalidInputError for no ZIP."""
        if self._error:
            raise InvalidInputError(self._error)
        return sorted(self._images)

    def take(self, name: str) -> Callable[[], bytes] | None:
        """Return the reader of an entry, which `items` then leaves out."""
        key = name.replace("\\", "/").removeprefix("./")
        entry = self._images.get(key)
        if entry is None:
            return None
        self._taken.add(key)
        return self._reader(entry, name)

    def _reader(self, entry: zipfile.ZipInfo, shown: str) -> Callable[[], bytes]:
        most = self._limits.max_bytes

        def read() -> bytes:
            try:
                with self._file.open(entry) as stream:
                    data = stream.read(most + 1)  # whatever size the entry claims
            except (OSError, RuntimeError, zipfile.BadZipFile, ValueError) as err:
                raise ImageError(f"{shown} cannot be unpacked: {err}.") from err
            if len(data) > most:
                raise ImageError(
                    f"{shown} unpacks to more than {most / 2**20:.1f} MiB, the limit."
                )
            return data

        return read


def _wanted(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not entry.is_dir() and not hidden and path.suffix.lower() in SUFFIXES
