"""Writing the audit log: every change of an audited row, in the transaction itself.

Use cases need not think of it: it listens to what their sessions write. What is no row
of its own (a scan, a sign-out everywhere) is noted by `note`. Reading is in `audit`.
"""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from storage.acting import who_acts
from storage.models import (
    ApiToken,
    AuditEntry,
    Decision,
    GalleryChange,
    GalleryEdit,
    GalleryState,
    Login,
    Proposal,
    Reference,
    Row,
    Symbol,
    SymbolList,
    SymbolMerge,
    User,
    Webhook,
)

_PENDING = "markwatch.audit"
_BY = "markwatch.audit_by"

# What is audited: the kind under which it is listed.
_KINDS: Mapping[type[Row], str] = {
    ApiToken: "token",
    Decision: "decision",
    GalleryState: "gallery",
    Login: "login",
    Proposal: "proposal",
    Reference: "reference",
    Symbol: "symbol",
    SymbolList: "list",
    SymbolMerge: "merge",
    User: "user",
    Webhook: "webhook",
}
# Secrets, vectors, and what follows from other fields.
_LEFT_OUT = frozenset(
    {
        "id",
        "began_at",
        "created_at",
        "created_by",
        "decided_at",
        "embedding",
        "failing_since",
        "name_key",
        "search_key",
        "seen_at",
        "token_hash",
        "used_at",
        "user_id",
        "version",
    }
)
_SECRET = frozenset({"password_hash", "secret"})
# Who did it, where nobody said who acts: the row itself knows.
_NAMED_BY: Mapping[type[Row], str] = {
    Decision: "reviewer",
    GalleryEdit: "edited_by",
    GalleryChange: "changed_by",
    Symbol: "created_by",
    Reference: "created_by",
    Proposal: "proposed_by",
    User: "created_by",
}


@dataclass(slots=True)
class _Change:
    """One thing's changes in one transaction."""

    kind: str
    did: str
    subject_id: int | None
    subject: str
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)


def keep_trail(writing: "sessionmaker[Session]", now: Callable[[], datetime]) -> None:
    """Let every session of this maker write down what it changes."""

    def collect(session: Session, context: UOWTransaction) -> None:
        for row in session.new:
            _collect(session, row, "added")
        for row in session.dirty:
            _collect(session, row, "changed")
        for row in session.deleted:
            _collect(session, row, "removed")

    def write(session: Session) -> None:
        session.flush()
        _write(session, now())

    event.listen(writing, "after_flush", collect)
    event.listen(writing, "before_commit", write)


def note(
    session: Session,
    kind: str,
    did: str,
    *,
    subject: str = "",
    subject_id: int | None = None,
    old: Mapping[str, object] | None = None,
    new: Mapping[str, object] | None = None,
) -> None:
    """Write down a change that no row shows. Part of the caller's transaction."""
    change = _Change(kind, did, subject_id, subject, dict(old or {}), dict(new or {}))
    _pending(session)[object()] = change


def _pending(session: Session) -> dict[object, _Change]:
    pending: dict[object, _Change] = session.info.setdefault(_PENDING, {})
    return pending


def _collect(session: Session, row: object, did: str) -> None:
    named_by = _NAMED_BY.get(type(row))  # type: ignore[arg-type]
    if named_by is not None and did == "added":
        session.info.setdefault(_BY, getattr(row, named_by))
    kind = _KINDS.get(type(row))  # type: ignore[arg-type]
    if kind is None:
        return
    old, new = _fields(row, did)
    if not old and not new:
        return
    known = _pending(session).get(row)
    if known is None:
        change = _Change(kind, did, getattr(row, "id", None), _subject(session, row))
        _pending(session)[row] = known = change
    known.old = {**old, **known.old} if known.did != "added" else {}
    known.new |= new
    if did == "removed":
        known.did = did


def _fields(row: object, did: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the old and the new values of what changed."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for column in inspect(type(row)).column_attrs:
        name = column.key
        if name in _LEFT_OUT:
            continue
        history = inspect(row).attrs[name].history
        if did == "changed":
            if not history.deleted and not history.added:
                continue
            before = history.deleted[0] if history.deleted else None
            if before == getattr(row, name):
                continue
            old[name] = _plain(name, before)
        if did == "removed":
            old[name] = _plain(name, getattr(row, name))
        else:
            value = _plain(name, getattr(row, name))
            if did == "changed" or value not in (None, "", [], {}):
                new[name] = value
    return old, new


def _plain(name: str, value: object) -> Any:
    if name in _SECRET:
        return "(kept secret)" if value else None
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def _subject(session: Session, row: object) -> str:
    if isinstance(row, Reference | Proposal):
        symbol = session.get(Symbol, row.symbol_id)
        return "" if symbol is None else symbol.name
    if isinstance(row, Login):
        user = session.get(User, row.user_id)
        return "" if user is None else user.name
    if isinstance(row, Decision):
        return f"case {row.case_id}"
    if isinstance(row, Webhook):
        return row.url
    return getattr(row, "name", "") or ""


def _write(session: Session, at: datetime) -> None:
    pending = _pending(session)
    if not pending:
        return
    person = who_acts()
    by = session.info.get(_BY, "") if person is None else person.name
    rows = [
        {
            "changed_at": at,
            "person": by,
            "role": "" if person is None else person.role.value,
            "door": "" if person is None else person.door.value,
            "kind": change.kind,
            "did": change.did,
            "subject_id": change.subject_id,
            "subject": change.subject,
            "old": change.old,
            "new": change.new,
        }
        for change in pending.values()
    ]
    pending.clear()
    session.execute(insert(AuditEntry), rows)
