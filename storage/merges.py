"""Which symbols are part of which others: what was said of one holds for the other."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import SymbolMerge

NO_MERGES: Final[Mapping[int, int]] = {}


def merged_symbols(session: Session) -> dict[int, int]:
    """Return, for each symbol that was merged, the one that it is part of now."""
    rows = session.execute(select(SymbolMerge.symbol_id, SymbolMerge.into_id))
    return {symbol_id: into_id for symbol_id, into_id in rows}
