"""A curator's last word where two people said different things of a box."""

from sqlalchemy.orm import Session

from storage.answers import meaning, meaning_of
from storage.decision_writing import decision_row, write_decision
from storage.merges import merged_symbols
from storage.models import AskedRegion, Case, Decision, Region, SecondOpinion
from storage.records import DecisionInput, DecisionKind, Outcome
from storage.taking_back import take_out_of_gallery, undo_row
from storage.workspace import Workspace


def settle(
    ws: Workspace,
    session: Session,
    case: Case,
    asked: AskedRegion,
    region: Region,
    press: DecisionInput,
    crop_sha256: str | None,
) -> Decision:
    """Write the final decision of a box.

    Where it is what the first person said, nothing changes. Else the first answer is
    taken back, with what it did to the gallery, and the final one counts instead.
    """
    opinion = session.get_one(SecondOpinion, asked.opinion_id)
    first = session.get_one(Decision, opinion.decision_id)
    merged = merged_symbols(session)
    wanted = meaning(
        press.action,
        press.symbol_id,
        press.new_symbol.name if press.new_symbol is not None else "",
        merged,
    )
    if wanted == meaning_of(first, merged):
        decision = decision_row(ws, case, region, press, kind=DecisionKind.UPHELD)
        decision.symbol_id = press.symbol_id
        session.add(decision)
        session.flush()
    else:
        _overrule(ws, session, first, by=press.reviewer)
        decision = write_decision(
            ws, session, case, region, press, crop_sha256, kind=DecisionKind.FINAL
        )
    opinion.final_id, opinion.outcome = decision.id, Outcome.SETTLED
    asked.waiting = False
    session.flush()
    return decision


def _overrule(ws: Workspace, session: Session, first: Decision, *, by: str) -> None:
    """Take a first answer back, and what it did; its box does not wait again."""
    undoing = undo_row(ws, first, by)
    session.add(undoing)
    session.flush()
    take_out_of_gallery(session, first, undoing)
