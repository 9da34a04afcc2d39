"""The gallery in memory, brought up to the database's version before every search.

A cache: every process that shares a database has its own, and follows the feed of
gallery changes. In doubt it is built anew. Holds what judging needs as well: each
symbol's thresholds and severity, and the looks that people rejected for it.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from recognizer.calibration import Calibration
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.types import (
    Embeddings,
    Match,
    SimilarityThresholds,
    TextRead,
    Thresholds,
)
from recognizer.verdict import DEFAULT_THRESHOLDS, judge_match
from storage.calibrations import Calibrations, with_probabilities
from storage.embedder_in_use import NO_EMBEDDER, EmbedderInUse, embedder_in_use
from storage.judged import JudgedMatch, RegionMatches, order_matches
from storage.models import (
    ChangeKind,
    GalleryChange,
    GalleryState,
    Reference,
    Region,
    Rejection,
    Symbol,
    SymbolList,
)
from storage.symbol_views import severity_of
from storage.thresholds import LEAST, effective_of_symbol

_CHANGES_AT_ONCE = 2000
_ROWS = 5000
_NEVER = -1

Look = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Judging:
    """What a symbol's matches are judged and ordered by."""

    thresholds: Thresholds
    severity: int


@dataclass(frozen=True, slots=True, eq=False)
class _Rejected:
    """The looks that are not a symbol: their regions, and (N, D) embeddings."""

    region_ids: frozenset[int]
    looks: Embeddings


@dataclass(frozen=True, slots=True, eq=False)
class SearchedRegion:
    """What to search: an embedding (D,), its text and, once stored, its region.

    context: what stands on its whole image, folded (see `storage.contexts`).
    """

    embedding: Look
    text: TextRead
    region_id: int | None = None
    context: str = ""


class LiveGallery:
    """References, thresholds and rejected looks of one database.

    calibrations: make similarities probabilities; without them matches have none.
    remembers_rejected: whether a rejected look counts for other regions, too. False
    shows what a gallery that forgets would do; the region itself is never asked again.
    """

    def __init__(self, calibrations: Calibrations | None = None) -> None:
        self.remembers_rejected = True
        self._calibrations = calibrations
        self._lock = threading.RLock()
        self._version = _NEVER
        self._embedder = NO_EMBEDDER
        self._gallery = Gallery(1)
        self._judging: dict[int, _Judging] = {}
        self._rejected: dict[int, _Rejected] = {}

    def search(
        self, session: Session, regions: Sequence[SearchedRegion], *, k: int
    ) -> list[RegionMatches]:
        """Return the judged matches of every region, in order, up to date.

        session: its transaction must not itself have changed the gallery: a rollback
        would leave this cache ahead of the database.
        """
        with self._lock:
            version = self._sync(session)
            if not regions:
                return []
            looks = np.stack([region.embedding for region in regions])
            texts = [region.text for region in regions]
            # Rejected looks are listed last: search further, so that others show.
            contexts = [region.context for region in regions]
            found = self._gallery.search(looks, texts, k=2 * k, contexts=contexts)
            judged = self._judge(regions, found)
            return [RegionMatches(order_matches(row)[:k], version) for row in judged]

    def search_without(
        self,
        session: Session,
        region: SearchedRegion,
        *,
        k: int,
        reference_ids: Collection[int],
    ) -> RegionMatches:
        """Search one region as if some references had never been added to the gallery.

        No look counts as rejected.
        """
        with self._lock:
            version = self._sync(session)
            self._gallery.remove(reference_ids)
            try:
                look, texts = region.embedding[None], [region.text]
                contexts = [region.context]
                [found] = self._gallery.search(look, texts, k=k, contexts=contexts)
            finally:
                self._load_references(session, Reference.id.in_(reference_ids))
            [row] = with_probabilities(
                [found], [[False] * len(found)], self._calibration()
            )
            judged = [self._judged(match, False) for match in row]
            return RegionMatches(order_matches(judged)[:k], version)

    def version(self, session: Session) -> int:
        """Come up to date and return the gallery's version."""
        with self._lock:
            return self._sync(session)

    def thresholds(self, session: Session, symbol_id: int) -> Thresholds:
        """Return the thresholds that a symbol's matches are judged by now."""
        with self._lock:
            self._sync(session)
            return self._of(symbol_id).thresholds

    def fallback(self, session: Session) -> SimilarityThresholds:
        """Return what judges matches that have no probability."""
        with self._lock:
            self._sync(session)
            return self._embedder.thresholds

    def reach(self, session: Session, symbol_id: int) -> float:
        """Return the visual similarity from which a stored region is searched again.

        A look that is less similar to a symbol's references is not flagged for it by
        any thresholds that may be set, unless its text agrees.
        """
        with self._lock:
            self._sync(session)
            calibration = self._calibration()
            if calibration is None:
                return self._embedder.thresholds.uncertain
            own = self._of(symbol_id).thresholds
            return calibration.least_similarity(min(own.uncertain, LEAST))

    def _calibration(self) -> Calibration | None:
        if self._calibrations is None:
            return None
        return self._calibrations.find(self._embedder.embedder_id)

    def _judge(
        self, regions: Sequence[SearchedRegion], found: Sequence[Sequence[Match]]
    ) -> list[list[JudgedMatch]]:
        rejected = [
            [self._was_rejected(region, match) for match in row]
            for region, row in zip(regions, found, strict=True)
        ]
        probable = with_probabilities(found, rejected, self._calibration())
        return [
            [self._judged(match, out) for match, out in zip(row, flags, strict=True)]
            for row, flags in zip(probable, rejected, strict=True)
        ]

    def _judged(self, match: Match, rejected: bool) -> JudgedMatch:
        own = self._of(match.symbol_id)
        return JudgedMatch(
            match=match,
            verdict=judge_match(match, own.thresholds, self._embedder.thresholds),
            severity=own.severity,
            rejected_before=rejected,
        )

    def _of(self, symbol_id: int) -> _Judging:
        return self._judging.get(symbol_id, _Judging(DEFAULT_THRESHOLDS, 1))

    def _was_rejected(self, region: SearchedRegion, match: Match) -> bool:
        """Say whether a region looks more like what was rejected than like the symbol.

        A tie with another region's rejected look is shown: a person may have added
        the reference since, and a symbol that is missed costs more than a look.
        """
        rejected = self._rejected.get(match.symbol_id)
        if rejected is None:
            return False
        if region.region_id in rejected.region_ids:
            return True
        if not self.remembers_rejected:
            return False
        nearest = float(np.max(rejected.looks @ region.embedding))
        return nearest > match.visual_similarity + 1e-4

    def _sync(self, session: Session) -> int:
        version = session.execute(select(GalleryState.version)).scalar_one()
        embedder = embedder_in_use(session)
        if version == self._version and embedder == self._embedder:
            return version
        changes = self._changes(session)
        if (
            self._version == _NEVER
            or version < self._version
            or len(changes) > _CHANGES_AT_ONCE
            or embedder != self._embedder
            or any(change.kind is ChangeKind.REEMBEDDED for change in changes)
        ):
            self._rebuild(session, embedder)
        else:
            self._apply(session, changes)
            if len(self._gallery) != self._count(session):
                self._rebuild(session, embedder)
        self._version = version
        return version

    def _changes(self, session: Session) -> Sequence[GalleryChange]:
        newer = GalleryChange.version > self._version
        rows = select(GalleryChange).where(newer).limit(_CHANGES_AT_ONCE + 1)
        return session.scalars(rows).all()

    def _rebuild(self, session: Session, embedder: EmbedderInUse) -> None:
        self._embedder = embedder
        self._gallery = Gallery(max(embedder.dim, 1))
        self._judging = {}
        self._rejected = {}
        self._load_references(session)
        self._load_symbols(session)
        self._load_rejected(session)

    def _apply(self, session: Session, changes: Sequence[GalleryChange]) -> None:
        """Read anew all that the changes name: whatever came since is included."""
        symbols = {c.symbol_id for c in changes if c.symbol_id is not None}
        whole = {
            c.symbol_id
            for c in changes
            if c.kind in (ChangeKind.SYMBOL_ENABLED, ChangeKind.SYMBOL_DISABLED)
            and c.symbol_id is not None
        }
        references = {c.reference_id for c in changes if c.reference_id is not None}
        references.update(
            session.scalars(select(Reference.id).where(Reference.symbol_id.in_(whole)))
        )
        self._gallery.remove(references)
        self._load_references(session, Reference.id.in_(references))
        self._load_symbols(session, Symbol.id.in_(symbols))
        for symbol_id in symbols:
            self._rejected.pop(symbol_id, None)
        self._load_rejected(session, Rejection.symbol_id.in_(symbols))

    def _live(self) -> ColumnElement[bool]:
        return (
            Reference.removed_at.is_(None)
            & Symbol.removed_at.is_(None)
            & Symbol.enabled.is_(True)
            & (Reference.embedder_id == self._embedder.embedder_id)
        )

    def _count(self, session: Session) -> int:
        rows = select(func.count(Reference.id)).join(
            Symbol, Symbol.id == Reference.symbol_id
        )
        return session.execute(rows.where(self._live())).scalar_one()

    def _load_references(self, session: Session, *only: ColumnElement[bool]) -> None:
        columns = select(
            Reference.id, Reference.symbol_id, Reference.embedding, Reference.text
        )
        rows = columns.join(Symbol, Symbol.id == Reference.symbol_id)
        found = session.execute(
            rows.where(self._live(), *only).execution_options(yield_per=_ROWS)
        )
        for part in found.partitions():
            entries = [GalleryEntry(*row) for row in part]
            self._gallery.add(entries)

    def _load_symbols(self, session: Session, *only: ColumnElement[bool]) -> None:
        rows = select(Symbol, SymbolList).join(
            SymbolList, SymbolList.id == Symbol.list_id
        )
        names: dict[int, Collection[str]] = {}
        for symbol, own_list in session.execute(rows.where(*only)):
            names[symbol.id] = (symbol.name, *symbol.aliases)
            self._judging[symbol.id] = _Judging(
                effective_of_symbol(symbol, own_list).thresholds,
                severity_of(symbol, own_list),
            )
        self._gallery.set_symbol_names({i: list(own) for i, own in names.items()})

    def _load_rejected(self, session: Session, *only: ColumnElement[bool]) -> None:
        rows = (
            select(Rejection.symbol_id, Rejection.region_id, Region.embedding)
            .join(Region, Region.id == Rejection.region_id)
            .where(Region.embedder_id == self._embedder.embedder_id, *only)
        )
        found: dict[int, dict[int, Look]] = defaultdict(dict)
        for symbol_id, region_id, embedding in session.execute(rows):
            found[symbol_id][region_id] = embedding
        for symbol_id, looks in found.items():
            matrix = np.stack(list(looks.values()))
            self._rejected[symbol_id] = _Rejected(frozenset(looks), matrix)
