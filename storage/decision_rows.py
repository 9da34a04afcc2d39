"""Decisions as rows of a table: the one query for lists, exports and what is sent.

Inside a caller's session; knows no workspace.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from storage.decision_kinds import EFFECTIVE
from storage.models import Decision, Image, Region, Symbol, SymbolList
from storage.naming import like, name_key, storable
from storage.records import Action, DecisionFilter, DecisionRow

COLUMNS = tuple(field.name for field in fields(DecisionRow))
EVERYTHING = DecisionFilter()
_Later = aliased(Decision)


def rows_of_images(
    session: Session, image_ids: Sequence[int], wanted: DecisionFilter
) -> list[DecisionRow]:
    """Return what was said of images, oldest first, inside a caller's session.

    What only checks who said it is no part of it.
    """
    rows = (
        select_rows(wanted)
        .where(Decision.image_id.in_(image_ids), Decision.kind.in_(EFFECTIVE))
        .order_by(Decision.id)
    )
    return [DecisionRow(*row) for row in session.execute(rows)]


def rows_by_id(session: Session, decision_ids: Sequence[int]) -> list[DecisionRow]:
    """Return decisions by id, oldest first, inside a caller's session."""
    rows = (
        select_rows(EVERYTHING)
        .where(Decision.id.in_(decision_ids))
        .order_by(Decision.id)
    )
    return [DecisionRow(*row) for row in session.execute(rows)]


def plain_row(row: DecisionRow) -> dict[str, object]:
    """Return a row by column, of what JSON knows: times as ISO 8601 in UTC."""
    return {name: _plain(getattr(row, name)) for name in COLUMNS}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    return value.value if isinstance(value, Enum) else value


def is_undone() -> ColumnElement[bool]:
    """Say whether a later decision took one back."""
    return exists().where(_Later.undoes_id == Decision.id)


def select_rows(wanted: DecisionFilter) -> Select[*tuple[Any, ...]]:
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
            case((is_undone(), True), else_=False),
            Decision.added_reference_id,
            Decision.detector_id,
            Decision.embedder_id,
            Decision.gallery_version,
            Decision.kind,
            Decision.proposed_symbol,
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
        yield ~is_undone() & (Decision.action != Action.UNDONE)


def _of_product(query: str) -> ColumnElement[bool]:
    pattern = like(query)
    found = [
        func.lower(column).like(pattern, escape="!")
        for column in (Image.product_id, Image.title, Image.name)
    ]
    return found[0] | found[1] | found[2]
