"""The dry run of an import: what would be added, what is there, what looks alike.

Reads and looks at every picture, as the import does, and keeps nothing.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recognizer.errors import MarkwatchError
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.images import encode_png
from recognizer.types import RGB, Perception, TextRead, Verdict
from storage.import_entries import ImportEntry, import_entries
from storage.live_gallery import SearchedRegion
from storage.match_views import judged_match_views
from storage.naming import clean_name
from storage.records import (
    CheckedSymbol,
    Duplicate,
    ImportCheck,
    ImportProblem,
    NearTwin,
    SymbolInput,
    SymbolView,
)
from storage.symbol_lookup import find_symbol_by_name
from storage.symbol_rows import get_list_row
from storage.workspace import Workspace


def check_import(
    ws: Workspace,
    path: Path,
    *,
    list_name: str = "trademark",
    severity: int | None = None,
    pictures: Path | None = None,
    allow_outside: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> ImportCheck:
    """Say what `import_symbols` would do with the same arguments; change nothing.

    Finds pictures that are there already, pictures that look like another symbol of the
    gallery or of the import, and what cannot be imported, line by line.
    """
    symbols = import_entries(
        path,
        SymbolInput(name="", list_name=list_name, severity=severity),
        limits=ws.image_limits,
        pictures=pictures,
        allow_outside=allow_outside,
    )
    check = _Check(ws)
    for done, group in enumerate(symbols, start=1):
        check.add(group)
        if progress is not None:
            progress(done, len(symbols))
    return check.result()


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    """A picture that would be added. symbol: its place among the checked ones."""

    where: str
    symbol: int
    seen: Perception


@dataclass(slots=True)
class _Check:
    """Collects what an import would do, symbol by symbol."""

    ws: Workspace
    symbols: list[CheckedSymbol] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    pictures: list[_Picture] = field(default_factory=list)

    def add(self, group: Sequence[ImportEntry]) -> None:
        """Take in the pictures of one symbol."""
        crops = list(self._read(group))
        if not crops:
            return
        wanted = group[0].wanted
        there = find_symbol_by_name(self.ws, wanted.name)
        problem = "" if there is not None else self._problem(wanted)
        if problem:
            self.problems.append(ImportProblem(group[0].where, problem))
            return
        new = self._new(crops, there)
        for where, crop in new:
            seen = self.ws.recognizer.perceive_crop(crop)
            self.pictures.append(_Picture(where, len(self.symbols), seen))
        self.symbols.append(
            CheckedSymbol(
                name=wanted.name if there is None else there.name,
                list_name=wanted.list_name if there is None else there.list_name,
                is_new=there is None,
                references=len(new),
            )
        )

    def result(self) -> ImportCheck:
        """Put all together, with what looks alike."""
        return ImportCheck(
            symbols=tuple(self.symbols),
            problems=tuple(self.problems),
            duplicates=tuple(self.duplicates),
            near_twins=(*self._twins_in_gallery(), *self._twins_in_import()),
        )

    def _read(self, group: Sequence[ImportEntry]) -> list[tuple[str, RGB]]:
        found = []
        for entry in group:
            try:
                crop = entry.read(self.ws.image_limits)
                if min(crop.shape[:2]) < 2:
                    message = f"{entry.name} is too small: give a larger picture."
                    self.problems.append(ImportProblem(entry.where, message))
                else:
                    found.append((entry.where, crop))
            except MarkwatchError as err:
                self.problems.append(ImportProblem(entry.where, str(err)))
        return found

    def _problem(self, wanted: SymbolInput) -> str:
        """Say why a symbol could not be added; empty where it could."""
        try:
            clean_name(wanted.name, what="symbol")
            with self.ws.reading() as session:
                get_list_row(session, wanted.list_name)
        except MarkwatchError as err:
            return str(err)
        return ""

    def _new(
        self, crops: Sequence[tuple[str, RGB]], there: SymbolView | None
    ) -> list[tuple[str, RGB]]:
        """Return the pictures that the symbol has not; note the others."""
        has: dict[str, str] = {}
        if there is not None:
            has = {one.sha256: f"a picture of {there.name}" for one in there.references}
        new = []
        for where, crop in crops:
            sha256 = hashlib.sha256(encode_png(crop)).hexdigest()
            if sha256 in has:
                self.duplicates.append(Duplicate(where, has[sha256]))
            else:
                has[sha256] = where
                new.append((where, crop))
        return new

    def _twins_in_gallery(self) -> list[NearTwin]:
        searched = [
            SearchedRegion(one.seen.embeddings[0], one.seen.texts[0])
            for one in self.pictures
        ]
        with self.ws.reading() as session:
            results = self.ws.gallery.search(session, searched, k=3)
            twins = []
            for picture, result in zip(self.pictures, results, strict=True):
                alike = {
                    judged.match.symbol_id
                    for judged in result.matches
                    if judged.verdict is not Verdict.UNKNOWN
                }
                own = self.symbols[picture.symbol].name
                for match in judged_match_views(session, result):
                    if match.symbol_id in alike and match.symbol_name != own:
                        twins.append(
                            NearTwin(
                                picture.where,
                                own,
                                match.symbol_name,
                                match.reference_id,
                                match.similarity,
                            )
                        )
                        break
        return twins

    def _twins_in_import(self) -> list[NearTwin]:
        """Compare the pictures of the import with those of its other symbols."""
        if not self.pictures:
            return []
        with self.ws.reading() as session:
            alike = self.ws.gallery.fallback(session).known
        gallery = Gallery(len(self.pictures[0].seen.embeddings[0]))
        gallery.add(
            [
                GalleryEntry(place, one.symbol + 1, one.seen.embeddings[0])
                for place, one in enumerate(self.pictures, start=1)
            ]
        )
        twins = []
        for picture in self.pictures:
            [row] = gallery.search(picture.seen.embeddings, [TextRead()], k=2)
            for match in row:
                other = match.symbol_id - 1
                # Each pair is named once, at its later picture.
                if other < picture.symbol and match.visual_similarity >= alike:
                    own, named = self.symbols[picture.symbol], self.symbols[other]
                    twins.append(
                        NearTwin(
                            picture.where,
                            own.name,
                            named.name,
                            None,
                            match.visual_similarity,
                        )
                    )
        return twins
