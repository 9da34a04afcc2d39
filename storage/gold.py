"""Gold cases: boxes whose right answer is known. Marking, listing, taking away."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from recognizer.types import TextRead
from storage.acting import Role, check_role
from storage.answers import ANSWERS
from storage.audit_trail import note
from storage.case_views import standing_decisions
from storage.contexts import stored_contexts
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.gallery_log import hold_gallery
from storage.live_gallery import SearchedRegion
from storage.looks import best_symbol, look_of
from storage.models import (
    Decision,
    GoldAsk,
    GoldRegion,
    Image,
    Region,
    SecondOpinion,
    Symbol,
)
from storage.naming import storable
from storage.records import Action, GoldTold, GoldView, Outcome
from storage.region_rows import match_rows
from storage.symbol_rows import live_symbol
from storage.workspace import Workspace

_SAYS_IT_IS = (Action.CONFIRMED, Action.NEW_SYMBOL)
_UNSETTLED = (Outcome.OPEN, Outcome.DISAGREED)


def mark_gold(ws: Workspace, decision_id: int, *, by: str) -> GoldView:
    """Make a decided box a gold case: what was decided is the right answer.

    Raises NotFoundError for an unknown decision, InvalidInputError for one that is no
    answer, ConflictError for one that does not stand, or is gold already,
    NotAllowedError where whoever acts is no curator.
    """
    check_role(Role.CURATOR)
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        decision = _markable(session, decision_id)
        region = session.get_one(Region, decision.region_id)
        gold = GoldRegion(
            region_id=region.id,
            symbol_id=decision.symbol_id if decision.action in _SAYS_IT_IS else None,
            marked_by=storable(by),
            marked_at=ws.now(),
        )
        if gold.symbol_id is not None:
            live_symbol(session, gold.symbol_id)
        _look(ws, session, gold, region)
        session.add(gold)
        session.flush()
        note(session, "gold case", "added", subject=f"decision {decision_id}")
        gold_id = gold.id
    return get_gold(ws, gold_id)


def remove_gold(ws: Workspace, gold_id: int, *, by: str) -> GoldView:
    """Let a gold case come to nobody any more; the answers to it stay.

    Raises NotFoundError for one that is not there, NotAllowedError like `mark_gold`.
    """
    check_role(Role.CURATOR)
    with ws.writing() as session:
        gold = session.get(GoldRegion, gold_id)
        if gold is None or gold.removed_at is not None:
            raise NotFoundError("There is no such gold case (any more).")
        gold.removed_at, gold.removed_by = ws.now(), storable(by)
        note(session, "gold case", "removed", subject=f"gold case {gold_id}")
    return get_gold(ws, gold_id)


def get_gold(ws: Workspace, gold_id: int) -> GoldView:
    """Return a gold case, a removed one, too. Raises NotFoundError."""
    with ws.reading() as session:
        gold = session.get(GoldRegion, gold_id)
        if gold is None:
            raise NotFoundError("There is no such gold case (any more).")
        return _views(session, [gold])[0]


def list_gold(ws: Workspace) -> tuple[GoldView, ...]:
    """Return the gold cases that count, oldest first."""
    rows = select(GoldRegion).where(GoldRegion.removed_at.is_(None))
    with ws.reading() as session:
        found = session.scalars(rows.order_by(GoldRegion.id)).all()
        return _views(session, found)


def told_at_once(ws: Workspace, decision_id: int) -> GoldTold | None:
    """Say what the right answer was, where a setting wants it told; else None."""
    if not ws.checks.gold_feedback:
        return None
    row = (
        select(GoldAsk.right, GoldRegion.symbol_id)
        .join(GoldRegion, GoldRegion.id == GoldAsk.gold_id)
        .where(GoldAsk.decision_id == decision_id)
    )
    with ws.reading() as session:
        found = session.execute(row).first()
        if found is None or found.right is None:
            return None
        symbol = session.get(Symbol, found.symbol_id) if found.symbol_id else None
        return GoldTold(found.right, "" if symbol is None else symbol.name)


def gold_of(ws: Workspace, region_ids: Collection[int]) -> dict[int, int]:
    """Return the gold case of each region that is one now."""
    rows = select(GoldRegion.region_id, GoldRegion.id).where(
        GoldRegion.region_id.in_(region_ids), GoldRegion.removed_at.is_(None)
    )
    with ws.reading() as session:
        return {region_id: gold_id for region_id, gold_id in session.execute(rows)}


def _markable(session: Session, decision_id: int) -> Decision:
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise NotFoundError("There is no such decision. Look at the list again.")
    region_id = decision.region_id
    if decision.action not in ANSWERS or region_id is None:
        raise InvalidInputError(
            f"Decision {decision_id} is no answer: mark a box that was confirmed, "
            "rejected or said to be no logo."
        )
    said = [
        one.id
        for one in standing_decisions(session, [region_id])
        if one.action in ANSWERS
    ]
    if not said or said[-1] != decision_id:
        raise ConflictError(
            f"Decision {decision_id} is not the last word on its box: mark that one."
        )
    open_opinion = select(SecondOpinion.id).where(
        SecondOpinion.decision_id == decision_id, SecondOpinion.outcome.in_(_UNSETTLED)
    )
    if session.scalar(open_opinion) is not None:
        raise ConflictError(
            "A second opinion of this box is open: mark it once it is settled."
        )
    gold = select(GoldRegion.id).where(
        GoldRegion.region_id == region_id, GoldRegion.removed_at.is_(None)
    )
    if session.scalar(gold) is not None:
        raise ConflictError("This box is a gold case already.")
    if session.get_one(Region, region_id).removed_at is not None:
        raise ConflictError("This box was taken away: mark another.")
    return decision


def _look(ws: Workspace, session: Session, gold: GoldRegion, region: Region) -> None:
    """Keep the matches of a box as if nobody had ever decided it."""
    added = select(Decision.added_reference_id).where(
        Decision.region_id == region.id, Decision.added_reference_id.is_not(None)
    )
    context = stored_contexts(session, [region.image_id]).get(region.id, "")
    result = ws.gallery.search_without(
        session,
        SearchedRegion(
            region.embedding,
            TextRead(region.text, region.text_confidence),
            context=context,
        ),
        k=ws.matches_k,
        reference_ids=set(session.scalars(added)),
    )
    gold.verdict = result.verdict
    gold.look = look_of(match_rows(region.id, result))
    gold.best_symbol_id = best_symbol(gold.look)


def _views(session: Session, rows: Sequence[GoldRegion]) -> tuple[GoldView, ...]:
    answers = {
        gold_id: (count, right or 0)
        for gold_id, count, right in session.execute(
            select(
                GoldAsk.gold_id,
                func.count(GoldAsk.decision_id),
                func.sum(case((GoldAsk.right.is_(True), 1), else_=0)),
            ).group_by(GoldAsk.gold_id)
        )
    }
    return tuple(_view(session, row, *answers.get(row.id, (0, 0))) for row in rows)


def _view(session: Session, row: GoldRegion, answers: int, right: int) -> GoldView:
    region = session.get_one(Region, row.region_id)
    symbol = None if row.symbol_id is None else session.get(Symbol, row.symbol_id)
    return GoldView(
        id=row.id,
        region_id=row.region_id,
        image_name=session.get_one(Image, region.image_id).name,
        symbol_id=row.symbol_id,
        symbol_name="" if symbol is None else symbol.name,
        marked_by=row.marked_by,
        marked_at=row.marked_at,
        removed=row.removed_at is not None,
        answers=answers,
        right=right,
    )
