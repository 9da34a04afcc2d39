"""The rows of the database. They never leave this package: views turn them to records.

What is current may change in place (regions, matches, cases); what was said or done
is only ever added to (decisions, gallery changes).
"""

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
    Integer,
    MetaData,
    String,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from recognizer.types import Verdict
from storage.columns import EmbeddingBytes, UtcDateTime, choice
from storage.records import Action, CaseReason, Origin, RegionSource

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
# 64 bits, yet SQLite's own row id where SQLite is used.
_Id = BigInteger().with_variant(Integer, "sqlite")


class Row(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=_NAMES)


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

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    severity: Mapped[int]
    policy_text: Mapped[str] = mapped_column(Text, default="")
    threshold_uncertain: Mapped[float | None]
    threshold_known: Mapped[float | None]
    confirmed_becomes_reference: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Symbol(Row):
    """A symbol. A removed one keeps its row for its decisions, but not its name_key."""

    __tablename__ = "symbols"

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
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

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
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


class Image(Row):
    """A product image, once by the SHA-256 of its bytes."""

    __tablename__ = "images"

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    product_id: Mapped[str] = mapped_column(Text, default="", index=True)
    title: Mapped[str] = mapped_column(Text, default="")
    source_uri: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    detector_id: Mapped[str] = mapped_column(String(200))
    boxes_cut: Mapped[int] = mapped_column(default=0)
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Region(Row):
    """A stored detection. verdict and gallery_version are those of its last search."""

    __tablename__ = "regions"
    __table_args__ = (Index("ix_regions_embedder_id_id", "embedder_id", "id"),)

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    x0: Mapped[float]
    y0: Mapped[float]
    x1: Mapped[float]
    y1: Mapped[float]
    confidence: Mapped[float]
    source: Mapped[RegionSource] = mapped_column(choice(RegionSource))
    drawn_by: Mapped[str | None] = mapped_column(String(200))
    embedding: Mapped[NDArray[np.float32]] = mapped_column(EmbeddingBytes)
    embedder_id: Mapped[str] = mapped_column(String(200))
    detector_id: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    text_confidence: Mapped[float] = mapped_column(default=0.0)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    gallery_version: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MatchRow(Row):
    """A current match of a region; all of a region's are replaced together."""

    __tablename__ = "matches"

    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    symbol_id: Mapped[int] = mapped_column(ForeignKey("symbols.id"), index=True)
    reference_id: Mapped[int] = mapped_column(
        ForeignKey("symbol_references.id"), index=True
    )
    similarity: Mapped[float]
    visual_similarity: Mapped[float]
    text_similarity: Mapped[float | None]
    probability: Mapped[float | None]
    rejected_before: Mapped[bool] = mapped_column(default=False)


class Case(Row):
    """An image that waits, or waited, for a person; at most one open for an image."""

    __tablename__ = "cases"
    __table_args__ = (
        Index(
            "uq_cases_image_id_open",
            "image_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_cases_queue",
            "priority",
            "opened_at",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_cases_claimed_by",
            "claimed_by",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    reason: Mapped[CaseReason] = mapped_column(choice(CaseReason))
    priority: Mapped[float]
    version: Mapped[int] = mapped_column(default=1)
    claimed_by: Mapped[str | None] = mapped_column(String(200))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    image: Mapped[Image] = relationship(lazy="joined", innerjoin=True)


class CaseRegion(Row):
    """A region that waits, or waited, in a case. An escalated one waits for others."""

    __tablename__ = "case_regions"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(
        ForeignKey("regions.id"), primary_key=True, index=True
    )
    waiting: Mapped[bool] = mapped_column(default=True)
    escalated_by: Mapped[str | None] = mapped_column(String(200))


class CaseSkip(Row):
    """A reviewer who does not want to see a case for now."""

    __tablename__ = "case_skips"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(200), primary_key=True)
    skipped_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Decision(Row):
    """What a person said of a region, with what the machine had said. Append-only.

    refused_symbol_ids: the symbols that this look is not, by this decision.
    created_symbol_id: the symbol that a `new_symbol` made.
    gallery_version: of the matches that the person saw.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_reviewer_id", "reviewer", "id"),)

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
    request_id: Mapped[str] = mapped_column(String(100), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    action: Mapped[Action] = mapped_column(choice(Action))
    symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"), index=True)
    refused_symbol_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    reviewer: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    seconds: Mapped[float | None]
    similarity: Mapped[float | None]
    rank: Mapped[int | None]
    probability: Mapped[float | None]
    threshold_uncertain: Mapped[float | None]
    threshold_known: Mapped[float | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    undoes_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id"), unique=True
    )
    added_reference_id: Mapped[int | None] = mapped_column(
        ForeignKey("symbol_references.id"), index=True
    )
    created_symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"))
    detector_id: Mapped[str] = mapped_column(String(200), default="")
    embedder_id: Mapped[str] = mapped_column(String(200), default="")
    gallery_version: Mapped[int] = mapped_column(BigInteger)


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

    id: Mapped[int] = mapped_column(_Id, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, index=True)
    kind: Mapped[ChangeKind] = mapped_column(choice(ChangeKind))
    symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"))
    reference_id: Mapped[int | None] = mapped_column(ForeignKey("symbol_references.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    followed_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HuntedRegion(Row):
    """A stored region that matched because of one gallery version.

    raised: it waits because of that version alone. opened_case: so does its case.
    """

    __tablename__ = "hunted_regions"

    gallery_version: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    raised: Mapped[bool]
    opened_case: Mapped[bool]


class Embedded(enum.StrEnum):
    """The kinds of rows that have an embedding."""

    REGION = "region"
    REFERENCE = "reference"


class NextEmbedding(Row):
    """A vector of the embedder that is to come, waiting until all of them are there."""

    __tablename__ = "next_embeddings"

    owner: Mapped[Embedded] = mapped_column(choice(Embedded), primary_key=True)
    owner_id: Mapped[int] = mapped_column(_Id, primary_key=True, autoincrement=False)
    embedder_id: Mapped[str] = mapped_column(String(200))
    embedding: Mapped[NDArray[np.float32]] = mapped_column(EmbeddingBytes)
