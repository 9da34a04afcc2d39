"""Other programs: their tokens, and where decisions are reported to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.acting import Role
from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row


class ApiToken(Row):
    """A program that may use the API. token_hash: SHA-256 (hex) of its token."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(200))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Webhook(Row):
    """An address that gets every final decision. A removed one keeps its row.

    secret: signs what is sent; needed in clear to sign. paused_at: since when nothing
    is sent, and all of it waits. failing_since: the first failure after the latest that
    arrived.
    """

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(200))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Delivery(Row):
    """A decision on its way to a webhook: the outbox.

    body: JSON, as it is sent and signed. due_at: None where it arrived or was given up.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "uq_deliveries_webhook_id_decision_id",
            "webhook_id",
            "decision_id",
            unique=True,
        ),
        Index(
            "ix_deliveries_due_at",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    body: Mapped[str] = mapped_column(Text)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    problem: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    webhook: Mapped[Webhook] = relationship(lazy="joined", innerjoin=True)
