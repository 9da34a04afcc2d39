"""Making a symbol of a part of another, and taking it back.

Some references of a symbol go to a new one, or to one that is there. Decisions stay as
they were said; a region that became a reference follows it. What was refused for the
symbol stays refused for the new one, too.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.acting import Role, check_role
from storage.errors import ConflictError, InvalidInputError
from storage.gallery_edits import record_edit, undoable_edit
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.hunting import follow_up
from storage.merging import take_in
from storage.models import (
    ChangeKind,
    Decision,
    GalleryEdit,
    Reference,
    Symbol,
    SymbolSplit,
)
from storage.records import EditKind, SplitInput, SplitResult
from storage.symbol_moves import (
    derive_rejections_of,
    follow_matches,
    live_references,
    move_references,
    moved_changes,
    references_by_id,
    restore_doubles,
)
from storage.symbol_rows import (
    approved_symbol,
    get_symbol_row,
    insert_symbol,
)
from storage.symbol_views import symbol_views
from storage.workspace import Workspace


def split_symbol(ws: Workspace, wanted: SplitInput, *, by: str) -> SplitResult:
    """Give some references of a symbol to another; the queue follows.

    Raises NotFoundError for an unknown symbol or list, ConflictError if the symbol's
    references changed since they were looked at or the name is taken,
    InvalidInputError unless some of the references go and some stay.
    """
    check_role(Role.CURATOR)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        symbol = get_symbol_row(session, wanted.symbol_id)
        going, _ = chosen_references(session, symbol, wanted)
        edit = _split(ws, session, symbol, going, wanted, by=by)
        edit_id, into_id = edit.id, int((edit.after or {})["into"])
    follow_up(ws)
    return _result(ws, edit_id, wanted.symbol_id, into_id, len(going))


def undo_split(ws: Workspace, edit_id: int, *, by: str) -> SplitResult:
    """Bring what went to another symbol back.

    A symbol that the split made becomes a part of the old one again, with all that it
    got since. Raises NotFoundError for an unknown split, ConflictError for one that was
    undone or whose symbols were merged since.
    """
    check_role(Role.CURATOR)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        edit = undoable_edit(session, edit_id, EditKind.SPLIT)
        symbol, into = _standing(session, edit)
        undo_id, count = _undo(session, edit, symbol, into, by=by, at=ws.now())
        symbol_id, into_id = symbol.id, into.id
    follow_up(ws)
    return _result(ws, undo_id, symbol_id, into_id, count)


def chosen_references(
    session: Session, symbol: Symbol, wanted: SplitInput
) -> tuple[list[Reference], list[Reference]]:
    """Return the references that go, and those that stay. Raises as `split_symbol`."""
    live = live_references(session, symbol.id)
    if wanted.seen_ids is not None and set(wanted.seen_ids) != {r.id for r in live}:
        raise ConflictError(
            f"The references of {symbol.name} changed since you looked; nothing was "
            "saved. Look at them again and choose once more."
        )
    chosen = set(wanted.reference_ids)
    if not chosen:
        raise InvalidInputError("Tick the references that go to the other symbol.")
    if chosen - {row.id for row in live}:
        raise ConflictError(
            f"A chosen reference is none of {symbol.name} any more; nothing was saved. "
            "Look at the symbol again."
        )
    if len(chosen) == len(live):
        raise InvalidInputError(
            "At least one reference must stay. To move all of them, merge the symbol "
            "into the other one, or rename it."
        )
    going = [row for row in live if row.id in chosen]
    return going, [row for row in live if row.id not in chosen]


def _split(
    ws: Workspace,
    session: Session,
    symbol: Symbol,
    going: Sequence[Reference],
    wanted: SplitInput,
    *,
    by: str,
) -> GalleryEdit:
    into = _target(ws, session, symbol, wanted, by=by)
    gone = move_references(session, going, into.id, at=ws.now())
    changes: list[Change] = []
    if wanted.new_symbol is not None:
        last = session.scalar(select(func.max(Decision.id))) or 0
        session.add(
            SymbolSplit(symbol_id=into.id, from_id=symbol.id, last_decision_id=last)
        )
        session.flush()
        changes += derive_rejections_of(session, [symbol.id])
    follow_matches(session, gone.moved_ids)
    edit = record_edit(
        session,
        EditKind.SPLIT,
        symbol_id=symbol.id,
        before={"name": symbol.name},
        after={
            "into": into.id,
            "into_name": into.name,
            "moved": gone.moved_ids,
            "doubles": gone.double_ids,
            "new": wanted.new_symbol is not None,
        },
        by=by,
        at=ws.now(),
    )
    changes += moved_changes((symbol.id, into.id), gone.rows)
    record_changes(session, changes, by=by, at=ws.now())
    return edit


def _target(
    ws: Workspace, session: Session, symbol: Symbol, wanted: SplitInput, *, by: str
) -> Symbol:
    """Return the symbol that the references go to, made where it is new."""
    if (wanted.new_symbol is None) == (wanted.into_id is None):
        raise InvalidInputError("Name a new symbol, or choose one that is there.")
    if wanted.new_symbol is not None:
        new = insert_symbol(session, wanted.new_symbol, by=by, at=ws.now())
        new.enabled = symbol.enabled  # a disabled look stays out of the search
        return new
    if wanted.into_id == symbol.id:
        raise InvalidInputError("Choose another symbol than this one.")
    return approved_symbol(session, wanted.into_id or 0)


def _standing(session: Session, edit: GalleryEdit) -> tuple[Symbol, Symbol]:
    """Return the two symbols of a split, both of which must be there still."""
    after = edit.after or {}
    symbol = session.get_one(Symbol, edit.symbol_id)
    into = session.get_one(Symbol, after["into"])
    for one in (symbol, into):
        if one.removed_at is not None:
            raise ConflictError(
                f"{one.name} is not in the gallery any more; nothing was undone. "
                "Bring it back first, by the gallery's history."
            )
    return symbol, into


def _undo(
    session: Session,
    edit: GalleryEdit,
    symbol: Symbol,
    into: Symbol,
    *,
    by: str,
    at: datetime,
) -> tuple[int, int]:
    """Write the undo of a split; return its id and how many references came back."""
    after = edit.after or {}
    if after["new"]:
        back, _ = take_in(session, into, symbol, at=at)
    else:
        meant = references_by_id(session, after["moved"])
        own = [r for r in meant if r.removed_at is None and r.symbol_id == into.id]
        back = move_references(session, own, symbol.id, at=at)
        follow_matches(session, back.moved_ids)
    doubles = restore_doubles(session, after["doubles"], symbol.id)
    changes = derive_rejections_of(session, [symbol.id, into.id])
    undo = record_edit(
        session,
        EditKind.SPLIT,
        symbol_id=symbol.id,
        before={"into": into.id, "into_name": into.name},
        after={"name": symbol.name},
        by=by,
        at=at,
        undoes_id=edit.id,
    )
    rows = [*back.rows, *doubles.rows]
    changes += moved_changes((symbol.id, into.id), rows)
    changes.append(Change(ChangeKind.SYMBOL_EDITED, symbol_id=symbol.id))
    record_changes(session, changes, by=by, at=at)
    return undo.id, len(rows)


def _result(
    ws: Workspace, edit_id: int, symbol_id: int, into_id: int, references: int
) -> SplitResult:
    with ws.reading() as session:
        rows = [session.get_one(Symbol, i) for i in (symbol_id, into_id)]
        symbol, into = symbol_views(session, rows)
        return SplitResult(
            edit_id=edit_id, symbol=symbol, into=into, references=references
        )
