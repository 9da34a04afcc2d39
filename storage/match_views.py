"""Records of matches, with the names of what they match."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.types import Match
from storage.judged import RegionMatches
from storage.models import MatchRow, Reference, Symbol, SymbolList
from storage.records import MatchView
from storage.region_rows import match_of
from storage.symbol_views import severity_of

Named = tuple[Reference, Symbol, SymbolList]


def judged_match_views(
    session: Session, result: RegionMatches
) -> tuple[MatchView, ...]:
    """Make the records of matches that are not stored."""
    ids = [judged.match.reference_id for judged in result.matches]
    names = _named(session, ids)
    return tuple(
        _match_view(
            judged.match, names[judged.match.reference_id], judged.rejected_before
        )
        for judged in result.matches
        if judged.match.reference_id in names
    )


def stored_match_views(
    session: Session, region_ids: Collection[int]
) -> dict[int, list[MatchView]]:
    """Matches of symbols and references that left since are left out."""
    found: dict[int, list[MatchView]] = defaultdict(list)
    matches = session.scalars(
        select(MatchRow)
        .where(MatchRow.region_id.in_(region_ids))
        .order_by(MatchRow.region_id, MatchRow.rank)
    ).all()
    ids = {match.reference_id for match in matches}
    names = _named(session, ids)
    for row in matches:
        if row.reference_id in names:
            view = _match_view(
                match_of(row), names[row.reference_id], row.rejected_before
            )
            found[row.region_id].append(view)
    return found


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


def _match_view(
    match: Match,
    named: Named,
    rejected_before: bool,
) -> MatchView:
    reference, symbol, own_list = named
    return MatchView(
        symbol_id=symbol.id,
        symbol_name=symbol.name,
        list_name=own_list.name,
        severity=severity_of(symbol, own_list),
        policy_text=symbol.policy_text or own_list.policy_text,
        reference_id=reference.id,
        reference_text=reference.text,
        similarity=match.similarity,
        visual_similarity=match.visual_similarity,
        text_similarity=match.text_similarity,
        probability=match.probability,
        rank=match.rank,
        rejected_before=rejected_before,
    )
