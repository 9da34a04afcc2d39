"""Lists: named sets of symbols with one purpose."""

from sqlalchemy import func, select

from storage.errors import ConflictError
from storage.models import Symbol, SymbolList
from storage.naming import clean_name, name_key
from storage.records import ListView
from storage.symbol_rows import check_severity
from storage.symbol_views import list_view
from storage.workspace import Workspace


def list_lists(ws: Workspace) -> tuple[ListView, ...]:
    """Return all lists, oldest first, with how many symbols are on each."""
    counts = (
        select(Symbol.list_id, func.count())
        .where(Symbol.removed_at.is_(None))
        .group_by(Symbol.list_id)
    )
    with ws.reading() as session:
        by_list = {list_id: count for list_id, count in session.execute(counts)}
        rows = session.scalars(select(SymbolList).order_by(SymbolList.id))
        return tuple(
            list_view(row, symbol_count=by_list.get(row.id, 0)) for row in rows
        )


def add_list(
    ws: Workspace,
    name: str,
    *,
    severity: int = 3,
    policy_text: str = "",
    confirmed_becomes_reference: bool = False,
) -> ListView:
    """Add a list. Raises ConflictError if its name is taken."""
    cleaned = clean_name(name, what="list")
    check_severity(severity)
    with ws.writing() as session:
        key = name_key(cleaned)
        if session.scalar(select(SymbolList.id).where(SymbolList.name_key == key)):
            raise ConflictError(f"There is a list {cleaned} already.")
        row = SymbolList(
            name=cleaned,
            name_key=key,
            severity=severity,
            policy_text=policy_text.strip(),
            confirmed_becomes_reference=confirmed_becomes_reference,
            created_at=ws.now(),
        )
        session.add(row)
        session.flush()
        return list_view(row, symbol_count=0)
