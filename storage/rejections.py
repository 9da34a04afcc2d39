"""Which looks do not come back for which symbols: what follows from the decisions."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.case_views import standing_decisions
from storage.gallery_log import Change
from storage.merges import symbol_parts
from storage.models import ChangeKind, Rejection
from storage.records import Action

_SAYS_IT_IS = (Action.CONFIRMED, Action.NEW_SYMBOL)


def derive_rejections(session: Session, region_id: int) -> list[Change]:
    """Bring the rejected looks of a region in line with what was said of it.

    A later confirmation takes an earlier refusal of the same symbol back. What was
    said of a symbol that was merged or split holds for what has become of it.
    """
    parts = symbol_parts(session)
    rejected: set[int] = set()
    for decision in standing_decisions(session, [region_id]):
        if decision.action in _SAYS_IT_IS and decision.symbol_id is not None:
            rejected -= parts.of(decision.symbol_id, decision_id=decision.id)
        for symbol_id in decision.refused_symbol_ids:
            rejected |= parts.of(symbol_id, decision_id=decision.id)
    rows = select(Rejection.symbol_id).where(Rejection.region_id == region_id)
    before = set(session.scalars(rows))
    for symbol_id in rejected - before:
        session.add(Rejection(region_id=region_id, symbol_id=symbol_id))
    session.execute(
        delete(Rejection).where(
            Rejection.region_id == region_id, Rejection.symbol_id.in_(before - rejected)
        )
    )
    session.flush()
    return [
        Change(kind, symbol_id=symbol_id, region_id=region_id)
        for kind, symbol_ids in (
            (ChangeKind.LOOK_REJECTED, rejected - before),
            (ChangeKind.LOOK_RESTORED, before - rejected),
        )
        for symbol_id in sorted(symbol_ids)
    ]
