"""What was decided, to look through and to export: one query for both."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, func, or_, select

from storage.acting import Person
from storage.case_views import decision_records
from storage.decision_rows import EVERYTHING, is_undone, select_rows
from storage.hiding import as_seen_by, hidden_rows
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
    seen_by: Person | None = None,
) -> Page[DecisionRow]:
    """Return a page of decisions, newest first.

    seen_by: leave out what this person must not see yet; None sees all.
    """
    found = select_rows(wanted).where(~hidden_rows(seen_by))
    newest = found.order_by(Decision.id.desc()).limit(limit).offset(offset)
    with ws.reading() as session:
        total = session.execute(
            select(func.count()).select_from(found.subquery())
        ).scalar_one()
        rows = tuple(_row(row, seen_by) for row in session.execute(newest))
        return Page(rows, total, offset)


def _row(row: Row[*tuple[Any, ...]], seen_by: Person | None) -> DecisionRow:
    return as_seen_by(DecisionRow(*row), seen_by)


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


def stream_decisions(
    ws: Workspace, wanted: DecisionFilter, *, seen_by: Person | None = None
) -> Iterator[DecisionRow]:
    """Yield decisions, oldest first, without ever holding all of them.

    seen_by: like `list_decisions`.
    """
    oldest = (
        select_rows(wanted)
        .where(~hidden_rows(seen_by))
        .order_by(Decision.id)
        .execution_options(yield_per=_ROWS)
    )
    with ws.reading() as session:
        for row in session.execute(oldest):
            yield _row(row, seen_by)


def decisions_after(
    ws: Workspace, after: int, *, limit: int, seen_by: Person | None = None
) -> list[DecisionRow]:
    """Return decisions of higher ids, oldest first, at most so many.

    A decision is written while its gallery is held, so ids become visible in their
    order: who reads on from the last id misses none. seen_by: like `list_decisions`;
    a reviewer misses what was out of sight then.
    """
    rows = (
        select_rows(EVERYTHING)
        .where(Decision.id > after, ~hidden_rows(seen_by))
        .order_by(Decision.id)
    )
    with ws.reading() as session:
        return [_row(row, seen_by) for row in session.execute(rows.limit(limit))]
