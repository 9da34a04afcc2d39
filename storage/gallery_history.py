"""The history of the gallery: edits, references and states, newest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from storage.models import (
    ChangeKind,
    GalleryChange,
    GalleryEdit,
    Recorded,
    RecordedState,
    Symbol,
    SymbolList,
)
from storage.records import EditKind, FieldChange, HistoryEntry, HistoryKind, Page
from storage.version_difference import first_version
from storage.workspace import Workspace

_CHANGES = (
    ChangeKind.REFERENCE_ADDED,
    ChangeKind.REFERENCE_REMOVED,
    ChangeKind.SYMBOL_ENABLED,
    ChangeKind.SYMBOL_DISABLED,
    ChangeKind.REEMBEDDED,
)
_EDIT, _CHANGE, _SYMBOL = "edit", "change", "symbol"


def gallery_history(
    ws: Workspace,
    *,
    symbol_id: int | None = None,
    list_id: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Page[HistoryEntry]:
    """Return a page of who changed what, newest first. None means any."""
    parts = [_changes(symbol_id), _symbols(symbol_id), _edits(symbol_id, list_id)]
    rows = union_all(*(parts if list_id is None else parts[2:])).subquery()
    page = select(rows).order_by(rows.c.at.desc(), rows.c.id.desc())
    with ws.reading() as session:
        total = session.execute(select(func.count()).select_from(rows)).scalar_one()
        found = session.execute(page.limit(limit).offset(offset)).all()
        return Page(tuple(_entries(session, found)), total, offset)


def _changes(symbol_id: int | None) -> Select[str, int, datetime, int]:
    """References that came or went together are one entry."""
    change = GalleryChange
    rows = select(
        literal(_CHANGE).label("source"),
        func.min(change.id).label("id"),
        func.max(change.changed_at).label("at"),
        func.count().label("count"),
    ).where(change.kind.in_(_CHANGES))
    if symbol_id is not None:
        rows = rows.where(change.symbol_id == symbol_id)
    else:  # a restore is one entry, and not one for each symbol, too
        restored = exists().where(
            GalleryEdit.kind == EditKind.RESTORED,
            GalleryEdit.gallery_version == change.version,
        )
        rows = rows.where(~restored)
    return rows.group_by(change.version, change.kind, change.symbol_id)


def _symbols(symbol_id: int | None) -> Select[str, int, datetime, int]:
    rows = select(
        literal(_SYMBOL).label("source"),
        Symbol.id.label("id"),
        Symbol.created_at.label("at"),
        literal(0).label("count"),
    )
    return rows if symbol_id is None else rows.where(Symbol.id == symbol_id)


def _edits(
    symbol_id: int | None, list_id: int | None
) -> Select[str, int, datetime, int]:
    rows = select(
        literal(_EDIT).label("source"),
        GalleryEdit.id.label("id"),
        GalleryEdit.edited_at.label("at"),
        literal(0).label("count"),
    )
    if symbol_id is not None:
        rows = rows.where(_is_about(symbol_id))
    return rows if list_id is None else rows.where(GalleryEdit.list_id == list_id)


def _is_about(symbol_id: int) -> ColumnElement[bool]:
    """Whether an edit is of a symbol, or gave it references of another."""
    other = or_(
        GalleryEdit.after["into"].as_integer() == symbol_id,
        GalleryEdit.before["into"].as_integer() == symbol_id,
    )
    return or_(
        GalleryEdit.symbol_id == symbol_id,
        and_(GalleryEdit.kind.in_((EditKind.MERGED, EditKind.SPLIT)), other),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """The rows of one page, and the names of what they are about."""

    edits: Mapping[int, GalleryEdit]
    undone: frozenset[int]
    changes: Mapping[int, GalleryChange]
    symbols: Mapping[int, Symbol]
    lists: Mapping[int, str]
    added_at: Mapping[int, int]


def _entries(session: Session, rows: Sequence[Any]) -> list[HistoryEntry]:
    named = _load(session, rows)
    return [_entry(row, named) for row in rows]


def _load(session: Session, rows: Sequence[Any]) -> _Named:
    ids: dict[str, set[int]] = {_EDIT: set(), _CHANGE: set(), _SYMBOL: set()}
    for row in rows:
        ids[row.source].add(row.id)
    later = aliased(GalleryEdit)
    edits = {
        edit.id: edit
        for edit in session.scalars(
            select(GalleryEdit).where(GalleryEdit.id.in_(ids[_EDIT]))
        )
    }
    undone = session.scalars(
        select(GalleryEdit.id).where(
            GalleryEdit.id.in_(ids[_EDIT]),
            exists().where(later.undoes_id == GalleryEdit.id),
        )
    )
    changes = {
        change.id: change
        for change in session.scalars(
            select(GalleryChange).where(GalleryChange.id.in_(ids[_CHANGE]))
        )
    }
    about = {edit.symbol_id for edit in edits.values()}
    about |= {change.symbol_id for change in changes.values()} | ids[_SYMBOL]
    symbols = session.scalars(select(Symbol).where(Symbol.id.in_(about - {None})))
    lists = session.execute(select(SymbolList.id, SymbolList.name))
    return _Named(
        edits=edits,
        undone=frozenset(undone),
        changes=changes,
        symbols={symbol.id: symbol for symbol in symbols},
        lists={list_id: name for list_id, name in lists},
        added_at=_added_at(session, ids[_SYMBOL]),
    )


def _added_at(session: Session, symbol_ids: Collection[int]) -> dict[int, int]:
    """Return the versions that symbols were added with, where that is recorded."""
    rows = (
        select(RecordedState.owner_id, func.min(RecordedState.version))
        .where(
            RecordedState.owner == Recorded.SYMBOL,
            RecordedState.owner_id.in_(symbol_ids),
        )
        .group_by(RecordedState.owner_id)
    )
    first = first_version(session)
    return {i: version for i, version in session.execute(rows) if version > first}


def _entry(row: Any, named: _Named) -> HistoryEntry:
    if row.source == _EDIT:
        return _of_edit(named.edits[row.id], named)
    if row.source == _CHANGE:
        return _of_change(named.changes[row.id], row.count, named)
    symbol = named.symbols[row.id]
    return HistoryEntry(
        kind=HistoryKind.SYMBOL_ADDED,
        at=symbol.created_at,
        by=symbol.created_by,
        symbol_id=_live_id(symbol),
        symbol_name=symbol.name,
        list_id=None,
        list_name="",
        count=0,
        fields=(),
        edit_id=None,
        decision_id=None,
        undoes=False,
        undone=symbol.removed_at is not None,
        version=named.added_at.get(row.id),
    )


def _of_edit(edit: GalleryEdit, named: _Named) -> HistoryEntry:
    symbol = named.symbols.get(edit.symbol_id or 0)
    return HistoryEntry(
        kind=HistoryKind(edit.kind.value),
        at=edit.edited_at,
        by=edit.edited_by,
        symbol_id=_live_id(symbol),
        symbol_name="" if symbol is None else symbol.name,
        list_id=edit.list_id,
        list_name=named.lists.get(edit.list_id or 0, ""),
        count=len((edit.after or {}).get("moved", ())),
        fields=_fields(edit),
        edit_id=edit.id,
        decision_id=None,
        undoes=edit.undoes_id is not None,
        undone=edit.id in named.undone,
        version=edit.gallery_version,
    )


def _of_change(change: GalleryChange, count: int, named: _Named) -> HistoryEntry:
    symbol = named.symbols.get(change.symbol_id or 0)
    return HistoryEntry(
        kind=HistoryKind(change.kind.value),
        at=change.changed_at,
        by=change.changed_by,
        symbol_id=_live_id(symbol),
        symbol_name="" if symbol is None else symbol.name,
        list_id=None,
        list_name="",
        count=count,
        fields=(),
        edit_id=None,
        decision_id=change.decision_id,
        undoes=False,
        undone=False,
        version=change.version,
    )


def _live_id(symbol: Symbol | None) -> int | None:
    """Return the id of a symbol that has a page still."""
    return None if symbol is None or symbol.removed_at is not None else symbol.id


def _fields(edit: GalleryEdit) -> tuple[FieldChange, ...]:
    before, after = edit.before or {}, edit.after or {}
    names = list(dict.fromkeys([*before, *after]))
    return tuple(
        FieldChange(name, _text(before.get(name)), _text(after.get(name)))
        for name in names
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
