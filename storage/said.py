"""What was last said of regions, and whether new matches call them back."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from storage.case_views import standing_decisions
from storage.judged import JudgedMatch, RegionMatches
from storage.merges import NO_MERGES
from storage.models import Decision
from storage.records import Action

_ANSWERS = (Action.CONFIRMED, Action.NEW_SYMBOL, Action.REJECTED, Action.NOT_A_LOGO)
_SAYS_IT_IS = (Action.CONFIRMED, Action.NEW_SYMBOL)


def last_said(session: Session, region_ids: Collection[int]) -> dict[int, Decision]:
    """Return the last answer that stands for each region that has one."""
    return {
        decision.region_id: decision
        for decision in standing_decisions(session, region_ids)
        if decision.action in _ANSWERS and decision.region_id is not None
    }


def called_back(
    result: RegionMatches,
    said: Decision | None,
    meant: Mapping[int, int] = NO_MERGES,
) -> tuple[JudgedMatch, ...]:
    """Return the matches that call for a person although something was said before.

    A region confirmed as one symbol is called back only by another that it resembles
    more: look-alikes would otherwise bring every confirmed region back.
    meant: by decision, the symbol that it means now (see `storage.merges`).
    """
    if said is None or said.action not in _SAYS_IT_IS:
        return result.flagging
    symbol_id = meant.get(said.id, said.symbol_id or 0)
    own = [
        judged.match.similarity
        for judged in result.matches
        if judged.match.symbol_id == symbol_id
    ]
    return tuple(
        judged
        for judged in result.flagging
        if judged.match.symbol_id != symbol_id
        and judged.match.similarity > max(own, default=-1.0)
    )
