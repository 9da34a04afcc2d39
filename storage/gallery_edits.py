"""Writing down what people change in the gallery. Append-only: an undo is a row too."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from storage.errors import ConflictError, NotFoundError
from storage.models import GalleryEdit
from storage.records import EditKind

Fields = Mapping[str, object]


def record_edit(
    session: Session,
    kind: EditKind,
    *,
    before: Fields | None,
    after: Fields | None,
    by: str,
    at: datetime,
    list_id: int | None = None,
    symbol_id: int | None = None,
    undoes_id: int | None = None,
) -> GalleryEdit:
    """Write down one edit. before, after: the fields that changed."""
    edit = GalleryEdit(
        kind=kind,
        list_id=list_id,
        symbol_id=symbol_id,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
        undoes_id=undoes_id,
        edited_by=by,
        edited_at=at,
    )
    session.add(edit)
    session.flush()
    return edit


def undoable_edit(session: Session, edit_id: int, kind: EditKind) -> GalleryEdit:
    """Return an edit that can be undone: nothing like it came since.

    Raises NotFoundError for an unknown one, ConflictError if it was undone already,
    is an undo itself, or was followed by another edit of the same kind and owner.
    """
    edit = session.get(GalleryEdit, edit_id)
    if edit is None or edit.kind is not kind:
        raise NotFoundError("There is no such change. Look at the list again.")
    if edit.undoes_id is not None:
        raise ConflictError("An undo cannot be undone: make the change again instead.")
    undone_by = session.scalar(
        select(GalleryEdit.edited_by).where(GalleryEdit.undoes_id == edit_id)
    )
    if undone_by is not None:
        raise ConflictError(f"This change was undone already, by {undone_by}.")
    later = last_standing(session, edit)
    if later is not None and later.id != edit.id:
        raise ConflictError(
            f"{later.edited_by} has changed it again since; nothing was undone. "
            "Undo the later change first."
        )
    return edit


def last_standing(session: Session, like: GalleryEdit) -> GalleryEdit | None:
    """Return the newest edit of the same kind and owner that was not undone."""
    undoing = aliased(GalleryEdit)
    return session.scalar(
        select(GalleryEdit)
        .where(
            GalleryEdit.kind == like.kind,
            GalleryEdit.list_id.is_not_distinct_from(like.list_id),
            GalleryEdit.symbol_id.is_not_distinct_from(like.symbol_id),
            GalleryEdit.undoes_id.is_(None),
            ~exists().where(undoing.undoes_id == GalleryEdit.id),
        )
        .order_by(GalleryEdit.id.desc())
        .limit(1)
    )
