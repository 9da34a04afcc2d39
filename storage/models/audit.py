"""What was changed, by whom. Only ever added to: the database refuses the rest."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import UtcDateTime
from storage.models.base import Id, Row


class AuditEntry(Row):
    """One change of one thing.

    kind: of the thing ("symbol"). did: "added", "changed", "removed" or a word of the
    thing's own. subject: its name, as it was. old, new: the fields that changed.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_kind_id", "kind", "id"),
        Index("ix_audit_entries_person_id", "person", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    person: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    door: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    did: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(Text)
    old: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    new: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
