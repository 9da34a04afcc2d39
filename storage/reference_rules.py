"""The rules of a list: which confirmed region becomes a reference, and who approves it.

Inside a caller's session. Owns the rules; what follows from them is written elsewhere.
"""

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.acting import Role, has_role
from storage.models import Reference, Region, SymbolList
from storage.records import Action, Approval, DecisionInput, ReferenceRule
from storage.symbol_rows import get_symbol_row
from storage.workspace import Workspace


def becomes_reference(
    ws: Workspace, session: Session, press: DecisionInput, region: Region
) -> bool:
    """Say whether the crop of a decided region is to become a reference.

    The crop of a new symbol always is: without one, nothing could match it. Raises
    NotFoundError for a symbol that is gone.
    """
    if press.action is Action.NEW_SYMBOL:
        return True
    if press.action is not Action.CONFIRMED or press.symbol_id is None:
        return False
    rule = get_symbol_row(session, press.symbol_id).symbol_list.reference_rule
    if rule is ReferenceRule.NEVER or press.add_reference is False:
        return False
    if rule is ReferenceRule.ALWAYS or press.add_reference:
        return True
    return rule is ReferenceRule.NEW_LOOKS and _looks_new(
        ws, session, press.symbol_id, region
    )


def must_be_approved(own_list: SymbolList) -> bool:
    """Say whether what whoever acts brings into a list waits for a curator."""
    return own_list.approved_by is Approval.CURATOR and not has_role(Role.CURATOR)


def nearest_similarity(
    session: Session, symbol_id: int, region: Region
) -> tuple[list[int], float | None]:
    """Return a symbol's references, most similar to a region first, and how much so.

    The similarity is None where the symbol has no reference of the same embedder.
    """
    rows = session.execute(
        select(Reference.id, Reference.embedding)
        .where(
            Reference.symbol_id == symbol_id,
            Reference.removed_at.is_(None),
            Reference.embedder_id == region.embedder_id,
        )
        .order_by(Reference.id)
    ).all()
    if not rows:
        return [], None
    similarities = np.stack([look for _, look in rows]) @ region.embedding
    order = np.argsort(-similarities, kind="stable")
    return [rows[place][0] for place in order], float(similarities[order[0]])


def _looks_new(ws: Workspace, session: Session, symbol_id: int, region: Region) -> bool:
    _, similarity = nearest_similarity(session, symbol_id, region)
    return similarity is None or similarity < ws.gallery.fallback(session).known
