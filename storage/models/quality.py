"""What is asked twice, and what is asked although its answer is known."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from recognizer.types import Verdict
from storage.columns import UtcDateTime, choice
from storage.models.base import Id, Row
from storage.records import Outcome

# Matches as they were seen: the columns of `MatchRow` by name, best first.
Look = list[dict[str, Any]]


class DrawSalt(Row):
    """The secret of a database that its draws rest on: nobody can compute them."""

    __tablename__ = "draw_salt"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(64))


class CaseBarred(Row):
    """A person who must not get a case, because they gave an answer to it before."""

    __tablename__ = "case_barred"
    __table_args__ = (Index("ix_case_barred_reviewer", "reviewer"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(200), primary_key=True)


class AskedRegion(Row):
    """A region that waits, or waited, in a case that is no ordinary work.

    opinion_id: the second opinion that is asked or settled. gold_id: the gold case.
    """

    __tablename__ = "asked_regions"
    __table_args__ = (
        Index(
            "ix_asked_regions_region_id_waiting",
            "region_id",
            sqlite_where=text("waiting"),
            postgresql_where=text("waiting"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    waiting: Mapped[bool] = mapped_column(default=True)
    opinion_id: Mapped[int | None] = mapped_column(ForeignKey("second_opinions.id"))
    gold_id: Mapped[int | None] = mapped_column(ForeignKey("gold_regions.id"))


class SecondOpinion(Row):
    """A decision of which another person is asked, without knowing it.

    look, verdict: what the first person saw of the machine, for the second to see.
    best_symbol_id: of the best match in it. case_id: None until the second is asked;
    dispute_id: the case of the curator who settles it.
    """

    __tablename__ = "second_opinions"
    __table_args__ = (
        Index(
            "ix_second_opinions_region_id_open",
            "region_id",
            sqlite_where=text("outcome IN ('open', 'disagreed')"),
            postgresql_where=text("outcome IN ('open', 'disagreed')"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    first_reviewer: Mapped[str] = mapped_column(String(200))
    second_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id"), unique=True
    )
    final_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id"), unique=True
    )
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome), default=Outcome.OPEN)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    look: Mapped[Look] = mapped_column(JSON)
    best_symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GoldRegion(Row):
    """A region whose right answer is known; symbol_id: None where it shows none.

    look, verdict, best_symbol_id: as of a second opinion, without what this very
    region taught the gallery.
    """

    __tablename__ = "gold_regions"
    __table_args__ = (
        Index(
            "uq_gold_regions_region_id_live",
            "region_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"))
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    look: Mapped[Look] = mapped_column(JSON)
    best_symbol_id: Mapped[int | None] = mapped_column(ForeignKey("symbols.id"))
    marked_by: Mapped[str] = mapped_column(String(200))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_by: Mapped[str | None] = mapped_column(String(200))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GoldAsk(Row):
    """A gold case handed to a reviewer; each gets each one once.

    before_case_id: the case of the queue in front of which it came. right: whether the
    answer was the known one; None without an answer.
    """

    __tablename__ = "gold_asks"
    __table_args__ = (
        UniqueConstraint("gold_id", "reviewer"),
        Index("ix_gold_asks_reviewer_before_case_id", "reviewer", "before_case_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    gold_id: Mapped[int] = mapped_column(ForeignKey("gold_regions.id"))
    reviewer: Mapped[str] = mapped_column(String(200))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    before_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id"), unique=True
    )
    right: Mapped[bool | None]
