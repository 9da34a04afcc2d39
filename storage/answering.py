"""What follows from an answer: by whether it was work, or was asked to check somebody.

Inside the transaction of `decide`, which has checked who may decide.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from storage.asked import asked_ids, find_asked
from storage.decision_writing import KINDS, decision_row, write_decision
from storage.errors import ConflictError
from storage.gold_answers import take_gold
from storage.models import AskedRegion, Case, Decision, Region
from storage.records import Action, DecisionInput, Purpose
from storage.second_opinions import pick_second, take_second
from storage.settling import settle
from storage.symbol_rows import find_symbol_row, live_symbol
from storage.waiting import stop_waiting
from storage.workspace import Workspace


def write_answer(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region,
    press: DecisionInput,
    crop_sha256: str | None,
) -> Decision:
    """Write what was said of a region, and what it changes.

    crop_sha256: the blob of the reference to add, None to add none.
    """
    asked = find_asked(session, case, region.id)
    if asked is None:
        decision = write_decision(ws, session, case, region, press, crop_sha256)
        pick_second(session, case, region, decision, ws.checks)
        stop_waiting(session, case, [region.id])
        return decision
    if case.purpose is Purpose.DISPUTE:
        return settle(ws, session, case, asked, region, press, crop_sha256)
    return write_blind(ws, session, case, asked, region, press)


def write_blind(
    ws: Workspace,
    session: Session,
    case: Case,
    asked: AskedRegion,
    region: Region,
    press: DecisionInput,
) -> Decision:
    """Write a second opinion or a gold answer; the gallery stays as it is."""
    decision = decision_row(ws, case, region, press, kind=KINDS[case.purpose])
    if press.action is Action.CONFIRMED and press.symbol_id is not None:
        decision.symbol_id = live_symbol(session, press.symbol_id).id
    if press.action is Action.NEW_SYMBOL and press.new_symbol is not None:
        there = find_symbol_row(session, press.new_symbol.name)
        decision.symbol_id = None if there is None else there.id
        decision.proposed_symbol = press.new_symbol.name
    asked.waiting = False
    session.add(decision)
    session.flush()
    if case.purpose is Purpose.GOLD:
        take_gold(session, case, asked, decision)
    else:
        take_second(session, case, asked, decision)
    return decision


def hand_on_blind(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region | None,
    press: DecisionInput,
) -> Decision:
    """Hand a box, or all that is asked, to curators: one row each, and no answer."""
    ids = asked_ids(session, case, waiting=True)
    if region is not None:
        ids &= {region.id}
    written: list[Decision] = []
    for region_id in sorted(ids):
        own = press
        if written:
            own = replace(press, request_id=f"{press.request_id}/{region_id}")
        asked = session.get_one(AskedRegion, (case.id, region_id))
        one = session.get_one(Region, region_id)
        written.append(write_blind(ws, session, case, asked, one, own))
    if not written:
        raise ConflictError("Nothing waits in this case any more. Take the next one.")
    if len(written) > 1:
        for decision in written:
            decision.group_id = press.request_id
    return written[0]
