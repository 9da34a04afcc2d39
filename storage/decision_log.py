"""What was decided, to look through and to export: one query for both."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from storage.case_views import decision_records
from storage.decision_rows import EVERYTHING, is_undone, select_rows
from storage.models import Decision
from storage.records import (
    Action,
    DecisionFilter,
    DecisionRecord,
    DecisionRow,
    Page,
)
from storage.workspace import Workspace

_ROWS = 1000


def list_decisions(
    ws: Workspace,
    wanted: DecisionFilter = EVERYTHING,
    *,
    limit: int = 50,
    offset: int = 0,
) -> Page[DecisionRow]:
    """Return a page of decisions, newest first."""
    newest = (
        select_rows(wanted).order_by(Decision.id.desc()).limit(limit).offset(offset)
    )
    with ws.reading() as session:
        total = session.execute(
            select(func.count()).select_from(select_rows(wanted).subquery())
        ).scalar_one()
        rows = tuple(DecisionRow(*row) for row in session.execute(newest))
        return Page(rows, total, offset)


def last_decisions(
    ws: Workspace, *, reviewer: str, limit: int = 20
) -> tuple[DecisionRecord, ...]:
    """Return what a reviewer decided last and can undo, newest first.

    What was decided together is one of them.
    """
    standing = (
        select(Decision)
        .where(Decision.reviewer == reviewer, Decision.action != Action.UNDONE)
        .where(~is_undone())
        .where(
            or_(Decision.group_id.is_(None), Decision.group_id == Decision.request_id)
        )
        .order_by(Decision.id.desc())
        .limit(limit)
    )
    with ws.reading() as session:
        return tuple(decision_records(session, session.scalars(standing).all()))


def stream_decisions(ws: Workspace, wanted: DecisionFilter) -> Iterator[DecisionRow]:
    """Yield decisions, oldest first, without ever holding all of them."""
    oldest = (
        select_rows(wanted).order_by(Decision.id).execution_options(yield_per=_ROWS)
    )
    with ws.reading() as session:
        for row in session.execute(oldest):
            yield DecisionRow(*row)


def decisions_after(ws: Workspace, after: int, *, limit: int) -> list[DecisionRow]:
    """Return decisions of higher ids, oldest first, at most so many.

    A decision is written while its gallery is held, so ids become visible in their
    order: who reads on from the last id misses none.
    """
    rows = select_rows(EVERYTHING).where(Decision.id > after).order_by(Decision.id)
    with ws.reading() as session:
        return [DecisionRow(*row) for row in session.execute(rows.limit(limit))]
