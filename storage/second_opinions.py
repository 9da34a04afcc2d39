"""Second opinions: which decisions are asked twice, and what comes of both answers.

Inside a caller's transaction. A second answer changes nothing in the gallery; where it
differs, a curator settles it (see `storage.settling`).
"""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.acting import Role
from storage.answers import ANSWERS, meaning_of
from storage.asked import bar, somebody_else, stop_asking
from storage.draws import draw
from storage.looks import best_symbol, severity, stored_look
from storage.merges import merged_symbols
from storage.models import (
    AskedRegion,
    Case,
    CaseRegion,
    Decision,
    Region,
    SecondOpinion,
    Symbol,
)
from storage.models.quality import Look
from storage.quality_rules import Checks
from storage.records import CaseReason, Outcome, Purpose


def pick_second(
    session: Session, case: Case, region: Region, decision: Decision, checks: Checks
) -> None:
    """Ask for a second opinion of a decision, if its case is drawn or it is severe.

    It is asked once the case is closed. Nothing is picked where nobody else could
    answer, nor of what was handed to curators.
    """
    if case.purpose is not Purpose.WORK or decision.action not in ANSWERS:
        return
    waits = session.get(CaseRegion, (case.id, region.id))
    if waits is not None and waits.escalated_by is not None:
        return
    look = stored_look(session, region.id)
    if not _is_picked(session, decision, look, checks):
        return
    if not somebody_else(session, [decision.reviewer]):
        return
    session.add(
        SecondOpinion(
            decision_id=decision.id,
            region_id=region.id,
            first_reviewer=decision.reviewer,
            outcome=Outcome.OPEN,
            verdict=region.verdict,
            look=look,
            best_symbol_id=best_symbol(look),
            asked_at=decision.decided_at,
        )
    )
    session.flush()


def _is_picked(
    session: Session, decision: Decision, look: Look, checks: Checks
) -> bool:
    if checks.second_severity is not None:
        about = [decision.symbol_id, *decision.refused_symbol_ids, best_symbol(look)]
        ids = [symbol_id for symbol_id in about if symbol_id is not None]
        if severity(session, ids) >= checks.second_severity:
            return True
    share = checks.second_share
    return share > 0 and draw(session, "second opinion", decision.case_id) < share


def ask_seconds(session: Session, case: Case, *, at: datetime) -> None:
    """Put what was picked of a closed case before others: a case for each first person.

    Nobody gets it who ever said something of one of its boxes.
    """
    if case.purpose is not Purpose.WORK:
        return
    rows = session.scalars(
        select(SecondOpinion)
        .join(Decision, Decision.id == SecondOpinion.decision_id)
        .where(
            Decision.case_id == case.id,
            SecondOpinion.outcome == Outcome.OPEN,
            SecondOpinion.case_id.is_(None),
        )
        .order_by(SecondOpinion.id)
    )
    by_person: dict[str, list[SecondOpinion]] = defaultdict(list)
    for opinion in rows:
        by_person[opinion.first_reviewer].append(opinion)
    for opinions in by_person.values():
        _open(session, case, opinions, at=at)


def _open(
    session: Session, case: Case, opinions: list[SecondOpinion], *, at: datetime
) -> None:
    blind = new_case(case, Purpose.SECOND, case.reason, at=at)
    session.add(blind)
    session.flush()
    for opinion in opinions:
        opinion.case_id = blind.id
        session.add(
            AskedRegion(
                case_id=blind.id,
                region_id=opinion.region_id,
                waiting=True,
                opinion_id=opinion.id,
            )
        )
    region_ids = [opinion.region_id for opinion in opinions]
    said = select(Decision.reviewer).where(Decision.region_id.in_(region_ids))
    bar(session, blind, session.scalars(said.distinct()).all())


def new_case(like: Case, purpose: Purpose, reason: CaseReason, *, at: datetime) -> Case:
    """Make another case of an image, that comes as soon as the first one did."""
    return Case(
        image_id=like.image_id,
        reason=reason,
        priority=like.priority,
        uncertainty=like.uncertainty,
        opened_at=at,
        purpose=purpose,
    )


def take_second(
    session: Session, case: Case, asked: AskedRegion, second: Decision
) -> None:
    """Compare a second answer with the first; where they differ, ask a curator.

    Who hands the box to curators has no answer: a curator decides then, too.
    """
    opinion = session.get_one(SecondOpinion, asked.opinion_id)
    first = session.get_one(Decision, opinion.decision_id)
    merged = merged_symbols(session)
    opinion.second_id = second.id
    said = meaning_of(first, merged)
    if said == meaning_of(second, merged):
        opinion.outcome = Outcome.AGREED
    elif said is not None and not _can_be_chosen(session, said.symbol_id):
        opinion.outcome = Outcome.WITHDRAWN  # the second could not have said so
    else:
        opinion.outcome = Outcome.DISAGREED
        _ask_curator(session, case, opinion, first, second)
    session.flush()


def _can_be_chosen(session: Session, symbol_id: int | None) -> bool:
    if symbol_id is None:
        return True
    symbol = session.get(Symbol, symbol_id)
    return symbol is not None and symbol.removed_at is None and symbol.enabled


def _ask_curator(
    session: Session,
    case: Case,
    opinion: SecondOpinion,
    first: Decision,
    second: Decision,
) -> None:
    """Let a box wait for a curator who gave neither answer, if there is one."""
    dispute = session.scalar(
        select(Case).where(
            Case.image_id == case.image_id,
            Case.purpose == Purpose.DISPUTE,
            Case.closed_at.is_(None),
            Case.claimed_by.is_(None),
        )
    )
    if dispute is None:
        dispute = new_case(
            case, Purpose.DISPUTE, CaseReason.DISPUTE, at=second.decided_at
        )
        session.add(dispute)
        session.flush()
    opinion.dispute_id = dispute.id
    session.merge(
        AskedRegion(
            case_id=dispute.id,
            region_id=opinion.region_id,
            waiting=True,
            opinion_id=opinion.id,
        )
    )
    both = [first.reviewer, second.reviewer]
    if somebody_else(session, both, role=Role.CURATOR):
        bar(session, dispute, both)


def opinion_of(session: Session, decision: Decision) -> SecondOpinion | None:
    """Return the second opinion of which a decision is the first, second or last."""
    return session.scalar(
        select(SecondOpinion).where(
            (SecondOpinion.decision_id == decision.id)
            | (SecondOpinion.second_id == decision.id)
            | (SecondOpinion.final_id == decision.id)
        )
    )


def stop(session: Session, opinion: SecondOpinion) -> list[Case]:
    """Ask nobody any more; return the cases in which the box waited."""
    ids = {opinion.case_id, opinion.dispute_id} - {None}
    cases = session.scalars(select(Case).where(Case.id.in_(ids))).all()
    for case in cases:
        stop_asking(session, case, [opinion.region_id])
    return [case for case in cases if case.closed_at is None]
