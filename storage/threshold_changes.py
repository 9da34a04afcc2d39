"""Changing the thresholds of a list or a symbol: ask what it would do, do it, undo it.

Every change is a row that stays; an undo is another row. The queue follows at once.
"""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from recognizer.types import Thresholds
from storage.errors import ConflictError, InvalidInputError
from storage.gallery_edits import record_edit, undoable_edit
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.hunting import follow_up
from storage.models import ChangeKind, GalleryEdit
from storage.records import (
    EditKind,
    OwnedThresholds,
    OwnerKind,
    ThresholdChange,
    ThresholdEdit,
    ThresholdEffect,
    ThresholdOwner,
)
from storage.rejudging import effect_of
from storage.threshold_owners import concerned_symbols, owned_thresholds, owner_row
from storage.thresholds import LEAST, own_thresholds
from storage.workspace import Workspace


def thresholds_from(uncertain: float, known: float) -> Thresholds:
    """Make thresholds of what a person gave, as probabilities in [0, 1].

    Raises InvalidInputError where they cannot be thresholds.
    """
    if not (LEAST <= uncertain <= 1 and LEAST <= known <= 1):
        raise InvalidInputError(
            f"A threshold is a probability: give {100 * LEAST:.0f} to 100 %."
        )
    if uncertain > known:
        raise InvalidInputError(
            f"Flagging at {uncertain:.0%} comes before being certain at {known:.0%}: "
            "give the lower one first."
        )
    return Thresholds(uncertain, known)


def get_thresholds(ws: Workspace, owner: ThresholdOwner) -> OwnedThresholds:
    """Return the thresholds of a list or a symbol. Raises NotFoundError."""
    with ws.reading() as session:
        return owned_thresholds(ws, session, owner)


def preview_thresholds(
    ws: Workspace, owner: ThresholdOwner, wanted: Thresholds | None
) -> ThresholdEffect:
    """Say what thresholds would do to the queue, and change nothing.

    wanted: None takes over those of the list, or the default. Raises NotFoundError.
    """
    with ws.reading() as session:
        return _effect(ws, session, owner, wanted)


def set_thresholds(
    ws: Workspace, owner: ThresholdOwner, wanted: Thresholds | None, *, by: str
) -> ThresholdChange:
    """Set the thresholds of a list or a symbol; the queue follows.

    wanted: as for `preview_thresholds`, which says the same counts. Raises
    NotFoundError.
    """
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        effect = _effect(ws, session, owner, wanted)
        edit_id = write_thresholds(ws, session, owner, wanted, by=by)
    follow_up(ws)
    return _change(ws, owner, edit_id, effect)


def undo_thresholds(ws: Workspace, edit_id: int, *, by: str) -> ThresholdChange:
    """Bring the thresholds back that one change replaced.

    Raises NotFoundError for an unknown change, ConflictError for one that was undone
    already or was followed by another.
    """
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        edit = undoable_edit(session, edit_id, EditKind.THRESHOLDS)
        owner, wanted = _owner(edit), _thresholds(edit.before)
        if own_thresholds(owner_row(session, owner)) != _thresholds(edit.after):
            raise ConflictError(
                "The thresholds are not those of this change any more; nothing was "
                "undone. Look at the list again."
            )
        effect = _effect(ws, session, owner, wanted)
        undo_id = write_thresholds(ws, session, owner, wanted, by=by, undoes_id=edit_id)
    follow_up(ws)
    return _change(ws, owner, undo_id, effect)


def threshold_edits(
    ws: Workspace, owner: ThresholdOwner, *, limit: int = 20
) -> tuple[ThresholdEdit, ...]:
    """Return the changes of an owner's thresholds, newest first; undo rows too."""
    column = (
        GalleryEdit.list_id if owner.kind is OwnerKind.LIST else GalleryEdit.symbol_id
    )
    undoing = aliased(GalleryEdit)
    rows = (
        select(GalleryEdit, exists().where(undoing.undoes_id == GalleryEdit.id))
        .where(GalleryEdit.kind == EditKind.THRESHOLDS, column == owner.id)
        .order_by(GalleryEdit.id.desc())
        .limit(limit)
    )
    with ws.reading() as session:
        return tuple(
            _edit_view(edit, undone=undone) for edit, undone in session.execute(rows)
        )


def write_thresholds(
    ws: Workspace,
    session: Session,
    owner: ThresholdOwner,
    wanted: Thresholds | None,
    *,
    by: str,
    undoes_id: int | None = None,
) -> int | None:
    """Set thresholds in a caller's transaction, which holds the gallery alone.

    Returns the id of the edit; None if they were so already. The caller follows up.
    """
    row = owner_row(session, owner)
    old = own_thresholds(row)
    if old == wanted and undoes_id is None:
        return None
    concerned = concerned_symbols(session, owner)
    row.threshold_uncertain = None if wanted is None else wanted.uncertain
    row.threshold_known = None if wanted is None else wanted.known
    edit = record_edit(
        session,
        EditKind.THRESHOLDS,
        list_id=owner.id if owner.kind is OwnerKind.LIST else None,
        symbol_id=owner.id if owner.kind is OwnerKind.SYMBOL else None,
        before=_fields(old),
        after=_fields(wanted),
        by=by,
        at=ws.now(),
        undoes_id=undoes_id,
    )
    if concerned:
        kind = ChangeKind.THRESHOLDS_CHANGED
        changes = [Change(kind, symbol_id=symbol_id) for symbol_id in sorted(concerned)]
        record_changes(session, changes, by=by, at=ws.now())
    return edit.id


def _effect(
    ws: Workspace, session: Session, owner: ThresholdOwner, wanted: Thresholds | None
) -> ThresholdEffect:
    inherited = owned_thresholds(ws, session, owner).inherited.thresholds
    concerned = concerned_symbols(session, owner)
    return effect_of(ws, session, concerned, wanted or inherited)


def _change(
    ws: Workspace, owner: ThresholdOwner, edit_id: int | None, effect: ThresholdEffect
) -> ThresholdChange:
    with ws.reading() as session:
        edit = None if edit_id is None else session.get_one(GalleryEdit, edit_id)
        return ThresholdChange(
            edit=None if edit is None else _edit_view(edit, undone=False),
            thresholds=owned_thresholds(ws, session, owner),
            effect=effect,
        )


def _edit_view(edit: GalleryEdit, *, undone: bool) -> ThresholdEdit:
    return ThresholdEdit(
        id=edit.id,
        owner=_owner(edit),
        old=_thresholds(edit.before),
        new=_thresholds(edit.after),
        edited_by=edit.edited_by,
        edited_at=edit.edited_at,
        undoes_id=edit.undoes_id,
        undone=undone,
    )


def _owner(edit: GalleryEdit) -> ThresholdOwner:
    if edit.symbol_id is not None:
        return ThresholdOwner.of_symbol(edit.symbol_id)
    return ThresholdOwner.of_list(edit.list_id or 0)


def _fields(thresholds: Thresholds | None) -> dict[str, float] | None:
    if thresholds is None:
        return None
    return {"uncertain": thresholds.uncertain, "known": thresholds.known}


def _thresholds(fields: dict[str, float] | None) -> Thresholds | None:
    return None if fields is None else Thresholds(fields["uncertain"], fields["known"])
