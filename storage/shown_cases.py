"""Cases as one reviewer sees them: their regions, matches and what was said of those.

Owns what is left out of sight, so that a second opinion is one's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from storage.alike_here import say_the_same
from storage.asked import BLIND, asked_ids
from storage.case_views import (
    answers_in,
    decision_records,
    image_view,
    standing_decisions,
    waits_for,
)
from storage.hiding import Kept, looks_out_of_sight
from storage.looks import rows_of
from storage.match_views import match_views, stored_match_views
from storage.models import (
    AskedRegion,
    Case,
    CaseRegion,
    Decision,
    GalleryState,
    GoldRegion,
    MatchRow,
    Region,
    SecondOpinion,
    Symbol,
    SymbolList,
)
from storage.records import (
    Action,
    CaseReason,
    CaseView,
    DecisionRecord,
    MatchView,
    Purpose,
    RegionView,
)


def case_view(
    session: Session, case: Case, *, reviewer: str, now: datetime
) -> CaseView:
    """Make a case's record as one reviewer sees it."""
    version = session.execute(select(GalleryState.version)).scalar_one()
    is_open = case.closed_at is None
    # Who knows that a case is an audit looks at it in another way.
    hidden = is_open and case.reason is CaseReason.AUDIT
    blurred, greyscale = _veil(session, case)
    return CaseView(
        id=case.id,
        version=case.version,
        reason=CaseReason.SCAN if hidden else case.reason,
        open=is_open,
        opened_at=case.opened_at,
        claimed_until=case.claimed_until,
        image=image_view(case.image),
        regions=_region_views(session, case, reviewer=reviewer),
        gallery_version=version,
        held_by=_held_by(case, reviewer=reviewer, now=now),
        blurred=blurred,
        greyscale=greyscale,
        bare=is_open and case.bare,
    )


def _held_by(case: Case, *, reviewer: str, now: datetime) -> str | None:
    """Return another reviewer who works on an open case now."""
    until = case.claimed_until
    if case.closed_at is not None or until is None or until <= now:
        return None
    return None if case.claimed_by == reviewer else case.claimed_by


def _veil(session: Session, case: Case) -> tuple[bool, bool]:
    """Say whether a list of what the case may show wants it blurred, or grey."""
    rows = session.execute(
        select(SymbolList.blurred, SymbolList.greyscale)
        .join(Symbol, Symbol.list_id == SymbolList.id)
        .join(MatchRow, MatchRow.symbol_id == Symbol.id)
        .join(CaseRegion, CaseRegion.region_id == MatchRow.region_id)
        .where(CaseRegion.case_id == case.id, MatchRow.rank == 1)
    ).all()
    return any(blurred for blurred, _ in rows), any(grey for _, grey in rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """What of a case's image a reviewer sees.

    kept: by region, the matches to show instead of the present ones. said: by region,
    the last decision to show. left_out: regions that are not shown.
    """

    kept: Mapping[int, Kept]
    said: Mapping[int, DecisionRecord]
    left_out: frozenset[int]


def _region_views(
    session: Session, case: Case, *, reviewer: str
) -> tuple[RegionView, ...]:
    rows = session.scalars(
        select(Region)
        .where(Region.image_id == case.image_id, Region.removed_at.is_(None))
        .order_by(Region.id)
    ).all()
    ids = [row.id for row in rows]
    sight = _sight(session, case, ids, reviewer=reviewer)
    matches = _matches(session, ids, sight.kept)
    waiting = _waiting(session, case, reviewer)
    escalations = _escalations(session, case)
    answers = _answers(session, case)
    views = tuple(
        RegionView(
            id=row.id,
            xyxy=(row.x0, row.y0, row.x1, row.y1),
            confidence=row.confidence,
            source=row.source,
            text=row.text,
            verdict=sight.kept[row.id].verdict if row.id in sight.kept else row.verdict,
            matches=tuple(matches.get(row.id, ())),
            decision=sight.said.get(row.id),
            waiting=row.id in waiting and case.closed_at is None,
            escalation=escalations.get(row.id),
            answers=answers.get(row.id, ()),
        )
        for row in rows
        if row.id not in sight.left_out
    )
    alike = {} if case.purpose is Purpose.DISPUTE else say_the_same(views)
    return tuple(replace(view, alike=alike.get(view.id, ())) for view in views)


def _waiting(session: Session, case: Case, reviewer: str) -> set[int]:
    work = select(CaseRegion.region_id).where(
        CaseRegion.case_id == case.id, waits_for(reviewer)
    )
    return set(session.scalars(work)) | asked_ids(session, case, waiting=True)


def _matches(
    session: Session, region_ids: Sequence[int], kept: Mapping[int, Kept]
) -> dict[int, list[MatchView]]:
    present = [region_id for region_id in region_ids if region_id not in kept]
    looks = [row for i, one in kept.items() for row in rows_of(one.look, i)]
    return stored_match_views(session, present) | match_views(session, looks)


def _sight(
    session: Session, case: Case, region_ids: Sequence[int], *, reviewer: str
) -> _Sight:
    standing = standing_decisions(session, region_ids)
    if case.purpose not in BLIND:
        hidden = looks_out_of_sight(session, region_ids, reviewer=reviewer)
        last = {
            record.region_id: record
            for record in decision_records(session, standing)
            if record.region_id is not None and record.region_id not in hidden
        }
        return _Sight(hidden, last, frozenset())
    kept = _asked_looks(session, case)
    here = [decision for decision in standing if decision.case_id == case.id]
    elsewhere = {d.region_id for d in standing if d.case_id != case.id}
    own = decision_records(session, [*here, *answers_in(session, case)])
    said = {record.region_id: record for record in own if record.region_id is not None}
    left_out = {i for i in elsewhere if i is not None} - set(kept) - set(said)
    return _Sight(kept, said, frozenset(left_out))


def _asked_looks(session: Session, case: Case) -> dict[int, Kept]:
    rows = session.execute(
        select(AskedRegion.region_id, SecondOpinion, GoldRegion)
        .outerjoin(SecondOpinion, SecondOpinion.id == AskedRegion.opinion_id)
        .outerjoin(GoldRegion, GoldRegion.id == AskedRegion.gold_id)
        .where(AskedRegion.case_id == case.id)
    )
    return {region_id: opinion or gold for region_id, opinion, gold in rows}


def _answers(session: Session, case: Case) -> dict[int, tuple[DecisionRecord, ...]]:
    """Return by region what two people said, where a curator is to settle it."""
    if case.purpose is not Purpose.DISPUTE:
        return {}
    opinions = session.scalars(
        select(SecondOpinion).where(SecondOpinion.dispute_id == case.id)
    ).all()
    found: dict[int, tuple[DecisionRecord, ...]] = {}
    for opinion in opinions:
        ids = [i for i in (opinion.decision_id, opinion.second_id) if i is not None]
        said = [session.get_one(Decision, decision_id) for decision_id in ids]
        found[opinion.region_id] = tuple(decision_records(session, said))
    return found


def _escalations(session: Session, case: Case) -> dict[int, DecisionRecord]:
    """Return by region who handed it on, of those that wait because of that."""
    region_ids = session.scalars(
        select(CaseRegion.region_id).where(
            CaseRegion.case_id == case.id, CaseRegion.escalated_by.is_not(None)
        )
    ).all()
    if not region_ids:
        return {}
    later = aliased(Decision)
    rows = session.scalars(
        select(Decision)
        .where(Decision.case_id == case.id, Decision.action == Action.ESCALATED)
        .where(~exists().where(later.undoes_id == Decision.id))
        .order_by(Decision.id)
    ).all()
    found: dict[int, DecisionRecord] = {}
    for record in decision_records(session, rows):
        whole = record.region_id is None
        found.update({i: record for i in region_ids if whole or i == record.region_id})
    return found
