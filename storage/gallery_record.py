"""The record of what the gallery was at every version, kept in each transaction itself.

Use cases need not think of it: it listens to what their sessions write, as the audit
log does. A change that raised no version of its own raises one here. Statements that
pass the session by (`update(...)`) are not heard: the gallery's rows are changed as
objects.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import event, func, insert, select, update
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from storage.gallery_log import raised_version, record_changes
from storage.models import (
    GalleryEdit,
    Recorded,
    RecordedState,
    Reference,
    Symbol,
    SymbolList,
    SymbolMerge,
)

Fields = dict[str, Any]
Owner = tuple[Recorded, int]

LIST_FIELDS: Final = (
    "name",
    "purpose",
    "severity",
    "policy_text",
    "threshold_uncertain",
    "threshold_known",
    "reference_rule",
    "approved_by",
    "blurred",
    "greyscale",
)
SYMBOL_FIELDS: Final = (
    "name",
    "aliases",
    "list_id",
    "severity",
    "policy_text",
    "threshold_uncertain",
    "threshold_known",
    "enabled",
    "proposed",
)
_AT_ONCE = 1000
_OWNERS = "markwatch.recorded_owners"
_EDITS = "markwatch.recorded_edits"


def keep_record(writing: "sessionmaker[Session]", now: Callable[[], datetime]) -> None:
    """Let every session of this maker record what it makes of the gallery."""

    def collect(session: Session, context: UOWTransaction) -> None:
        rows = (*session.new, *session.dirty, *session.deleted)
        owners = {owner for row in rows if (owner := _owner(row)) is not None}
        session.info.setdefault(_OWNERS, set()).update(owners)
        edits = {row.id for row in session.new if isinstance(row, GalleryEdit)}
        session.info.setdefault(_EDITS, set()).update(edits)

    def write(session: Session) -> None:
        session.flush()
        _write(session, at=now())

    event.listen(writing, "after_flush", collect)
    event.listen(writing, "before_commit", write)


def states_at(
    session: Session, owner: Recorded, version: int | None = None
) -> dict[int, Fields]:
    """Return, by id, what rows were at a version; None: the newest that is recorded."""
    newest = select(RecordedState.owner_id, func.max(RecordedState.version)).where(
        RecordedState.owner == owner
    )
    if version is not None:
        newest = newest.where(RecordedState.version <= version)
    last = newest.group_by(RecordedState.owner_id).subquery()
    rows = select(RecordedState.owner_id, RecordedState.fields).join(
        last,
        (RecordedState.owner_id == last.c[0]) & (RecordedState.version == last.c[1]),
    )
    found = session.execute(rows.where(RecordedState.owner == owner))
    return {owner_id: fields for owner_id, fields in found}


def _owner(row: object) -> Owner | None:
    if isinstance(row, SymbolList):
        return Recorded.LIST, row.id
    if isinstance(row, Symbol):
        return Recorded.SYMBOL, row.id
    if isinstance(row, SymbolMerge):
        return Recorded.SYMBOL, row.symbol_id
    return (Recorded.REFERENCE, row.id) if isinstance(row, Reference) else None


def _write(session: Session, *, at: datetime) -> None:
    owners: set[Owner] = session.info.pop(_OWNERS, set())
    edit_ids: set[int] = session.info.pop(_EDITS, set())
    changed = _changed(session, owners)
    if not changed and not edit_ids:
        return
    version = raised_version(session)
    if version is None:
        version = record_changes(session, [], by="", at=at)
    if changed:
        rows = [
            {
                "owner": owner,
                "owner_id": owner_id,
                "version": version,
                "fields": fields,
                "recorded_at": at,
            }
            for (owner, owner_id), fields in changed.items()
        ]
        session.execute(insert(RecordedState), rows)
    if edit_ids:
        session.execute(
            update(GalleryEdit)
            .where(GalleryEdit.id.in_(edit_ids))
            .values(gallery_version=version)
            .execution_options(synchronize_session=False)
        )


def _changed(session: Session, owners: Iterable[Owner]) -> dict[Owner, Fields]:
    """Return the states that differ from those recorded last."""
    ids: dict[Recorded, list[int]] = defaultdict(list)
    for owner, owner_id in sorted(owners):
        ids[owner].append(owner_id)
    found: dict[Owner, Fields] = {}
    for owner, own_ids in ids.items():
        for start in range(0, len(own_ids), _AT_ONCE):
            part = own_ids[start : start + _AT_ONCE]
            before = _last(session, owner, part)
            for owner_id, fields in _now(session, owner, part).items():
                if before.get(owner_id) != fields:
                    found[owner, owner_id] = fields
    return found


def _last(
    session: Session, owner: Recorded, owner_ids: Collection[int]
) -> dict[int, Fields]:
    rows = (
        select(RecordedState.owner_id, RecordedState.fields)
        .where(RecordedState.owner == owner, RecordedState.owner_id.in_(owner_ids))
        .order_by(RecordedState.version)
    )
    return {owner_id: fields for owner_id, fields in session.execute(rows)}


def _now(
    session: Session, owner: Recorded, owner_ids: Sequence[int]
) -> Mapping[int, Fields]:
    if owner is Recorded.LIST:
        lists = session.scalars(select(SymbolList).where(SymbolList.id.in_(owner_ids)))
        return {row.id: _plain(row, LIST_FIELDS) for row in lists}
    if owner is Recorded.REFERENCE:
        references = session.execute(
            select(Reference.id, Reference.symbol_id, Reference.removed_at).where(
                Reference.id.in_(owner_ids)
            )
        )
        return {
            reference_id: {"symbol_id": symbol_id, "live": removed_at is None}
            for reference_id, symbol_id, removed_at in references
        }
    into = {
        symbol_id: into_id
        for symbol_id, into_id in session.execute(
            select(SymbolMerge.symbol_id, SymbolMerge.into_id).where(
                SymbolMerge.symbol_id.in_(owner_ids)
            )
        )
    }
    symbols = session.scalars(select(Symbol).where(Symbol.id.in_(owner_ids)))
    return {
        row.id: _plain(row, SYMBOL_FIELDS)
        | {"live": row.removed_at is None, "merged_into": into.get(row.id)}
        for row in symbols
    }


def _plain(row: Symbol | SymbolList, names: Sequence[str]) -> Fields:
    return {name: _value(getattr(row, name)) for name in names}


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value
