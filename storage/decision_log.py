"""What was decided, to look through and to export: one query for both."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from storage.case_views import decision_records
from storage.models import Decision, Image, Region, Symbol, SymbolList
from storage.naming import like, name_key, storable
from storage.records import (
    Action,
    DecisionFilter,
    DecisionRecord,
    DecisionRow,
    Page,
)
from storage.workspace import Workspace

EVERYTHING = DecisionFilter()
_ROWS = 1000
_Later = aliased(Decision)


def list_decisions(
    ws: Workspace,
    wanted: DecisionFilter = EVERYTHING,
    *,
    limit: int = 50,
    offset: int = 0,
) -> Page[DecisionRow]:
    """Return a page of decisions, newest first."""
    newest = _rows(wanted).order_by(Decision.id.desc()).limit(limit).offset(offset)
    with ws.reading() as session:
        total = session.execute(
            select(func.count()).select_from(_rows(wanted).subquery())
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
        .where(~_is_undone())
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
    oldest = _rows(wanted).order_by(Decision.id).execution_options(yield_per=_ROWS)
    with ws.reading() as session:
        for row in session.execute(oldest):
            yield DecisionRow(*row)


def rows_of_images(
    session: Session, image_ids: Sequence[int], wanted: DecisionFilter
) -> list[DecisionRow]:
    """Return the decisions of images, oldest first, inside a caller's session."""
    rows = _rows(wanted).where(Decision.image_id.in_(image_ids)).order_by(Decision.id)
    return [DecisionRow(*row) for row in session.execute(rows)]


def rows_by_id(session: Session, decision_ids: Sequence[int]) -> list[DecisionRow]:
    """Return decisions by id, oldest first, inside a caller's session."""
    rows = _rows(EVERYTHING).where(Decision.id.in_(decision_ids)).order_by(Decision.id)
    return [DecisionRow(*row) for row in session.execute(rows)]


def decisions_after(ws: Workspace, after: int, *, limit: int) -> list[DecisionRow]:
    """Return decisions of higher ids, oldest first, at most so many.

    A decision is written while its gallery is held, so ids become visible in their
    order: who reads on from the last id misses none.
    """
    rows = _rows(EVERYTHING).where(Decision.id > after).order_by(Decision.id)
    with ws.reading() as session:
        return [DecisionRow(*row) for row in session.execute(rows.limit(limit))]


def _is_undone() -> ColumnElement[bool]:
    return exists().where(_Later.undoes_id == Decision.id)


def _rows(wanted: DecisionFilter) -> Select[*tuple[Any, ...]]:
    """Select the columns of DecisionRow, in its order."""
    rows = (
        select(
            Decision.id,
            Decision.case_id,
            Image.id,
            Image.sha256,
            Image.name,
            Image.product_id,
            Image.title,
            Image.source_uri,
            Region.id,
            Region.x0,
            Region.y0,
            Region.x1,
            Region.y1,
            func.coalesce(Region.text, ""),
            Decision.action,
            Symbol.id,
            func.coalesce(Symbol.name, ""),
            func.coalesce(SymbolList.name, ""),
            func.coalesce(Symbol.severity, SymbolList.severity),
            Decision.reviewer,
            Decision.decided_at,
            Decision.seconds,
            Decision.similarity,
            Decision.rank,
            Decision.probability,
            Decision.threshold_uncertain,
            Decision.threshold_known,
            Decision.reason,
            Decision.note,
            Decision.undoes_id,
            case((_is_undone(), True), else_=False),
            Decision.added_reference_id,
            Decision.detector_id,
            Decision.embedder_id,
            Decision.gallery_version,
        )
        .join(Image, Image.id == Decision.image_id)
        .outerjoin(Region, Region.id == Decision.region_id)
        .outerjoin(Symbol, Symbol.id == Decision.symbol_id)
        .outerjoin(SymbolList, SymbolList.id == Symbol.list_id)
    )
    return rows.where(*_conditions(wanted))


def _conditions(wanted: DecisionFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.reviewer is not None:
        yield Decision.reviewer == storable(wanted.reviewer)
    if wanted.action is not None:
        yield Decision.action == wanted.action
    if wanted.list_name is not None:
        yield SymbolList.name_key == name_key(wanted.list_name)
    if wanted.symbol_query:
        yield Symbol.search_key.like(like(wanted.symbol_query), escape="!")
    if wanted.product_query:
        yield _of_product(wanted.product_query)
    if wanted.since is not None:
        yield Decision.decided_at >= wanted.since
    if wanted.until is not None:
        yield Decision.decided_at < wanted.until
    if not wanted.include_undone:
        yield ~_is_undone() & (Decision.action != Action.UNDONE)


def _of_product(query: str) -> ColumnElement[bool]:
    pattern = like(query)
    found = [
        func.lower(column).like(pattern, escape="!")
        for column in (Image.product_id, Image.title, Image.name)
    ]
    return found[0] | found[1] | found[2]
