"""Lists, symbols and their references, and how the gallery changed."""

import enum
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.columns import EmbeddingBytes, UtcDateTime, choice
from storage.models.base import Id, Row
from storage.records import Approval, Origin, ReferenceRule


class ChangeKind(enum.StrEnum):
    """What changed in the gallery. Regions are meant by `look_*`."""

    REFERENCE_ADDED = "reference_added"
    REFERENCE_REMOVED = "reference_removed"
    SYMBOL_ENABLED = "symbol_enabled"
    SYMBOL_DISABLED = "symbol_disabled"
    SYMBOL_EDITED = "symbol_edited"
    THRESHOLDS_CHANGED = "thresholds_changed"
    LOOK_REJECTED = "look_rejected"
    LOOK_RESTORED = "look_restored"
    REEMBEDDED = "reembedded"


class SymbolList(Row):
    """A named set of symbols. `name_key` is the folded name: unique without case."""

    __tablename__ = "lists"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    purpose: Mapped[str] = mapped_column(Text, default="", server_default="")
    severity: Mapped[int]
    policy_text: Mapped[str] = mapped_column(Text, default="")
    threshold_uncertain: Mapped[float | None]
    threshold_known: Mapped[float | None]
    reference_rule: Mapped[ReferenceRule] = mapped_column(
        choice(ReferenceRule), default=ReferenceRule.ASKED, server_default="asked"
    )
    approved_by: Mapped[Approval] = mapped_column(
        choice(Approval), default=Approval.NOBODY, server_default="nobody"
    )
    blurred: Mapped[bool] = mapped_column(default=False)
    greyscale: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Symbol(Row):
    """A symbol. A removed one keeps its row for its decisions, but not its name_key.

    proposed: made by a reviewer, and not approved yet: it has no references.
    """

    __tablename__ = "symbols"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    search_key: Mapped[str] = mapped_column(Text)  # folded name and aliases
    list_id: Mapped[int] = mapped_column(ForeignKey("lists.id"), index=True)
    severity: Mapped[int | None]  # None: the list's
    policy_text: Mapped[str] = mapped_column(Text, default="")
    threshold_uncertain: Mapped[float | None]
    threshold_known: Mapped[float | None]
    enabled: Mapped[bool] = mapped_column(default=True)
    proposed: Mapped[bool] = mapped_column(default=False, server_default=false())
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(200))

    symbol_list: Mapped[SymbolList] = relationship(lazy="joined", innerjoin=True)


class Reference(Row):
    """One picture of a symbol. A removed one is never searched again."""

    __tablename__ = "symbol_references"
    __table_args__ = (
        Index(
            "uq_symbol_references_symbol_id_sha256",
            "symbol_id",
            "sha256",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index("ix_symbol_references_embedder_id_id", "embedder_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    symbol_id: Mapped[int] = mapped_column(ForeignKey("symbols.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    embedding: Mapped[NDArray[np.float32]] = mapped_column(EmbeddingBytes)
    embedder_id: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    text_confidence: Mapped[float] = mapped_column(default=0.0)
    origin: Mapped[Origin] = mapped_column(choice(Origin))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(200))


class Rejection(Row):
    """A look that does not come back for a symbol. Follows from the decisions."""

    __tablename__ = "rejections"

    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    symbol_id: Mapped[int] = mapped_column(
        ForeignKey("symbols.id"), primary_key=True, index=True
    )


class GalleryState(Row):
    """The one row that says which version and which embedder the gallery has."""

    __tablename__ = "gallery_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
    embedder_id: Mapped[str | None] = mapped_column(String(200))
    dim: Mapped[int | None]
    threshold_uncertain: Mapped[float | None]
    threshold_known: Mapped[float | None]


class GalleryChange(Row):
    """One change of the gallery: the feed that keeps every process up to date.

    followed_up_at: when the cases that it concerns were brought up to date.
    """

    __tablename__ = "gallery_changes"
    __table_args__ = (
        Index(
            "ix_gallery_changes_pending",
            "version",
            sqlite_where=text("followed_up_at IS NULL"),
            postgresql_where=text("followed_up_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, index=True)
    kind: Mapped[ChangeKind] = mapped_column(choice(ChangeKind))
    symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"))
    reference_id: Mapped[int | None] = mapped_column(ForeignKey("symbol_references.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    followed_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Embedded(enum.StrEnum):
    """The kinds of rows that have an embedding."""

    REGION = "region"
    REFERENCE = "reference"


class NextEmbedding(Row):
    """A vector of the embedder that is to come, waiting until all of them are there."""

    __tablename__ = "next_embeddings"

    owner: Mapped[Embedded] = mapped_column(choice(Embedded), primary_key=True)
    owner_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    embedder_id: Mapped[str] = mapped_column(String(200))
    embedding: Mapped[NDArray[np.float32]] = mapped_column(EmbeddingBytes)
