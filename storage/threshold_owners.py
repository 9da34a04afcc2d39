"""Lists and symbols as owners of thresholds: found, shown, and whom they concern."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.embedder_in_use import embedder_in_use
from storage.errors import NotFoundError
from storage.models import Symbol, SymbolList
from storage.records import OwnedThresholds, OwnerKind, ThresholdOwner
from storage.symbol_rows import get_symbol_row
from storage.thresholds import DEFAULT, effective_of_list, own_thresholds
from storage.workspace import Workspace


def owned_thresholds(
    ws: Workspace, session: Session, owner: ThresholdOwner
) -> OwnedThresholds:
    """Return the thresholds of a list or a symbol. Raises NotFoundError."""
    row = owner_row(session, owner)
    inherited = (
        effective_of_list(row.symbol_list) if isinstance(row, Symbol) else DEFAULT
    )
    embedder_id = embedder_in_use(session).embedder_id
    return OwnedThresholds(
        owner=owner,
        name=row.name,
        own=own_thresholds(row),
        inherited=inherited,
        calibrated=ws.calibrations.find(embedder_id) is not None,
    )


def owner_row(session: Session, owner: ThresholdOwner) -> Symbol | SymbolList:
    """Return the list or the symbol. Raises NotFoundError."""
    if owner.kind is OwnerKind.SYMBOL:
        return get_symbol_row(session, owner.id)
    row = session.get(SymbolList, owner.id)
    if row is None:
        raise NotFoundError("There is no such list. Choose another.")
    return row


def concerned_symbols(session: Session, owner: ThresholdOwner) -> set[int]:
    """Return the symbols whose matches an owner's thresholds judge.

    Of a list: those that set none themselves.
    """
    if owner.kind is OwnerKind.SYMBOL:
        return {owner.id}
    rows = select(Symbol.id).where(
        Symbol.list_id == owner.id,
        Symbol.removed_at.is_(None),
        Symbol.threshold_uncertain.is_(None),
    )
    return set(session.scalars(rows))
