"""People, their logins, and attempts to log in that failed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.acting import Role
from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row


class User(Row):
    """Somebody who may log in. Never deleted: decisions carry the name.

    password_hash: Argon2id in its own notation; None where only single sign-on counts.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(choice(Role))
    enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(200))


class Login(Row):
    """A browser that is logged in. A revoked or expired one is deleted.

    token_hash: SHA-256 (hex) of what the browser's cookie holds.
    """

    __tablename__ = "logins"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    address: Mapped[str] = mapped_column(String(100))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class FailedLogin(Row):
    """A name and password that did not fit, whether there is such a name or not."""

    __tablename__ = "failed_logins"
    __table_args__ = (
        Index("ix_failed_logins_name_key_tried_at", "name_key", "tried_at"),
        Index("ix_failed_logins_address_tried_at", "address", "tried_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name_key: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(100))
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
