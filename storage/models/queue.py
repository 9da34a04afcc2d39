"""Cases, what waits in them, and what people said."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row
from storage.models.images import Image
from storage.records import Action, BoxEdit, CaseReason, DecisionKind, Purpose


class Case(Row):
    """An image that waits, or waited, for a person.

    At most one that is work is open for an image. priority: severity times probability
    of what matters most. uncertainty: in [0, 1], of the waiting region that the machine
    is least sure of. only_for: the one person who may get it. bare: nothing was found
    on the image; the image itself waits.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index(
            "uq_cases_image_id_open",
            "image_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL AND purpose = 'work'"),
            postgresql_where=text("closed_at IS NULL AND purpose = 'work'"),
        ),
        Index(
            "ix_cases_only_for",
            "only_for",
            sqlite_where=text("closed_at IS NULL AND only_for IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND only_for IS NOT NULL"),
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
            "claimed_until",
            "closed_at",  # always null; so that cases are counted from here alone
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_cases_by_age",
            "opened_at",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_cases_by_uncertainty",
            "uncertainty",
            "opened_at",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    reason: Mapped[CaseReason] = mapped_column(choice(CaseReason))
    priority: Mapped[float]
    uncertainty: Mapped[float] = mapped_column(default=0.0)
    version: Mapped[int] = mapped_column(default=1)
    claimed_by: Mapped[str | None] = mapped_column(String(200))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose), default=Purpose.WORK)
    only_for: Mapped[str | None] = mapped_column(String(200))
    bare: Mapped[bool] = mapped_column(default=False)

    image: Mapped[Image] = relationship(lazy="joined", innerjoin=True)


class CaseRegion(Row):
    """A region that waits, or waited, in a case. An escalated one waits for others."""

    __tablename__ = "case_regions"
    __table_args__ = (
        Index(
            "ix_case_regions_escalated_by",
            "escalated_by",
            sqlite_where=text("escalated_by IS NOT NULL"),
            postgresql_where=text("escalated_by IS NOT NULL"),
        ),
    )

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
    group_id: the press that decided several regions at once; None for one alone.
    gallery_version: of the matches that the person saw. margin: how far the match was
    over the best other symbol; negative where another was more similar. An undo is of
    the kind of what it takes back. proposed_symbol: the name that a second opinion or a
    gold answer gave a new symbol, which makes none.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        Index("ix_decisions_reviewer_id", "reviewer", "id"),
        Index("ix_decisions_reviewer_decided_at", "reviewer", "decided_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[str] = mapped_column(String(100), unique=True)
    group_id: Mapped[str | None] = mapped_column(String(100), index=True)
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
    visual_similarity: Mapped[float | None]
    text_similarity: Mapped[float | None]
    context_similarity: Mapped[float | None]
    margin: Mapped[float | None]
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
    kind: Mapped[DecisionKind] = mapped_column(
        choice(DecisionKind), default=DecisionKind.FIRST
    )
    proposed_symbol: Mapped[str] = mapped_column(Text, default="")


class RegionEdit(Row):
    """What a reviewer did to a box. Append-only.

    new_region_id: the region that took the place of a moved one.
    """

    __tablename__ = "region_edits"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), index=True)
    new_region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    kind: Mapped[BoxEdit] = mapped_column(choice(BoxEdit))
    edited_by: Mapped[str] = mapped_column(String(200))
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)


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
