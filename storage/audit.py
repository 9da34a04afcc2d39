"""The audit log, read: filtered, page by page, or as CSV."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from storage.acting import Role, check_role
from storage.export import csv_of
from storage.models import AuditEntry
from storage.naming import storable
from storage.records import Page
from storage.workspace import Workspace

_ROWS = 1000


@dataclass(frozen=True, slots=True)
class AuditView:
    """One change. person: who did it, "" where Markwatch itself did."""

    id: int
    changed_at: datetime
    person: str
    role: str
    door: str
    kind: str
    did: str
    subject_id: int | None
    subject: str
    old: Mapping[str, object]
    new: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which changes to list; None or "" means any. Times are aware, UTC."""

    person: str = ""
    kind: str = ""
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = AuditFilter()
COLUMNS = tuple(field.name for field in fields(AuditView))


def list_audit(
    ws: Workspace,
    wanted: AuditFilter = EVERYTHING,
    *,
    limit: int = 50,
    offset: int = 0,
) -> Page[AuditView]:
    """Return a page of changes, newest first. Raises NotAllowedError."""
    check_role(Role.ADMIN)
    rows = _rows(wanted)
    newest = rows.order_by(AuditEntry.id.desc()).limit(limit).offset(offset)
    with ws.reading() as session:
        count = select(func.count()).select_from(rows.subquery())
        total = session.execute(count).scalar_one()
        found = tuple(_view(row) for row in session.scalars(newest))
        return Page(found, total, offset)


def audit_kinds(ws: Workspace) -> tuple[str, ...]:
    """Return the kinds of things that were ever changed."""
    with ws.reading() as session:
        kinds = select(AuditEntry.kind).distinct().order_by(AuditEntry.kind)
        return tuple(session.scalars(kinds))


def audit_csv(
    ws: Workspace, wanted: AuditFilter = EVERYTHING, *, bom: bool = False
) -> Iterator[str]:
    """Yield the changes as CSV line by line, header first, oldest first.

    Raises NotAllowedError.
    """
    check_role(Role.ADMIN)
    return csv_of(COLUMNS, map(_cells, _stream(ws, wanted)), bom=bom)


def _stream(ws: Workspace, wanted: AuditFilter) -> Iterator[AuditView]:
    oldest = _rows(wanted).order_by(AuditEntry.id)
    with ws.reading() as session:
        for row in session.scalars(oldest.execution_options(yield_per=_ROWS)):
            yield _view(row)
            session.expunge(row)


def _cells(view: AuditView) -> list[object]:
    values = [getattr(view, name) for name in COLUMNS]
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else value
        for value in values
    ]


def _view(row: AuditEntry) -> AuditView:
    return AuditView(*(getattr(row, name) for name in COLUMNS))


def _rows(wanted: AuditFilter) -> Select[AuditEntry]:
    return select(AuditEntry).where(*_conditions(wanted))


def _conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.person:
        yield AuditEntry.person == storable(wanted.person)
    if wanted.kind:
        yield AuditEntry.kind == storable(wanted.kind)
    if wanted.text:
        words = storable(wanted.text)
        yield or_(
            AuditEntry.subject.icontains(words, autoescape=True),
            AuditEntry.person.icontains(words, autoescape=True),
        )
    if wanted.since is not None:
        yield AuditEntry.changed_at >= wanted.since
    if wanted.until is not None:
        yield AuditEntry.changed_at < wanted.until
