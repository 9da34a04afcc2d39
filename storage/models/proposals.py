"""References that reviewers propose and curators answer."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row
from storage.records import ProposalState


class Proposal(Row):
    """The crop of a decision that becomes a reference when a curator approves it.

    symbol_id: as it was proposed, also where that symbol was merged since.
    version: grows with every answer. reference_id: what an approval added.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        Index(
            "ix_proposals_waiting",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    symbol_id: Mapped[int] = mapped_column(ForeignKey("symbols.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[ProposalState] = mapped_column(choice(ProposalState))
    version: Mapped[int] = mapped_column(default=1)
    proposed_by: Mapped[str] = mapped_column(String(200))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_by: Mapped[str | None] = mapped_column(String(200))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reference_id: Mapped[int | None] = mapped_column(
        ForeignKey("symbol_references.id"), index=True
    )
