"""Lists: named sets of symbols with one purpose."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.gallery_edits import record_edit
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.models import ChangeKind, Symbol, SymbolList
from storage.naming import clean_name, name_key, storable
from storage.records import (
    Approval,
    EditKind,
    ListUpdate,
    ListView,
    ReferenceRule,
)
from storage.symbol_rows import check_severity
from storage.symbol_views import list_view
from storage.workspace import Workspace

LONGEST_TEXT = 4000


def list_lists(ws: Workspace) -> tuple[ListView, ...]:
    """Return all lists, oldest first, with how many symbols are on each."""
    counts = (
        select(Symbol.list_id, func.count())
        .where(Symbol.removed_at.is_(None))
        .group_by(Symbol.list_id)
    )
    with ws.reading() as session:
        by_list = {list_id: count for list_id, count in session.execute(counts)}
        rows = session.scalars(select(SymbolList).order_by(SymbolList.id))
        return tuple(
            list_view(row, symbol_count=by_list.get(row.id, 0)) for row in rows
        )


def get_list(ws: Workspace, list_id: int) -> ListView:
    """Return a list. Raises NotFoundError."""
    with ws.reading() as session:
        return _view(session, _row(session, list_id))


def add_list(
    ws: Workspace,
    name: str,
    *,
    purpose: str = "",
    severity: int = 3,
    policy_text: str = "",
    reference_rule: ReferenceRule = ReferenceRule.ASKED,
    approved_by: Approval = Approval.NOBODY,
    blurred: bool = False,
    greyscale: bool = False,
    by: str,
) -> ListView:
    """Add a list. Raises ConflictError if its name is taken."""
    cleaned = clean_name(name, what="list")
    check_severity(severity)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        _check_name_is_free(session, cleaned)
        row = SymbolList(
            name=cleaned,
            name_key=name_key(cleaned),
            purpose=_text(purpose, what="purpose"),
            severity=severity,
            policy_text=_text(policy_text, what="policy"),
            reference_rule=reference_rule,
            approved_by=approved_by,
            blurred=blurred,
            greyscale=greyscale,
            created_at=ws.now(),
        )
        session.add(row)
        session.flush()
        record_edit(
            session,
            EditKind.LIST_ADDED,
            list_id=row.id,
            before=None,
            after=_fields(row),
            by=by,
            at=ws.now(),
        )
        return list_view(row, symbol_count=0)


def update_list(
    ws: Workspace, list_id: int, update: ListUpdate, *, by: str
) -> ListView:
    """Change what is known of a list; its symbols follow where they set nothing.

    Raises NotFoundError, ConflictError if the name is taken, InvalidInputError.
    """
    check_severity(update.severity)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        row = _row(session, list_id)
        before = _fields(row)
        _edit(session, row, update)
        after = _fields(row)
        changed = [name for name in after if after[name] != before[name]]
        if changed:
            record_edit(
                session,
                EditKind.LIST_EDITED,
                list_id=list_id,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
                by=by,
                at=ws.now(),
            )
        if "severity" in changed:
            _tell_galleries(ws, session, list_id, by=by)
        return _view(session, row)


def _edit(session: Session, row: SymbolList, update: ListUpdate) -> None:
    if update.name is not None:
        name = clean_name(update.name, what="list")
        if name_key(name) != row.name_key:
            _check_name_is_free(session, name)
        row.name, row.name_key = name, name_key(name)
    if update.purpose is not None:
        row.purpose = _text(update.purpose, what="purpose")
    if update.severity is not None:
        row.severity = update.severity
    if update.policy_text is not None:
        row.policy_text = _text(update.policy_text, what="policy")
    if update.reference_rule is not None:
        row.reference_rule = update.reference_rule
    if update.approved_by is not None:
        row.approved_by = update.approved_by
    if update.blurred is not None:
        row.blurred = update.blurred
    if update.greyscale is not None:
        row.greyscale = update.greyscale
    session.flush()


def _tell_galleries(ws: Workspace, session: Session, list_id: int, *, by: str) -> None:
    """Let every process read the severity of the list's symbols anew."""
    rows = select(Symbol.id).where(
        Symbol.list_id == list_id, Symbol.removed_at.is_(None)
    )
    kind = ChangeKind.SYMBOL_EDITED
    changes = [Change(kind, symbol_id=symbol_id) for symbol_id in session.scalars(rows)]
    if changes:
        record_changes(session, changes, by=by, at=ws.now())


def _fields(row: SymbolList) -> dict[str, object]:
    return {
        "name": row.name,
        "purpose": row.purpose,
        "severity": row.severity,
        "policy_text": row.policy_text,
        "reference_rule": row.reference_rule.value,
        "approved_by": row.approved_by.value,
        "blurred": row.blurred,
        "greyscale": row.greyscale,
    }


def _row(session: Session, list_id: int) -> SymbolList:
    row = session.get(SymbolList, list_id)
    if row is None:
        raise NotFoundError("There is no such list. Choose another.")
    return row


def _view(session: Session, row: SymbolList) -> ListView:
    count = select(func.count(Symbol.id)).where(
        Symbol.list_id == row.id, Symbol.removed_at.is_(None)
    )
    return list_view(row, symbol_count=session.execute(count).scalar_one())


def _check_name_is_free(session: Session, name: str) -> None:
    key = name_key(name)
    if session.scalar(select(SymbolList.id).where(SymbolList.name_key == key)):
        raise ConflictError(f"There is a list {name} already.")


def _text(text: str, *, what: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise InvalidInputError(
            f"The {what} is longer than {LONGEST_TEXT} characters: shorten it."
        )
    return storable(text).strip()
