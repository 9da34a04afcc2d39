"""What curators do: add, change, disable and enable symbols and their references.

Every change counts at once, in every process: it goes through the gallery's feed, and
stored images that match because of it become cases.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.images import encode_png
from recognizer.types import Perception
from storage.embedder_in_use import check_embedder
from storage.errors import InvalidInputError, NotFoundError
from storage.gallery_edits import record_edit
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.hunting import follow_up, hunt_result
from storage.models import ChangeKind, Reference, Symbol
from storage.naming import clean_name, name_key, search_key, storable
from storage.records import (
    EditKind,
    NewReference,
    Origin,
    RetroHuntResult,
    SymbolChange,
    SymbolInput,
    SymbolUpdate,
    SymbolView,
    ThresholdOwner,
)
from storage.symbol_rows import (
    approved_symbol,
    check_name_is_free,
    check_severity,
    clean_aliases,
    get_list_row,
    get_symbol_row,
    insert_symbol,
)
from storage.symbol_views import symbol_views
from storage.threshold_changes import write_thresholds
from storage.workspace import Workspace


def add_symbol(
    ws: Workspace, wanted: SymbolInput, crops: Sequence[NewReference], *, by: str
) -> SymbolChange:
    """Add a symbol with its first pictures and say which earlier images match.

    crops: may be empty. Raises ConflictError if the name is taken, NotFoundError for
    an unknown list.
    """
    pictures = _perceive(ws, crops)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        symbol = insert_symbol(session, wanted, by=by, at=ws.now())
        added = _insert_references(ws, session, symbol.id, pictures, by=by)
        changes = [Change(ChangeKind.SYMBOL_EDITED, symbol_id=symbol.id), *_said(added)]
        version = record_changes(session, changes, by=by, at=ws.now())
        symbol_id, reference_ids = symbol.id, tuple(row.id for row in added)
    follow_up(ws)
    return _change(ws, symbol_id, reference_ids, version)


def add_references(
    ws: Workspace, symbol_id: int, crops: Sequence[NewReference], *, by: str
) -> SymbolChange:
    """Add pictures to a symbol; those that it has already are passed over."""
    pictures = _perceive(ws, crops)
    with ws.writing() as session:
        version = hold_gallery(session, alone=True)
        approved_symbol(session, symbol_id)
        added = _insert_references(ws, session, symbol_id, pictures, by=by)
        if added:
            version = record_changes(session, _said(added), by=by, at=ws.now())
        reference_ids = tuple(row.id for row in added)
    follow_up(ws)
    return _change(ws, symbol_id, reference_ids, version if reference_ids else None)


def update_symbol(
    ws: Workspace, symbol_id: int, update: SymbolUpdate, *, by: str
) -> SymbolView:
    """Change what is known of a symbol. Raises as `add_symbol` does."""
    check_severity(update.severity)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        symbol = get_symbol_row(session, symbol_id)
        before = _fields(symbol)
        kinds = _edit(session, symbol, update)
        session.flush()
        _write_down(ws, session, symbol, before, by=by)
        changes = [Change(kind, symbol_id=symbol_id) for kind in kinds]
        record_changes(session, changes, by=by, at=ws.now())
        if update.thresholds is not None:
            owner = ThresholdOwner.of_symbol(symbol_id)
            write_thresholds(ws, session, owner, update.thresholds, by=by)
    follow_up(ws)
    return _view(ws, symbol_id)


def set_symbol_enabled(
    ws: Workspace, symbol_id: int, *, enabled: bool, by: str
) -> SymbolChange:
    """Take a symbol out of the search, or put it back; cases follow at once."""
    kind = ChangeKind.SYMBOL_ENABLED if enabled else ChangeKind.SYMBOL_DISABLED
    version: int | None = None
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        symbol = get_symbol_row(session, symbol_id)
        if symbol.enabled != enabled:
            symbol.enabled = enabled
            change = Change(kind, symbol_id=symbol_id)
            version = record_changes(session, [change], by=by, at=ws.now())
    follow_up(ws)
    return _change(ws, symbol_id, (), version)


def remove_reference(ws: Workspace, reference_id: int, *, by: str) -> SymbolView:
    """Take a picture of a symbol out of the gallery, and the cases that it raised."""
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        reference = session.get(Reference, reference_id)
        if reference is None or reference.removed_at is not None:
            raise NotFoundError("This picture is not in the gallery any more.")
        symbol_id = reference.symbol_id
        reference.removed_at = ws.now()
        removed = Change(
            ChangeKind.REFERENCE_REMOVED, symbol_id=symbol_id, reference_id=reference_id
        )
        record_changes(session, [removed], by=by, at=ws.now())
    follow_up(ws)
    return _view(ws, symbol_id)


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    """A picture on its way into the gallery: its blob and what was seen in it."""

    sha256: str
    seen: Perception


def _perceive(ws: Workspace, crops: Sequence[NewReference]) -> list[_Picture]:
    for crop in crops:
        if min(crop.crop.shape[:2]) < 2:
            raise InvalidInputError(f"{crop.name} is too small: draw a larger box.")
    return [
        _Picture(
            ws.blobs.put(encode_png(crop.crop)), ws.recognizer.perceive_crop(crop.crop)
        )
        for crop in crops
    ]


def _insert_references(
    ws: Workspace,
    session: Session,
    symbol_id: int,
    pictures: Sequence[_Picture],
    *,
    by: str,
) -> list[Reference]:
    has = set(
        session.scalars(
            select(Reference.sha256).where(
                Reference.symbol_id == symbol_id, Reference.removed_at.is_(None)
            )
        )
    )
    new = {p.sha256: p for p in pictures if p.sha256 not in has}
    for picture in new.values():
        check_embedder(session, picture.seen.embedder_id)
    rows = [
        Reference(
            symbol_id=symbol_id,
            sha256=picture.sha256,
            embedding=picture.seen.embeddings[0],
            embedder_id=picture.seen.embedder_id,
            text=storable(picture.seen.texts[0].text),
            text_confidence=picture.seen.texts[0].confidence,
            origin=Origin.UPLOAD,
            created_at=ws.now(),
            created_by=by,
        )
        for picture in new.values()
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _said(references: Sequence[Reference]) -> list[Change]:
    return [
        Change(ChangeKind.REFERENCE_ADDED, symbol_id=row.symbol_id, reference_id=row.id)
        for row in references
    ]


def _edit(session: Session, symbol: Symbol, update: SymbolUpdate) -> list[ChangeKind]:
    kinds = [ChangeKind.SYMBOL_EDITED]
    if update.name is not None:
        _rename(session, symbol, update.name)
    if update.aliases is not None:
        symbol.aliases = clean_aliases(update.aliases)
    symbol.search_key = search_key([symbol.name, *symbol.aliases])
    if update.list_name is not None:
        moved_to = get_list_row(session, update.list_name)
        if moved_to.id != symbol.list_id:
            kinds.append(ChangeKind.THRESHOLDS_CHANGED)  # those of the list may differ
        symbol.symbol_list = moved_to
    if update.severity_of_list:
        symbol.severity = None
    elif update.severity is not None:
        symbol.severity = update.severity
    if update.policy_text is not None:
        symbol.policy_text = storable(update.policy_text).strip()
    return kinds


def _fields(symbol: Symbol) -> dict[str, object]:
    return {
        "name": symbol.name,
        "aliases": list(symbol.aliases),
        "list": symbol.symbol_list.name,
        "severity": symbol.severity,
        "policy_text": symbol.policy_text,
    }


def _write_down(
    ws: Workspace,
    session: Session,
    symbol: Symbol,
    before: dict[str, object],
    *,
    by: str,
) -> None:
    """Keep what was edited, with what it was before."""
    after = _fields(symbol)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        record_edit(
            session,
            EditKind.SYMBOL_EDITED,
            symbol_id=symbol.id,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            by=by,
            at=ws.now(),
        )


def _rename(session: Session, symbol: Symbol, wanted: str) -> None:
    name = clean_name(wanted, what="symbol")
    if name_key(name) != symbol.name_key:
        check_name_is_free(session, name)
    symbol.name, symbol.name_key = name, name_key(name)


def _view(ws: Workspace, symbol_id: int) -> SymbolView:
    with ws.reading() as session:
        [view] = symbol_views(session, [get_symbol_row(session, symbol_id)])
        return view


def _change(
    ws: Workspace, symbol_id: int, reference_ids: tuple[int, ...], version: int | None
) -> SymbolChange:
    with ws.reading() as session:
        [view] = symbol_views(session, [get_symbol_row(session, symbol_id)])
        hunted = hunt_result(session, version) if version else RetroHuntResult()
        return SymbolChange(
            symbol=view,
            reference_ids=reference_ids,
            gallery_version=ws.gallery.version(session),
            retro_hunt=hunted,
        )
