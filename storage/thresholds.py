"""Which thresholds apply: a symbol's own, else its list's, else the default.

They are probabilities, set in pairs. Reads them; storage.threshold_changes sets them.
"""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.types import Thresholds
from recognizer.verdict import DEFAULT_THRESHOLDS
from storage.models import Symbol, SymbolList
from storage.records import EffectiveThresholds, OwnerKind

DEFAULT = EffectiveThresholds(DEFAULT_THRESHOLDS, OwnerKind.DEFAULT)
LEAST = 0.05  # what is less likely than that is not looked for among stored regions


def own_thresholds(row: Symbol | SymbolList) -> Thresholds | None:
    """Return what a symbol or a list sets itself; None if it takes over others."""
    if row.threshold_uncertain is None or row.threshold_known is None:
        return None
    return Thresholds(row.threshold_uncertain, row.threshold_known)


def effective_of_list(own_list: SymbolList) -> EffectiveThresholds:
    """Return what applies to the symbols of a list that set none themselves."""
    own = own_thresholds(own_list)
    return DEFAULT if own is None else EffectiveThresholds(own, OwnerKind.LIST)


def effective_of_symbol(symbol: Symbol, own_list: SymbolList) -> EffectiveThresholds:
    """Return what a symbol's matches are judged by."""
    own = own_thresholds(symbol)
    if own is None:
        return effective_of_list(own_list)
    return EffectiveThresholds(own, OwnerKind.SYMBOL)


def effective_thresholds(
    session: Session, symbol_ids: Collection[int]
) -> dict[int, EffectiveThresholds]:
    """Return what the matches of symbols are judged by, by symbol id."""
    rows = select(Symbol, SymbolList).join(SymbolList, SymbolList.id == Symbol.list_id)
    found = session.execute(rows.where(Symbol.id.in_(symbol_ids)))
    return {
        symbol.id: effective_of_symbol(symbol, own_list) for symbol, own_list in found
    }
