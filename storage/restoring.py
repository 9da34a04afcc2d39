"""Making the gallery what it was at an earlier version.

Nothing of the history is rewritten: a restore is a change like any other, with a
version of its own, and is taken back by restoring the version before it. Decisions stay
as they were said.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.acting import Role, check_role
from storage.errors import ConflictError
from storage.gallery_edits import record_edit
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.gallery_record import SYMBOL_FIELDS
from storage.hunting import follow_up, hunt_result
from storage.models import (
    ChangeKind,
    Reference,
    Symbol,
    SymbolList,
    SymbolMerge,
)
from storage.naming import name_key, search_key
from storage.records import (
    Approval,
    EditKind,
    ReferenceRule,
    RestoreResult,
)
from storage.symbol_moves import derive_rejections_of, follow_matches
from storage.version_difference import Difference, check_version, difference_to
from storage.workspace import Workspace

_KEPT_SYMBOL = tuple(name for name in SYMBOL_FIELDS if name not in ("name", "list_id"))


def restore_version(
    ws: Workspace, version: int, *, seen_version: int, by: str
) -> RestoreResult:
    """Make the gallery what it was at a version, in one transaction; the queue follows.

    seen_version: the version that the gallery had when somebody looked at what this
    would do. Raises ConflictError if it has another now, NotFoundError for a version
    that is not recorded.
    """
    check_role(Role.CURATOR)
    with ws.writing() as session:
        now = hold_gallery(session, alone=True)
        if now != seen_version:
            raise ConflictError(
                f"The gallery changed since you looked (it is at version {now} now); "
                "nothing was restored. Look at the difference again."
            )
        check_version(session, version)
        difference = difference_to(session, version)
        if difference.is_empty:
            raise ConflictError(
                f"The gallery is as it was at version {version}; there is nothing to "
                "restore."
            )
        made, edit_id = _restore(session, difference, version, by=by, at=ws.now())
    follow_up(ws)
    with ws.reading() as session:
        hunted = hunt_result(session, made)
    return RestoreResult(
        edit_id=edit_id, version=version, gallery_version=made, retro_hunt=hunted
    )


def _restore(
    session: Session, difference: Difference, version: int, *, by: str, at: datetime
) -> tuple[int, int]:
    _restore_lists(session, difference)
    changes = _restore_symbols(session, difference, at=at)
    changes += _restore_merges(session, difference)
    changes += _restore_references(session, difference, at=at)
    changes += derive_rejections_of(session, sorted(difference.symbols))
    edit = record_edit(
        session,
        EditKind.RESTORED,
        before=None,
        after={"version": version, **difference.counts()},
        by=by,
        at=at,
    )
    return record_changes(session, changes, by=by, at=at), edit.id


def _restore_lists(session: Session, difference: Difference) -> None:
    """Give lists back what they were; those that were added since stay."""
    rows = {row.id: row for row in session.scalars(select(SymbolList))}
    wanted = {name_key(was["name"]): list_id for list_id, (_, was) in difference.lists}
    for row in rows.values():
        holder = wanted.get(row.name_key)
        if holder is not None and holder != row.id:
            row.name_key = f"\x7f{row.id}"  # until all have the names they get
    session.flush()
    for list_id, (_, was) in difference.lists:
        row = rows[list_id]
        row.name, row.name_key = was["name"], name_key(was["name"])
        row.purpose, row.policy_text = was["purpose"], was["policy_text"]
        row.severity = was["severity"]
        row.threshold_uncertain = was["threshold_uncertain"]
        row.threshold_known = was["threshold_known"]
        row.reference_rule = ReferenceRule(was["reference_rule"])
        row.approved_by = Approval(was["approved_by"])
        row.blurred, row.greyscale = was["blurred"], was["greyscale"]
    taken = {row.name_key for row in rows.values()}
    for row in rows.values():
        if row.name_key.startswith("\x7f"):  # a newer list, whose name is given back
            row.name = _free_name(row.name, taken)
            row.name_key = name_key(row.name)
            taken.add(row.name_key)
    session.flush()


def _free_name(name: str, taken: Collection[str]) -> str:
    number = 2
    while name_key(f"{name} ({number})") in taken:
        number += 1
    return f"{name} ({number})"


def _restore_symbols(
    session: Session, difference: Difference, *, at: datetime
) -> list[Change]:
    ids = sorted(difference.symbols)
    rows = {
        row.id: row for row in session.scalars(select(Symbol).where(Symbol.id.in_(ids)))
    }
    for row in rows.values():
        row.name_key = None  # names may go round in a ring
    session.flush()
    changes: list[Change] = []
    for symbol_id in ids:
        now, was = difference.symbols[symbol_id]
        changes += _restore_symbol(session, rows[symbol_id], now, was, at=at)
    session.flush()
    return changes


def _restore_symbol(
    session: Session,
    row: Symbol,
    now: dict[str, object],
    was: dict[str, object] | None,
    *,
    at: datetime,
) -> list[Change]:
    was_searched = bool(now["live"] and now["enabled"])
    if was is None or not was["live"]:
        row.removed_at = row.removed_at or at
        row.enabled = False
    else:
        row.removed_at = None
        row.name, row.name_key = str(was["name"]), name_key(str(was["name"]))
        row.symbol_list = session.get_one(SymbolList, was["list_id"])
        for name in _KEPT_SYMBOL:
            setattr(row, name, was[name])
        row.search_key = search_key([row.name, *row.aliases])
    is_searched = row.removed_at is None and row.enabled
    kinds = [ChangeKind.SYMBOL_EDITED, ChangeKind.THRESHOLDS_CHANGED]
    if is_searched != was_searched:
        enabled = ChangeKind.SYMBOL_ENABLED
        kinds.append(enabled if is_searched else ChangeKind.SYMBOL_DISABLED)
    return [Change(kind, symbol_id=row.id) for kind in kinds]


def _restore_merges(session: Session, difference: Difference) -> list[Change]:
    for symbol_id, (now, was) in sorted(difference.symbols.items()):
        into: int | None = None if was is None else was["merged_into"]
        if now["merged_into"] == into:
            continue
        row = session.get(SymbolMerge, symbol_id)
        if row is not None and into is None:
            session.delete(row)
        elif row is not None and into is not None:
            row.into_id = into
        elif into is not None:
            session.add(SymbolMerge(symbol_id=symbol_id, into_id=into))
    session.flush()
    return []


def _restore_references(
    session: Session, difference: Difference, *, at: datetime
) -> list[Change]:
    ids = sorted(difference.references)
    rows = {
        row.id: row
        for start in range(0, len(ids), 1000)
        for row in session.scalars(
            select(Reference).where(Reference.id.in_(ids[start : start + 1000]))
        )
    }
    for row in rows.values():
        row.removed_at = row.removed_at or at  # pictures may change places
    session.flush()
    changes: list[Change] = []
    for reference_id in ids:
        now, was = difference.references[reference_id]
        row = rows[reference_id]
        live = was is not None and bool(was["live"])
        if was is not None:
            row.symbol_id = int(was["symbol_id"])
        if live:
            row.removed_at = None
        kind = ChangeKind.SYMBOL_EDITED
        if live != now["live"]:
            kind = ChangeKind.REFERENCE_ADDED if live else ChangeKind.REFERENCE_REMOVED
        changes.append(Change(kind, symbol_id=row.symbol_id, reference_id=row.id))
    session.flush()
    follow_matches(session, [i for i in ids if rows[i].removed_at is None])
    return changes
