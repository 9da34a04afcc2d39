"""What the gallery in memory reads of the database: what is searched, and how judged.

Inside a caller's session. Owns the queries; what is kept of them is in `live_gallery`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from recognizer.gallery import GalleryEntry
from recognizer.types import Embeddings, Thresholds
from storage.models import Reference, Region, Rejection, Symbol, SymbolList
from storage.symbol_views import severity_of
from storage.thresholds import effective_of_symbol

_ROWS = 5000

Look = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judging:
    """What a symbol's matches are judged and ordered by."""

    thresholds: Thresholds
    severity: int


@dataclass(frozen=True, slots=True, eq=False)
class RejectedLooks:
    """The looks that are not a symbol: their regions, and (N, D) embeddings."""

    region_ids: frozenset[int]
    looks: Embeddings


def searched_count(session: Session, embedder_id: str) -> int:
    """Return how many references are searched."""
    rows = select(func.count(Reference.id)).join(
        Symbol, Symbol.id == Reference.symbol_id
    )
    return session.execute(rows.where(_searched(embedder_id))).scalar_one()


def searched_references(
    session: Session, embedder_id: str, *only: ColumnElement[bool]
) -> Iterator[list[GalleryEntry]]:
    """Yield the references that are searched, part by part."""
    rows = select(
        Reference.id, Reference.symbol_id, Reference.embedding, Reference.text
    ).join(Symbol, Symbol.id == Reference.symbol_id)
    found = session.execute(
        rows.where(_searched(embedder_id), *only).execution_options(yield_per=_ROWS)
    )
    for part in found.partitions():
        yield [GalleryEntry(*row) for row in part]


def symbol_rows(
    session: Session, *only: ColumnElement[bool]
) -> Iterator[tuple[int, list[str], Judging]]:
    """Yield, for each symbol, its id, its names, and what it is judged by."""
    rows = select(Symbol, SymbolList).join(SymbolList, SymbolList.id == Symbol.list_id)
    for symbol, own_list in session.execute(rows.where(*only)):
        judging = Judging(
            effective_of_symbol(symbol, own_list).thresholds,
            severity_of(symbol, own_list),
        )
        yield symbol.id, [symbol.name, *symbol.aliases], judging


def rejected_looks(
    session: Session, embedder_id: str, *only: ColumnElement[bool]
) -> dict[int, RejectedLooks]:
    """Return, by symbol, the looks that people rejected for it."""
    rows = (
        select(Rejection.symbol_id, Rejection.region_id, Region.embedding)
        .join(Region, Region.id == Rejection.region_id)
        .where(Region.embedder_id == embedder_id, *only)
    )
    found: dict[int, dict[int, Look]] = defaultdict(dict)
    for symbol_id, region_id, embedding in session.execute(rows):
        found[symbol_id][region_id] = embedding
    return {
        symbol_id: RejectedLooks(frozenset(looks), np.stack(list(looks.values())))
        for symbol_id, looks in found.items()
    }


def _searched(embedder_id: str) -> ColumnElement[bool]:
    return (
        Reference.removed_at.is_(None)
        & Symbol.removed_at.is_(None)
        & Symbol.enabled.is_(True)
        & (Reference.embedder_id == embedder_id)
    )
