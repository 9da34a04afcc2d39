"""How much each reference of a symbol is worth: how often it was best, right, wrong."""

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from recognizer.types import Verdict
from storage.decision_kinds import EFFECTIVE
from storage.models import Decision, MatchRow, Proposal, Reference, Region, Rejection
from storage.records import Action, ReferenceUse
from storage.symbol_rows import get_symbol_row
from storage.workspace import Workspace


def reference_use(ws: Workspace, symbol_id: int) -> tuple[ReferenceUse, ...]:
    """Return how the references of a symbol were used, most often the best first.

    A region that became a reference itself does not speak for it. Raises NotFoundError.
    """
    with ws.reading() as session:
        get_symbol_row(session, symbol_id)
        ids = session.scalars(
            select(Reference.id)
            .where(Reference.symbol_id == symbol_id, Reference.removed_at.is_(None))
            .order_by(Reference.id)
        ).all()
        best, confirmed, rejected = (
            {reference_id: count for reference_id, count in session.execute(rows)}
            for rows in (_best(symbol_id), _confirmed(symbol_id), _rejected(symbol_id))
        )
    used = (
        ReferenceUse(
            reference_id=i,
            best=best.get(i, 0),
            confirmed=confirmed.get(i, 0),
            rejected=rejected.get(i, 0),
        )
        for i in ids
    )
    return tuple(sorted(used, key=lambda one: (-one.best, one.reference_id)))


Counts = Select[int, int]


def _matches(symbol_id: int) -> Counts:
    """Count matches by reference, but for regions that are the reference."""
    itself = aliased(Decision)
    return (
        select(MatchRow.reference_id, func.count())
        .join(Region, Region.id == MatchRow.region_id)
        .where(
            MatchRow.symbol_id == symbol_id,
            Region.removed_at.is_(None),
            ~exists().where(
                itself.added_reference_id == MatchRow.reference_id,
                itself.region_id == MatchRow.region_id,
            ),
            ~exists().where(
                Proposal.reference_id == MatchRow.reference_id,
                Proposal.region_id == MatchRow.region_id,
            ),
        )
        .group_by(MatchRow.reference_id)
    )


def _best(symbol_id: int) -> Counts:
    return _matches(symbol_id).where(
        MatchRow.rank == 1,
        MatchRow.rejected_before.is_(False),
        Region.verdict != Verdict.UNKNOWN,
    )


def _confirmed(symbol_id: int) -> Counts:
    said, later = aliased(Decision), aliased(Decision)
    return _matches(symbol_id).where(
        exists().where(
            said.region_id == MatchRow.region_id,
            said.action == Action.CONFIRMED,
            said.symbol_id == symbol_id,
            said.kind.in_(EFFECTIVE),
            ~exists().where(later.undoes_id == said.id),
        )
    )


def _rejected(symbol_id: int) -> Counts:
    return _matches(symbol_id).where(
        exists().where(
            Rejection.region_id == MatchRow.region_id, Rejection.symbol_id == symbol_id
        )
    )
