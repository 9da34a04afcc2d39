"""Regions that wait in cases which are no ordinary work, and who may get those."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from storage.acting import Role, has_role
from storage.models import AskedRegion, Case, CaseBarred, User
from storage.naming import storable
from storage.records import Purpose

BLIND = (Purpose.SECOND, Purpose.GOLD)


def asks_in_case() -> ColumnElement[bool]:
    """Whether something is asked in a case, besides what waits as work."""
    return exists().where(AskedRegion.case_id == Case.id, AskedRegion.waiting.is_(True))


def find_asked(
    session: Session, case: Case, region_id: int | None
) -> AskedRegion | None:
    """Return what is, or was, asked of a region in a case."""
    if region_id is None or case.purpose is Purpose.WORK:
        return None
    return session.get(AskedRegion, (case.id, region_id))


def asked_ids(session: Session, case: Case, *, waiting: bool) -> set[int]:
    """Return the regions asked in a case: all of them, or those that wait."""
    rows = select(AskedRegion.region_id).where(AskedRegion.case_id == case.id)
    if waiting:
        rows = rows.where(AskedRegion.waiting.is_(True))
    return set(session.scalars(rows))


def stop_asking(session: Session, case: Case, region_ids: Collection[int]) -> None:
    """Say that regions are asked no longer in a case."""
    session.execute(
        update(AskedRegion)
        .where(AskedRegion.case_id == case.id, AskedRegion.region_id.in_(region_ids))
        .values(waiting=False)
    )


def bar(session: Session, case: Case, people: Collection[str]) -> None:
    """Keep people from getting a case."""
    for name in sorted(set(people)):
        session.merge(CaseBarred(case_id=case.id, reviewer=name))
    session.flush()


def meant_for(reviewer: str) -> ColumnElement[bool]:
    """Whether a case may come to a person, by what it is for."""
    allowed = (Case.only_for.is_(None) | (Case.only_for == reviewer)) & ~_barred(
        reviewer
    )
    if has_role(Role.CURATOR):
        return allowed
    return allowed & (Case.purpose != Purpose.DISPUTE)


def is_meant_for(session: Session, case: Case, reviewer: str) -> bool:
    """Whether one case may come to a person. Curators may look at closed ones."""
    if case.purpose is Purpose.WORK:
        return True
    if case.closed_at is not None and has_role(Role.CURATOR):
        return True
    found = select(Case.id).where(Case.id == case.id, meant_for(reviewer))
    return session.scalar(found) is not None


def somebody_else(
    session: Session, but: Collection[str], *, role: Role = Role.REVIEWER
) -> bool:
    """Say whether there is a user of at least a role who is none of some people."""
    rows = select(User.name, User.role).where(User.enabled.is_(True))
    names = {storable(name) for name in but}
    return any(
        name not in names and own.covers(role) for name, own in session.execute(rows)
    )


def _barred(reviewer: str) -> ColumnElement[bool]:
    return exists().where(
        CaseBarred.case_id == Case.id, CaseBarred.reviewer == reviewer
    )
