"""Gold cases in the queue: put in front of others now and then, and answered.

Inside a caller's transaction. A gold case looks like any other and changes nothing.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.answers import Meaning, meaning_of
from storage.draws import draw
from storage.match_filters import of_symbols
from storage.merges import merged_symbols
from storage.models import (
    AskedRegion,
    Case,
    Decision,
    GoldAsk,
    GoldRegion,
    Region,
    Symbol,
)
from storage.records import CaseReason, Purpose, QueueFilter
from storage.second_opinions import new_case
from storage.workspace import Workspace

_JUST_BEFORE = timedelta(microseconds=1)
_LOOKED_AT = 500  # gold cases among which one is drawn


def gold_is_due(ws: Workspace, session: Session, case: Case, *, reviewer: str) -> bool:
    """Say whether a gold case comes before a case of the queue, for this reviewer."""
    share = ws.checks.gold_share
    if share <= 0 or case.purpose in (Purpose.GOLD, Purpose.DISPUTE):
        return False
    if draw(session, "gold", case.id, reviewer) >= share:
        return False
    came = exists().where(
        GoldAsk.reviewer == reviewer, GoldAsk.before_case_id == case.id
    )
    return not session.execute(select(came)).scalar_one()


def put_gold_before(
    ws: Workspace,
    session: Session,
    case: Case,
    wanted: QueueFilter,
    *,
    reviewer: str,
) -> Case | None:
    """Open a gold case that comes right before another one; None if none is left.

    wanted: which cases the reviewer wants to see.
    """
    gold = _choose(session, reviewer, _kept(wanted))
    if gold is None:
        return None
    region = session.get_one(Region, gold.region_id)
    try:
        with session.begin_nested():
            return _open(ws, session, gold, region, case, reviewer=reviewer)
    except IntegrityError:  # another tab of this reviewer was first
        return None


def _kept(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a gold case, by the matches that it shows."""
    conditions = of_symbols(GoldRegion.best_symbol_id, wanted)
    if wanted.verdict is not None:
        conditions.append(GoldRegion.verdict == wanted.verdict)
    return conditions


def _choose(
    session: Session, reviewer: str, kept: list[ColumnElement[bool]]
) -> GoldRegion | None:
    """Draw one that this reviewer neither answered nor marked, nor ever decided."""
    asked = exists().where(
        GoldAsk.gold_id == GoldRegion.id, GoldAsk.reviewer == reviewer
    )
    decided = exists().where(
        Decision.region_id == GoldRegion.region_id, Decision.reviewer == reviewer
    )
    gone = exists().where(
        Region.id == GoldRegion.region_id, Region.removed_at.is_not(None)
    )
    no_symbol = exists().where(
        Symbol.id == GoldRegion.symbol_id,
        Symbol.enabled.is_(False) | Symbol.removed_at.is_not(None),
    )
    found = session.scalars(
        select(GoldRegion)
        .where(
            GoldRegion.removed_at.is_(None),
            GoldRegion.marked_by != reviewer,
            ~asked,
            ~decided,
            ~gone,
            ~no_symbol,
            *kept,
        )
        .order_by(GoldRegion.id)
        .limit(_LOOKED_AT)
    ).all()
    drawn = {gold.id: draw(session, "gold case", gold.id, reviewer) for gold in found}
    return min(found, key=lambda gold: drawn[gold.id], default=None)


def _open(
    ws: Workspace,
    session: Session,
    gold: GoldRegion,
    region: Region,
    before: Case,
    *,
    reviewer: str,
) -> Case:
    # It stands where `before` stands in every order of the queue, a moment older.
    opened_at = before.opened_at - _JUST_BEFORE
    case = new_case(before, Purpose.GOLD, CaseReason.SCAN, at=opened_at)
    case.image_id, case.only_for = region.image_id, reviewer
    session.add(case)
    session.flush()
    session.add(
        AskedRegion(case_id=case.id, region_id=region.id, waiting=True, gold_id=gold.id)
    )
    session.add(
        GoldAsk(
            gold_id=gold.id,
            reviewer=reviewer,
            case_id=case.id,
            before_case_id=before.id,
            asked_at=ws.now(),
        )
    )
    session.flush()
    return case


def take_gold(
    session: Session, case: Case, asked: AskedRegion, decision: Decision
) -> None:
    """Compare an answer with the known one; who hands it to curators gave none."""
    gold = session.get_one(GoldRegion, asked.gold_id)
    ask = session.scalars(select(GoldAsk).where(GoldAsk.case_id == case.id)).one()
    merged = merged_symbols(session)
    known = (
        None if gold.symbol_id is None else merged.get(gold.symbol_id, gold.symbol_id)
    )
    said = meaning_of(decision, merged)
    ask.decision_id = decision.id
    ask.right = None if said is None else said == Meaning(known)
    session.flush()
