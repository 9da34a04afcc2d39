"""What a person must not see yet, for their own answer to be worth something.

A decision of which a second opinion is open is out of sight for everybody but who made
it; so is, for reviewers, what was said of a gold case, and what kind an answer is.
"""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import ColumnElement, exists, false, or_, select
from sqlalchemy.orm import Session

from storage.acting import Door, Person, Role, has_role
from storage.decision_kinds import EFFECTIVE
from storage.models import Decision, GoldRegion, SecondOpinion
from storage.naming import storable
from storage.records import DecisionKind, DecisionRow, Outcome

# What keeps the matches that were seen of a region.
Kept = SecondOpinion | GoldRegion
_CHECKS = (DecisionKind.SECOND, DecisionKind.UPHELD, DecisionKind.GOLD)
_UNSETTLED = (Outcome.OPEN, Outcome.DISAGREED)


def looks_out_of_sight(
    session: Session, region_ids: Collection[int], *, reviewer: str
) -> dict[int, Kept]:
    """Return, by region, what holds the matches to show while its answer is hidden."""
    opinions = session.scalars(
        select(SecondOpinion).where(
            SecondOpinion.region_id.in_(region_ids),
            SecondOpinion.outcome == Outcome.OPEN,
            SecondOpinion.first_reviewer != reviewer,
        )
    )
    hidden: dict[int, Kept] = {row.region_id: row for row in opinions}
    if has_role(Role.CURATOR):
        return hidden
    own = exists().where(
        Decision.region_id == GoldRegion.region_id,
        Decision.reviewer == reviewer,
        Decision.kind.in_(EFFECTIVE),
    )
    gold = session.scalars(
        select(GoldRegion).where(
            GoldRegion.region_id.in_(region_ids),
            GoldRegion.removed_at.is_(None),
            GoldRegion.marked_by != reviewer,
            ~own,
        )
    )
    return {row.region_id: row for row in gold} | hidden


def is_out_of_sight(session: Session, region_id: int) -> bool:
    """Say whether something that was said of a region is out of anybody's sight."""
    found = select(SecondOpinion.id).where(
        SecondOpinion.region_id == region_id,
        SecondOpinion.outcome.in_(_UNSETTLED),
    )
    return session.scalar(found.limit(1)) is not None


def hidden_rows(seen_by: Person | None) -> ColumnElement[bool]:
    """Whether a decision must not be shown to a person; None sees all.

    Programs and the command line of curators see all, too: they answer no case.
    """
    if seen_by is None:
        return false()
    name = storable(seen_by.name)
    curator = seen_by.role.covers(Role.CURATOR)
    if curator and seen_by.door is not Door.SCREEN:
        return false()
    outcomes = (Outcome.OPEN,) if curator else _UNSETTLED
    # A decision, and the undo of one.
    about = or_(
        SecondOpinion.decision_id == Decision.id,
        SecondOpinion.decision_id == Decision.undoes_id,
    )
    open_opinion = exists().where(
        about,
        SecondOpinion.outcome.in_(outcomes),
        SecondOpinion.first_reviewer != name,
    )
    if curator:
        return open_opinion
    known = exists().where(
        GoldRegion.region_id == Decision.region_id, GoldRegion.removed_at.is_(None)
    )
    check = Decision.kind.in_(_CHECKS)
    return open_opinion | ((known | check) & (Decision.reviewer != name))


def as_seen_by(row: DecisionRow, seen_by: Person | None) -> DecisionRow:
    """Return a row without what it would tell a reviewer of the checks on them."""
    if seen_by is None or seen_by.role.covers(Role.CURATOR):
        return row
    if row.kind not in (DecisionKind.SECOND, DecisionKind.GOLD):
        return row
    return replace(row, kind=DecisionKind.FIRST)
