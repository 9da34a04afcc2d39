"""Many symbols at once, from a folder, a ZIP or a CSV."""

from collections.abc import Callable
from pathlib import Path

from recognizer.errors import MarkwatchError
from storage.import_entries import ImportEntry, import_entries
from storage.records import (
    ImportSummary,
    NewReference,
    RetroHuntResult,
    SymbolChange,
    SymbolInput,
)
from storage.symbol_lookup import find_symbol_by_name
from storage.symbols import add_references, add_symbol
from storage.workspace import Workspace


def import_symbols(
    ws: Workspace,
    path: Path,
    *,
    by: str,
    list_name: str = "trademark",
    severity: int | None = None,
    pictures: Path | None = None,
    allow_outside: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> ImportSummary:
    """Add symbols and references; what is there already is passed over.

    path: a folder or a ZIP with one folder of images for each symbol, or with images
    named by symbol; or a CSV with a row for each picture: name and image (a path from
    the CSV's folder), and perhaps list, severity, policy_text, aliases (separated by
    `;`), which count in the first row of a symbol. pictures: a ZIP with the images of
    a CSV. allow_outside: let a CSV name files outside its folder. list_name and
    severity: for symbols that say nothing else. progress: called with how many symbols
    are done and how many there are. Raises InvalidInputError for anything else.
    """
    symbols = import_entries(
        path,
        SymbolInput(name="", list_name=list_name, severity=severity),
        limits=ws.image_limits,
        pictures=pictures,
        allow_outside=allow_outside,
    )
    tally = _Tally()
    for done, group in enumerate(symbols, start=1):
        _import_symbol(ws, group, tally, by=by)
        if progress is not None:
            progress(done, len(symbols))
    return tally.summary()


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
    ws: Workspace, group: list[ImportEntry], tally: _Tally, *, by: str
) -> None:
    crops: list[NewReference] = []
    for entry in group:
        try:
            crops.append(NewReference(entry.read(ws.image_limits), entry.where))
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
