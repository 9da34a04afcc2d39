"""Merging two symbols into one, and taking it back.

The references of one go to the other, which takes its names along and keeps its own
list, severity, policy and thresholds. Decisions stay as they were written; what they
say holds for the symbol that is left.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from storage.errors import ConflictError, InvalidInputError
from storage.gallery_edits import record_edit, undoable_edit
from storage.gallery_log import hold_gallery, record_changes
from storage.hunting import follow_up
from storage.models import (
    GalleryEdit,
    MatchRow,
    Symbol,
    SymbolMerge,
)
from storage.naming import name_key, search_key
from storage.records import EditKind, MergeResult
from storage.symbol_moves import (
    Moved,
    derive_rejections_of,
    follow_matches,
    live_references,
    move_references,
    moved_changes,
    point_merges,
    references_by_id,
    restore_doubles,
)
from storage.symbol_rows import approved_symbol, check_name_is_free, get_symbol_row
from storage.symbol_views import symbol_views
from storage.workspace import Workspace


def merge_symbols(
    ws: Workspace, symbol_id: int, *, into_id: int, by: str
) -> MergeResult:
    """Make one symbol a part of another; the queue follows.

    Pictures that both have are kept once. Raises NotFoundError for an unknown symbol,
    InvalidInputError for one and the same.
    """
    if symbol_id == into_id:
        raise InvalidInputError("Choose two different symbols to merge.")
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        symbol = get_symbol_row(session, symbol_id)
        into = approved_symbol(session, into_id)
        edit = _merge(session, symbol, into, by=by, at=ws.now())
        edit_id, moved = edit.id, len(_ids(edit, "moved"))
    follow_up(ws)
    return _result(ws, edit_id, into_id, moved)


def undo_merge(ws: Workspace, edit_id: int, *, by: str) -> MergeResult:
    """Make two symbols of one again, each with its own references and names.

    What was added to the merged symbol since stays with it. Raises NotFoundError for an
    unknown merge, ConflictError for one that was undone or whose name is taken now.
    """
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        edit = undoable_edit(session, edit_id, EditKind.MERGED)
        moved = len(_ids(edit, "moved"))
        undo = _split(session, edit, by=by, at=ws.now())
        undo_id, symbol_id = undo.id, edit.symbol_id or 0
    follow_up(ws)
    return _result(ws, undo_id, symbol_id, moved)


def _merge(
    session: Session, symbol: Symbol, into: Symbol, *, by: str, at: datetime
) -> GalleryEdit:
    before = {
        "name": symbol.name,
        "enabled": symbol.enabled,
        "list": symbol.symbol_list.name,
    }
    gone, earlier = take_in(session, symbol, into, at=at)
    added = _add_aliases(into, [symbol.name, *symbol.aliases])
    changes = derive_rejections_of(session, [symbol.id])
    edit = record_edit(
        session,
        EditKind.MERGED,
        symbol_id=symbol.id,
        before=before,
        after={
            "into": into.id,
            "into_name": into.name,
            "moved": gone.moved_ids,
            "doubles": gone.double_ids,
            "aliases": added,
            "merged_before": earlier,
        },
        by=by,
        at=at,
    )
    changes += moved_changes((symbol.id, into.id), gone.rows)
    record_changes(session, changes, by=by, at=at)
    return edit


def take_in(
    session: Session, symbol: Symbol, into: Symbol, *, at: datetime
) -> tuple[Moved, list[int]]:
    """Make a symbol's rows those of another; return its references, and which symbols
    had been merged into it before."""
    gone = move_references(session, live_references(session, symbol.id), into.id, at=at)
    symbol.enabled, symbol.removed_at, symbol.name_key = False, at, None
    rows = select(SymbolMerge.symbol_id).where(SymbolMerge.into_id == symbol.id)
    earlier = list(session.scalars(rows))
    session.add(SymbolMerge(symbol_id=symbol.id, into_id=into.id))
    point_merges(session, earlier, to=into.id)
    session.flush()
    _join_matches(session, symbol.id, into.id)
    return gone, earlier


def _split(
    session: Session, edit: GalleryEdit, *, by: str, at: datetime
) -> GalleryEdit:
    before, after = edit.before or {}, edit.after or {}
    symbol = session.get_one(Symbol, edit.symbol_id)
    into = session.get_one(Symbol, after["into"])
    if into.removed_at is not None:
        raise ConflictError(
            f"{into.name} was merged itself since; nothing was undone. Undo that merge "
            "first."
        )
    check_name_is_free(session, symbol.name)
    _remove_aliases(into, after["aliases"])
    symbol.enabled, symbol.removed_at = before["enabled"], None
    symbol.name_key = name_key(symbol.name)
    back = [
        row
        for row in references_by_id(session, _ids(edit, "moved"))
        if row.removed_at is None and row.symbol_id == into.id
    ]
    for row in back:
        row.symbol_id = symbol.id
    doubles = restore_doubles(session, _ids(edit, "doubles"), symbol.id)
    session.delete(session.get_one(SymbolMerge, symbol.id))
    point_merges(session, _ids(edit, "merged_before"), to=symbol.id)
    session.flush()
    follow_matches(session, [row.id for row in back])
    changes = derive_rejections_of(session, [into.id])
    undo = record_edit(
        session,
        EditKind.MERGED,
        symbol_id=symbol.id,
        before={"into": into.id, "into_name": into.name},
        after={"name": symbol.name},
        by=by,
        at=at,
        undoes_id=edit.id,
    )
    changes += moved_changes((symbol.id, into.id), [*back, *doubles.rows])
    record_changes(session, changes, by=by, at=at)
    return undo


def _join_matches(session: Session, symbol_id: int, into_id: int) -> None:
    """Make stored matches of one symbol those of the other: the better one stays."""
    other = aliased(MatchRow)
    both = {symbol_id: into_id, into_id: symbol_id}
    for worse, better in both.items():
        rows = (
            select(MatchRow.region_id, MatchRow.rank)
            .join(other, other.region_id == MatchRow.region_id)
            .where(
                MatchRow.symbol_id == worse,
                other.symbol_id == better,
                other.rank < MatchRow.rank,
            )
        )
        for region_id, rank in session.execute(rows).all():
            session.execute(
                delete(MatchRow).where(
                    MatchRow.region_id == region_id, MatchRow.rank == rank
                )
            )
    session.execute(
        update(MatchRow)
        .where(MatchRow.symbol_id == symbol_id)
        .values(symbol_id=into_id)
    )


def _add_aliases(into: Symbol, names: Sequence[str]) -> list[str]:
    """Give a symbol more names; return those that it had not."""
    known = {name_key(name) for name in (into.name, *into.aliases)}
    added = [name for name in names if name_key(name) not in known]
    added = list({name_key(name): name for name in added}.values())
    _set_aliases(into, [*into.aliases, *added])
    return added


def _remove_aliases(into: Symbol, names: Collection[str]) -> None:
    keys = {name_key(name) for name in names}
    _set_aliases(into, [a for a in into.aliases if name_key(a) not in keys])


def _set_aliases(symbol: Symbol, aliases: list[str]) -> None:
    symbol.aliases = aliases
    symbol.search_key = search_key([symbol.name, *aliases])


def _ids(edit: GalleryEdit, name: str) -> list[int]:
    return list((edit.after or {}).get(name, ()))


def _result(
    ws: Workspace, edit_id: int, symbol_id: int, references: int
) -> MergeResult:
    with ws.reading() as session:
        [view] = symbol_views(session, [get_symbol_row(session, symbol_id)])
        return MergeResult(edit_id=edit_id, symbol=view, references=references)
