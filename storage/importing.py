"""Many symbols at once, from a folder or a CSV."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from recognizer.errors import MarkwatchError
from recognizer.images import load
from storage.errors import InvalidInputError
from storage.naming import name_key
from storage.records import (
    ImportSummary,
    NewReference,
    RetroHuntResult,
    SymbolChange,
    SymbolInput,
)
from storage.sources import image_files, read_csv_rows
from storage.symbol_lookup import find_symbol_by_name
from storage.symbols import add_references, add_symbol
from storage.workspace import Workspace

_COLUMNS = ("name", "image", "list", "severity", "policy_text", "aliases")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One picture of a symbol to import. where: for messages."""

    wanted: SymbolInput
    path: Path | None
    where: str


def import_symbols(
    ws: Workspace,
    path: Path,
    *,
    by: str,
    list_name: str = "trademark",
    severity: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImportSummary:
    """Add symbols and references; what is there already is passed over.

    path: a folder with one folder of images for each symbol, or with images named
    by symbol; or a CSV with a row for each picture: name and image (a path from the
    CSV's folder), and perhaps list, severity, policy_text, aliases (separated by `;`),
    which count in the first row of a symbol. list_name and severity: for symbols that
    say nothing else. progress: called with how many symbols are done and how many
    there are. Raises InvalidInputError for anything else.
    """
    default = SymbolInput(name="", list_name=list_name, severity=severity)
    if path.is_dir():
        entries = list(_from_folder(path, default))
    elif path.is_file():
        entries = list(_from_csv(path, default))
    else:
        raise InvalidInputError(f"There is no folder or CSV {path}.")
    entries.sort(key=lambda entry: name_key(entry.wanted.name))
    grouped = groupby(entries, key=lambda entry: name_key(entry.wanted.name))
    symbols = [list(group) for _, group in grouped]
    tally = _Tally()
    for done, group in enumerate(symbols, start=1):
        _import_symbol(ws, group, tally, by=by)
        if progress is not None:
            progress(done, len(symbols))
    return tally.summary()


def _from_folder(folder: Path, default: SymbolInput) -> Iterator[_Entry]:
    for path in image_files(folder):
        parts = path.relative_to(folder).parts
        name = parts[0] if len(parts) > 1 else path.stem
        yield _Entry(_named(default, name), path, "/".join(parts))


def _from_csv(path: Path, default: SymbolInput) -> Iterator[_Entry]:
    for line, row in read_csv_rows(path, columns=_COLUMNS, required=_COLUMNS[:2]):
        where = f"{path.name}, line {line}"
        severity = row.get("severity", "")
        if severity and not severity.isdecimal():
            raise InvalidInputError(f"{where}: severity goes from 1 to 5.")
        aliases = tuple(a.strip() for a in row.get("aliases", "").split(";"))
        wanted = SymbolInput(
            name=row["name"],
            list_name=row.get("list") or default.list_name,
            severity=int(severity) if severity else default.severity,
            policy_text=row.get("policy_text", ""),
            aliases=tuple(alias for alias in aliases if alias),
        )
        image = path.parent / row["image"] if row["image"] else None
        yield _Entry(wanted, image, where)


def _named(default: SymbolInput, name: str) -> SymbolInput:
    return SymbolInput(
        name=name, list_name=default.list_name, severity=default.severity
    )


class _Tally:
    """Sums up an import."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self._symbols = self._references = self._there = 0
        self._hunts: list[RetroHuntResult] = []

    def add(self, change: SymbolChange, *, new_symbol: bool, given: int) -> None:
        """Count one symbol for which `given` pictures were read."""
        self._symbols += new_symbol
        self._references += len(change.reference_ids)
        self._there += given - len(change.reference_ids)
        self._hunts.append(change.retro_hunt)

    def summary(self) -> ImportSummary:
        """Put all together; a case that one symbol opened is opened, not updated."""
        hunts = self._hunts
        opened = sorted({i for hunt in hunts for i in hunt.case_ids_opened})
        updated = {i for hunt in hunts for i in hunt.case_ids_updated} - set(opened)
        return ImportSummary(
            symbols_added=self._symbols,
            references_added=self._references,
            already_there=self._there,
            errors=tuple(self.errors),
            retro_hunt=RetroHuntResult(
                region_ids=tuple(sorted({i for h in hunts for i in h.region_ids})),
                image_ids=tuple(sorted({i for h in hunts for i in h.image_ids})),
                case_ids_opened=tuple(opened),
                case_ids_updated=tuple(sorted(updated)),
            ),
        )


def _import_symbol(
    ws: Workspace, group: list[_Entry], tally: _Tally, *, by: str
) -> None:
    crops: list[NewReference] = []
    for entry in group:
        if entry.path is None:
            tally.errors.append(f"{entry.where}: the column image is empty.")
            continue
        try:
            crop = load(entry.path, limits=ws.image_limits)
            crops.append(NewReference(crop, entry.where))
        except MarkwatchError as err:
            tally.errors.append(f"{entry.where}: {err}")
    if not crops:
        return  # a symbol none of whose pictures can be read is not begun
    try:
        there = find_symbol_by_name(ws, group[0].wanted.name)
        if there is None:
            change = add_symbol(ws, group[0].wanted, crops, by=by)
        else:
            change = add_references(ws, there.id, crops, by=by)
        tally.add(change, new_symbol=there is None, given=len(crops))
    except MarkwatchError as err:
        tally.errors.append(f"{group[0].where}: {err}")
