"""What lists, symbols and references were, from which gallery version on."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row


class Recorded(enum.StrEnum):
    """The kinds of rows whose states are recorded."""

    LIST = "list"
    SYMBOL = "symbol"
    REFERENCE = "reference"


class RecordedState(Row):
    """What one row was from a version on, until its next state. Append-only."""

    __tablename__ = "recorded_states"
    __table_args__ = (
        Index(
            "uq_recorded_states_owner_owner_id_version",
            "owner",
            "owner_id",
            "version",
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner: Mapped[Recorded] = mapped_column(choice(Recorded))
    owner_id: Mapped[int] = mapped_column(Id)
    version: Mapped[int] = mapped_column(BigInteger, index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
