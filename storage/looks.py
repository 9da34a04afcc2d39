"""What the machine showed of a region, kept: for others to see the same of it.

Without it the next person would see what the first one's answer did to the gallery: a
reference that is this very crop, or a match that was refused.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import MatchRow, Symbol, SymbolList
from storage.models.quality import Look
from storage.symbol_views import severity_of

_COLUMNS = (
    "rank",
    "symbol_id",
    "reference_id",
    "similarity",
    "visual_similarity",
    "text_similarity",
    "context_similarity",
    "probability",
    "rejected_before",
)


def stored_look(session: Session, region_id: int) -> Look:
    """Return what is stored of a region's matches now, best first."""
    rows = session.scalars(
        select(MatchRow).where(MatchRow.region_id == region_id).order_by(MatchRow.rank)
    )
    return look_of(rows.all())


def look_of(rows: Sequence[MatchRow]) -> Look:
    """Keep matches as plain values."""
    return [{name: getattr(row, name) for name in _COLUMNS} for row in rows]


def rows_of(look: Look, region_id: int) -> list[MatchRow]:
    """Return matches as they were; rows that belong to no session."""
    return [MatchRow(region_id=region_id, **match) for match in look]


def best_symbol(look: Look) -> int | None:
    """Return the symbol of the best match, None where there is no match."""
    return look[0]["symbol_id"] if look else None


def severity(session: Session, symbol_ids: Sequence[int]) -> int:
    """Return how severe the most severe of symbols is; 0 of none."""
    rows = session.execute(
        select(Symbol, SymbolList)
        .join(SymbolList, SymbolList.id == Symbol.list_id)
        .where(Symbol.id.in_(symbol_ids))
    )
    return max((severity_of(symbol, own_list) for symbol, own_list in rows), default=0)
