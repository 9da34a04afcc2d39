"""What a reviewer's filter asks of the symbol of a best match, as conditions."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from storage.models import Symbol, SymbolList
from storage.naming import name_key
from storage.records import QueueFilter


def of_symbols(
    symbol_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    wanted: QueueFilter,
) -> list[ColumnElement[bool]]:
    """Return the conditions on a column of symbol ids; none where all are wanted."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.symbol_id is not None:
        conditions.append(symbol_id == wanted.symbol_id)
    if wanted.list_name is not None:
        of_list = (
            select(Symbol.id)
            .join(SymbolList, SymbolList.id == Symbol.list_id)
            .where(SymbolList.name_key == name_key(wanted.list_name))
        )
        conditions.append(symbol_id.in_(of_list))
    return conditions
