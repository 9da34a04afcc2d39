"""What people changed in the gallery, with what it was before. Append-only."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row
from storage.records import EditKind


class GalleryEdit(Row):
    """One edit of a list or a symbol. An undo is another edit.

    before, after: what changed, by field; None where there was nothing.
    gallery_version: which version it made; None before versions were recorded.
    """

    __tablename__ = "gallery_edits"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[EditKind] = mapped_column(choice(EditKind))
    list_id: Mapped[int | None] = mapped_column(ForeignKey("lists.id"), index=True)
    symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    undoes_id: Mapped[int | None] = mapped_column(
        ForeignKey("gallery_edits.id"), unique=True
    )
    gallery_version: Mapped[int | None] = mapped_column(BigInteger)
    edited_by: Mapped[str] = mapped_column(String(200))
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SymbolMerge(Row):
    """A symbol that is part of another now: what was said of it holds for that one."""

    __tablename__ = "symbol_merges"

    symbol_id: Mapped[int] = mapped_column(
        ForeignKey("symbols.id"), primary_key=True, autoincrement=False
    )
    into_id: Mapped[int] = mapped_column(ForeignKey("symbols.id"), index=True)


class SymbolSplit(Row):
    """A symbol that was made of a part of another.

    last_decision_id: what was refused for the other one until then is refused for both.
    """

    __tablename__ = "symbol_splits"

    symbol_id: Mapped[int] = mapped_column(
        ForeignKey("symbols.id"), primary_key=True, autoincrement=False
    )
    from_id: Mapped[int] = mapped_column(ForeignKey("symbols.id"), index=True)
    last_decision_id: Mapped[int] = mapped_column(BigInteger)
