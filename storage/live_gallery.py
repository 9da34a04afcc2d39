"""The gallery in memory, brought up to the database's version before every search.

A cache: every process that shares a database has its own, and follows the feed of
gallery changes. In doubt it is built anew. Holds what judging needs as well: each
symbol's thresholds and severity, and the looks that people rejected for it.
"""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from recognizer.calibration import Calibration
from recognizer.gallery import Gallery
from recognizer.types import (
    Match,
    SimilarityThresholds,
    TextRead,
    Thresholds,
)
from recognizer.verdict import DEFAULT_THRESHOLDS, judge_match
from storage.calibrations import Calibrations, with_probabilities
from storage.embedder_in_use import NO_EMBEDDER, EmbedderInUse, embedder_in_use
from storage.gallery_rows import (
    Judging,
    Look,
    RejectedLooks,
    rejected_looks,
    searched_count,
    searched_references,
    symbol_rows,
)
from storage.judged import JudgedMatch, RegionMatches, order_matches
from storage.models import (
    ChangeKind,
    GalleryChange,
    GalleryState,
    Reference,
    Rejection,
    Symbol,
)
from storage.thresholds import LEAST

_CHANGES_AT_ONCE = 2000
_NEVER = -1


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
        self._judging: dict[int, Judging] = {}
        self._rejected: dict[int, RejectedLooks] = {}

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

    def thresholds(
        self, session: Session, symbol_ids: Collection[int]
    ) -> dict[int, Thresholds]:
        """Return the thresholds that the matches of symbols are judged by now."""
        with self._lock:
            self._sync(session)
            return {i: self._of(i).thresholds for i in symbol_ids}

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

    def _of(self, symbol_id: int) -> Judging:
        return self._judging.get(symbol_id, Judging(DEFAULT_THRESHOLDS, 1))

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
            if len(self._gallery) != searched_count(
                session, self._embedder.embedder_id
            ):
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

    def _load_references(self, session: Session, *only: ColumnElement[bool]) -> None:
        embedder_id = self._embedder.embedder_id
        for entries in searched_references(session, embedder_id, *only):
            self._gallery.add(entries)

    def _load_symbols(self, session: Session, *only: ColumnElement[bool]) -> None:
        names: dict[int, list[str]] = {}
        for symbol_id, own_names, judging in symbol_rows(session, *only):
            names[symbol_id] = own_names
            self._judging[symbol_id] = judging
        self._gallery.set_symbol_names(names)

    def _load_rejected(self, session: Session, *only: ColumnElement[bool]) -> None:
        found = rejected_looks(session, self._embedder.embedder_id, *only)
        self._rejected.update(found)
