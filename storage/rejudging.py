"""Judging stored regions anew when thresholds change, from their stored matches.

Nothing is searched: the probabilities are there. Asking what would happen and doing it
are one computation. A region that nobody has answered for begins to wait when one of
its matches passes; one that waits only for what no longer passes waits no more, except
in a case that somebody has open: that stays until it is decided.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from recognizer.types import Thresholds, Verdict
from recognizer.verdict import judge_match
from storage.gallery_log import hold_gallery
from storage.judged import JudgedMatch, RegionMatches
from storage.models import (
    Case,
    CaseRegion,
    MatchRow,
    Reference,
    Region,
    Symbol,
    SymbolList,
)
from storage.records import CaseReason, RegionSource, ThresholdEffect
from storage.region_rows import match_of
from storage.rejudged import Judged, Plan, parts
from storage.said import last_said
from storage.symbol_views import severity_of
from storage.thresholds import effective_of_symbol
from storage.waiting import close_if_done, let_wait, lock_case, stop_waiting, touch
from storage.workspace import Workspace

_REGIONS_AT_ONCE = 1000
_SYMBOLS_AT_ONCE = 5000


def effect_of(
    ws: Workspace,
    session: Session,
    symbol_ids: Collection[int],
    thresholds: Thresholds,
) -> ThresholdEffect:
    """Count what happens if these thresholds judge the matches of these symbols."""
    wanted = dict.fromkeys(symbol_ids, thresholds)
    plan = Plan()
    for part in parts(_concerned(session, wanted), size=_REGIONS_AT_ONCE):
        plan.add(_judge_anew(ws, session, part, wanted, at=ws.now()))
    return plan.effect(session)


def rejudge(ws: Workspace, symbol_ids: Collection[int], *, by: str) -> None:
    """Bring regions and cases in line with the thresholds that symbols have now."""
    if not symbol_ids:
        return
    with ws.reading() as session:
        now = _thresholds(session, symbol_ids)
        region_ids = _concerned(session, now)
    for part in parts(region_ids, size=_REGIONS_AT_ONCE):
        with ws.writing() as session:
            hold_gallery(session, alone=True)
            judged = _judge_anew(ws, session, part, {}, at=ws.now())
            _apply(ws, session, judged, by=by)


def _thresholds(session: Session, symbol_ids: Collection[int]) -> dict[int, Thresholds]:
    found: dict[int, Thresholds] = {}
    rows = select(Symbol, SymbolList).join(SymbolList, SymbolList.id == Symbol.list_id)
    for part in parts(sorted(symbol_ids), size=_SYMBOLS_AT_ONCE):
        for symbol, own_list in session.execute(rows.where(Symbol.id.in_(part))):
            found[symbol.id] = effective_of_symbol(symbol, own_list).thresholds
    return found


def _concerned(session: Session, wanted: Mapping[int, Thresholds]) -> list[int]:
    """Return regions that these thresholds may judge otherwise than they are.

    A match without a probability is judged by similarity, whatever the thresholds.
    """
    by_pair: dict[Thresholds, list[int]] = defaultdict(list)
    for symbol_id, thresholds in sorted(wanted.items()):
        by_pair[thresholds].append(symbol_id)
    found: set[int] = set()
    rows = (
        select(MatchRow.region_id)
        .join(Region, Region.id == MatchRow.region_id)
        .where(Region.removed_at.is_(None))
    )
    for thresholds, symbol_ids in by_pair.items():
        passes = MatchRow.probability >= thresholds.uncertain
        judged = MatchRow.probability.is_not(None) & (
            passes | (Region.verdict != Verdict.UNKNOWN)
        )
        for part in parts(symbol_ids, size=_SYMBOLS_AT_ONCE):
            of_part = MatchRow.symbol_id.in_(part)
            found.update(session.scalars(rows.where(of_part, judged)))
    return sorted(found)


def _judge_anew(
    ws: Workspace,
    session: Session,
    region_ids: Sequence[int],
    wanted: Mapping[int, Thresholds],
    *,
    at: datetime,
) -> list[Judged]:
    """Judge some regions. wanted: thresholds to judge by instead of those there are."""
    results = _judged_matches(ws, session, region_ids, wanted)
    answered = last_said(session, region_ids)
    waits = _waits(session, region_ids)
    regions = session.scalars(
        select(Region)
        .where(Region.id.in_(region_ids))
        .options(load_only(Region.image_id, Region.verdict, Region.source))
        .order_by(Region.id)
    )
    judged = []
    for region in regions:
        result = results[region.id]
        row, case = waits.get(region.id, (None, None))
        enters = row is None and region.id not in answered and bool(result.flagging)
        ends = row is not None and not row.escalated_by and _ends(region, result)
        held = case is not None and _is_held(case, at=at)
        judged.append(
            Judged(
                region=region,
                result=result,
                case_id=None if row is None else row.case_id,
                enters=enters,
                leaves=ends and not held,
                held=ends and held,
            )
        )
    return judged


def _ends(region: Region, result: RegionMatches) -> bool:
    """Say whether a region that waits was flagged before and is by nothing now."""
    return (
        region.source is RegionSource.DETECTOR
        and region.verdict is not Verdict.UNKNOWN
        and all(judged.verdict is Verdict.UNKNOWN for judged in result.matches)
    )


def _is_held(case: Case, *, at: datetime) -> bool:
    return (
        case.claimed_by is not None
        and case.claimed_until is not None
        and case.claimed_until > at
    )


def _waits(
    session: Session, region_ids: Sequence[int]
) -> dict[int, tuple[CaseRegion, Case]]:
    rows = session.execute(
        select(CaseRegion, Case)
        .join(Case, Case.id == CaseRegion.case_id)
        .where(
            CaseRegion.region_id.in_(region_ids),
            CaseRegion.waiting.is_(True),
            Case.closed_at.is_(None),
        )
    )
    return {row.region_id: (row, case) for row, case in rows}


def _judged_matches(
    ws: Workspace,
    session: Session,
    region_ids: Sequence[int],
    wanted: Mapping[int, Thresholds],
) -> dict[int, RegionMatches]:
    """Judge stored matches of what is in the gallery still, by region."""
    fallback = ws.gallery.fallback(session)
    rows = session.execute(
        select(MatchRow, Symbol, SymbolList)
        .join(Reference, Reference.id == MatchRow.reference_id)
        .join(Symbol, Symbol.id == MatchRow.symbol_id)
        .join(SymbolList, SymbolList.id == Symbol.list_id)
        .where(
            MatchRow.region_id.in_(region_ids),
            Reference.removed_at.is_(None),
            Symbol.removed_at.is_(None),
            Symbol.enabled.is_(True),
        )
        .order_by(MatchRow.region_id, MatchRow.rank)
    )
    found: dict[int, list[JudgedMatch]] = {region_id: [] for region_id in region_ids}
    for row, symbol, own_list in rows:
        now = effective_of_symbol(symbol, own_list).thresholds
        match = match_of(row)
        found[row.region_id].append(
            JudgedMatch(
                match=match,
                verdict=judge_match(match, wanted.get(symbol.id, now), fallback),
                severity=severity_of(symbol, own_list),
                rejected_before=row.rejected_before,
            )
        )
    return {
        region_id: RegionMatches(tuple(judged), 0)
        for region_id, judged in found.items()
    }


def _apply(
    ws: Workspace, session: Session, judged: Sequence[Judged], *, by: str
) -> None:
    entering: dict[int, dict[int, float]] = defaultdict(dict)
    leaving: dict[int, list[int]] = defaultdict(list)
    for one in judged:
        one.region.verdict = one.result.verdict
        if one.enters:
            entering[one.region.image_id][one.region.id] = one.result.priority
        if one.leaves and one.case_id is not None:
            leaving[one.case_id].append(one.region.id)
    for image_id, priorities in sorted(entering.items()):
        let_wait(
            session,
            image_id=image_id,
            priorities=priorities,
            reason=CaseReason.THRESHOLDS,
            at=ws.now(),
            by=by,
        )
    for case_id, region_ids in sorted(leaving.items()):
        case = lock_case(session, case_id)
        if case is not None and not _is_held(case, at=ws.now()):
            stop_waiting(session, case, region_ids)
            touch(case, by=by)
            close_if_done(session, case, at=ws.now())
