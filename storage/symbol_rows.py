"""Symbols and lists as rows: found, checked and added inside a transaction."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.models import Symbol, SymbolList
from storage.naming import clean_name, name_key, search_key, storable
from storage.records import SymbolInput

SEVERITIES = range(1, 6)


def get_symbol_row(session: Session, symbol_id: int) -> Symbol:
    """Return a symbol that was not removed. Raises NotFoundError."""
    symbol = session.get(Symbol, symbol_id)
    if symbol is None or symbol.removed_at is not None:
        raise NotFoundError("There is no such symbol (any more). Choose another.")
    return symbol


def live_symbol(session: Session, symbol_id: int) -> Symbol:
    """Return an enabled symbol. Raises ConflictError if it was disabled."""
    symbol = get_symbol_row(session, symbol_id)
    if not symbol.enabled:
        raise ConflictError(
            f"{symbol.name} was disabled; nothing was saved. Enable it in the gallery "
            "or choose another symbol."
        )
    return symbol


def approved_symbol(session: Session, symbol_id: int) -> Symbol:
    """Return a symbol that does not wait for a curator. Raises ConflictError."""
    symbol = get_symbol_row(session, symbol_id)
    if symbol.proposed:
        raise ConflictError(
            f"{symbol.name} waits for a curator's approval; nothing was saved. Answer "
            "it under Approvals in the gallery first."
        )
    return symbol


def get_list_row(session: Session, name: str) -> SymbolList:
    """Return a list by its name. Raises NotFoundError naming the lists there are."""
    row = session.scalar(
        select(SymbolList).where(SymbolList.name_key == name_key(name))
    )
    if row is None:
        names = ", ".join(session.scalars(select(SymbolList.name)))
        raise NotFoundError(f"There is no list {name}. There are: {names}.")
    return row


def find_symbol_row(session: Session, name: str) -> Symbol | None:
    """Return the symbol of a name, without regard to case, or None."""
    return session.scalar(select(Symbol).where(Symbol.name_key == name_key(name)))


def insert_symbol(
    session: Session, wanted: SymbolInput, *, by: str, at: datetime
) -> Symbol:
    """Add a symbol. Raises ConflictError if the name is taken."""
    name = clean_name(wanted.name, what="symbol")
    check_name_is_free(session, name)
    check_severity(wanted.severity)
    aliases = clean_aliases(wanted.aliases)
    symbol = Symbol(
        name=name,
        name_key=name_key(name),
        aliases=aliases,
        search_key=search_key([name, *aliases]),
        symbol_list=get_list_row(session, wanted.list_name),
        severity=wanted.severity,
        policy_text=storable(wanted.policy_text).strip(),
        enabled=True,
        created_at=at,
        created_by=by,
    )
    session.add(symbol)
    session.flush()
    return symbol


def check_name_is_free(session: Session, name: str) -> None:
    """Raise ConflictError if a symbol has this name already."""
    if (there := find_symbol_row(session, name)) is not None:
        raise ConflictError(
            f"There is a symbol {there.name} on the list {there.symbol_list.name} "
            "already. Add to that one or choose another name."
        )


def check_severity(severity: int | None) -> None:
    """Raise InvalidInputError unless it is None or from 1 to 5."""
    if severity is not None and severity not in SEVERITIES:
        raise InvalidInputError(f"Severity goes from 1 to 5, got {severity}.")


def clean_aliases(aliases: tuple[str, ...]) -> list[str]:
    """Return other names without blanks and repetitions, in order."""
    cleaned = (clean_name(a, what="symbol") for a in aliases if a.strip())
    return list({name_key(alias): alias for alias in cleaned}.values())
