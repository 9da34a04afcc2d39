"""Records of matches, with the names of what they match."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.types import SimilarityThresholds
from recognizer.verdict import judge_match
from storage.embedder_in_use import embedder_in_use
from storage.judged import JudgedMatch, RegionMatches
from storage.models import MatchRow, Reference, Symbol, SymbolList
from storage.records import MatchView
from storage.region_rows import match_of
from storage.symbol_views import severity_of
from storage.thresholds import effective_of_symbol

Named = tuple[Reference, Symbol, SymbolList]


def judged_match_views(
    session: Session, result: RegionMatches
) -> tuple[MatchView, ...]:
    """Make the records of matches that are not stored."""
    ids = [judged.match.reference_id for judged in result.matches]
    names = _named(session, ids)
    return tuple(
        _match_view(judged, names[judged.match.reference_id])
        for judged in result.matches
        if judged.match.reference_id in names
    )


def stored_match_views(
    session: Session, region_ids: Collection[int]
) -> dict[int, list[MatchView]]:
    """Matches of symbols and references that left since are left out."""
    rows = session.scalars(
        select(MatchRow)
        .where(MatchRow.region_id.in_(region_ids))
        .order_by(MatchRow.region_id, MatchRow.rank)
    )
    return match_views(session, rows.all())


def match_views(
    session: Session, matches: Sequence[MatchRow]
) -> dict[int, list[MatchView]]:
    """Make the records of matches by region, in order, stored ones or kept ones."""
    found: dict[int, list[MatchView]] = defaultdict(list)
    ids = {match.reference_id for match in matches}
    names = _named(session, ids)
    fallback = embedder_in_use(session).thresholds
    for row in matches:
        if row.reference_id in names:
            named = names[row.reference_id]
            judged = _judged(row, named, fallback)
            found[row.region_id].append(_match_view(judged, named))
    return found


def _judged(row: MatchRow, named: Named, fallback: SimilarityThresholds) -> JudgedMatch:
    """Judge a stored match by the thresholds that its symbol has now."""
    _, symbol, own_list = named
    match = match_of(row)
    thresholds = effective_of_symbol(symbol, own_list).thresholds
    return JudgedMatch(
        match=match,
        verdict=judge_match(match, thresholds, fallback),
        severity=severity_of(symbol, own_list),
        rejected_before=row.rejected_before,
    )


def _named(session: Session, reference_ids: Collection[int]) -> dict[int, Named]:
    """Find what references are of; those that left the gallery are left out."""
    rows = session.execute(
        select(Reference, Symbol, SymbolList)
        .join(Symbol, Symbol.id == Reference.symbol_id)
        .join(SymbolList, SymbolList.id == Symbol.list_id)
        .where(
            Reference.id.in_(reference_ids),
            Reference.removed_at.is_(None),
            Symbol.enabled.is_(True),
            Symbol.removed_at.is_(None),
        )
    )
    return {
        reference.id: (reference, symbol, own_list)
        for reference, symbol, own_list in rows
    }


def _match_view(judged: JudgedMatch, named: Named) -> MatchView:
    reference, symbol, own_list = named
    match = judged.match
    return MatchView(
        symbol_id=symbol.id,
        symbol_name=symbol.name,
        list_name=own_list.name,
        severity=judged.severity,
        policy_text=symbol.policy_text or own_list.policy_text,
        reference_id=reference.id,
        reference_text=reference.text,
        similarity=match.similarity,
        visual_similarity=match.visual_similarity,
        text_similarity=match.text_similarity,
        probability=match.probability,
        rank=match.rank,
        verdict=judged.verdict,
        rejected_before=judged.rejected_before,
        aliases=tuple(symbol.aliases),
        context_similarity=match.context_similarity,
    )
