"""What a person says of a region, and what follows from it in the same transaction.

A decision is written once: a press that is repeated returns what the first one did.
What else matches because of it is found after the commit, by the retro-hunt.
"""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from recognizer.images import crop, decode, encode_png
from storage.answering import hand_on_blind, write_answer
from storage.asked import BLIND, asked_ids, find_asked
from storage.case_views import decision_records, waits_for
from storage.cases import show_case
from storage.claims import check_claim, claim, claimable_case
from storage.decision_groups import decidable_also, write_also
from storage.decision_writing import decidable_region, write_leaving
from storage.errors import ConflictError, InvalidInputError
from storage.gallery_log import hold_gallery
from storage.hunting import follow_up, hunt_result
from storage.models import (
    Case,
    CaseRegion,
    Decision,
    GalleryChange,
    Image,
    Region,
)
from storage.records import (
    Action,
    DecisionInput,
    DecisionResult,
    Purpose,
    RetroHuntResult,
)
from storage.reference_rules import becomes_reference
from storage.waiting import close_if_done, release
from storage.workspace import Workspace

MOST_TOGETHER = 500
# What can be said of a case: "not a logo" only where nothing was found on its image.
_OF_CASES = (Action.SKIPPED, Action.ESCALATED, Action.NOT_A_LOGO)
_LONGEST_REQUEST_ID = 80
_LONGEST_TEXT = 4000


def decide(ws: Workspace, press: DecisionInput) -> DecisionResult:
    """Write down a decision and all that follows from it; harmless when repeated.

    Raises ConflictError if the case changed, closed or belongs to somebody else;
    InvalidInputError if the press does not make sense; NotFoundError for unknown ids.
    Nothing is saved then.
    """
    _check(ws, press)
    decision_id = _find(ws, press.request_id)
    if decision_id is None:
        crop_sha256 = _reference_crop(ws, press)
        with ws.writing() as session:
            decision_id = _write(ws, session, press, crop_sha256)
    follow_up(ws)  # also after a repeated press: the first may have died before it
    return decision_result(ws, decision_id, reviewer=press.reviewer)


def decision_result(
    ws: Workspace, decision_id: int, *, reviewer: str, case_id: int | None = None
) -> DecisionResult:
    """Say what a decision did, as it stands now.

    case_id: the case to show, if not that of the decision.
    """
    with ws.reading() as session:
        decision = session.get_one(Decision, decision_id)
        changes = session.scalars(
            select(GalleryChange).where(GalleryChange.decision_id == decision_id)
        ).all()
        hunted = (
            hunt_result(session, changes[0].version) if changes else RetroHuntResult()
        )
        [record] = decision_records(session, [decision])
        count = _count(session, decision)
    case = show_case(ws, case_id or decision.case_id, reviewer=reviewer)
    left = decision.action is Action.SKIPPED and not record.undone
    return DecisionResult(
        decision=record,
        case=case,
        closed=left or not any(region.waiting for region in case.regions),
        reference_id=_reference_id(changes),
        gallery_version=case.gallery_version,
        retro_hunt=hunted,
        count=count,
    )


def _count(session: Session, decision: Decision) -> int:
    """Return how many regions were decided, or taken back, by the same press."""
    if decision.group_id is None:
        return 1
    undoing = decision.action is Action.UNDONE
    rows = select(func.count()).where(
        Decision.group_id == decision.group_id,
        (Decision.action == Action.UNDONE)
        if undoing
        else Decision.action != Action.UNDONE,
    )
    return session.execute(rows).scalar_one()


def _reference_id(changes: Sequence[GalleryChange]) -> int | None:
    """Return the reference that a decision added, or that an undo took out."""
    return next((c.reference_id for c in changes if c.reference_id is not None), None)


def _check(ws: Workspace, press: DecisionInput) -> None:
    if press.action is Action.UNDONE:
        raise InvalidInputError("A decision is undone by its id: use undo.")
    if not press.request_id or len(press.request_id) > _LONGEST_REQUEST_ID:
        raise InvalidInputError(
            f"request_id must have 1 to {_LONGEST_REQUEST_ID} characters."
        )
    if not press.reviewer:
        raise InvalidInputError("Say who decides: the reviewer has no name.")
    if press.region_id is None and press.action not in _OF_CASES:
        raise InvalidInputError("Choose the box that is decided.")
    if press.also and (
        press.region_id is None or press.action in (Action.SKIPPED, Action.ESCALATED)
    ):
        raise InvalidInputError("Several boxes are decided together by one answer.")
    if len(press.also) > MOST_TOGETHER:
        raise InvalidInputError(
            f"At most {MOST_TOGETHER} boxes are decided together: choose fewer."
        )
    if press.action is Action.CONFIRMED and press.symbol_id is None:
        raise InvalidInputError("Choose the symbol that the box shows.")
    if press.action is Action.NEW_SYMBOL and press.new_symbol is None:
        raise InvalidInputError("Give the new symbol a name and a list.")
    if press.reason and press.reason not in ws.reject_reasons:
        raise InvalidInputError(
            f"{press.reason!r} is no reason on the list: choose one of "
            f"{', '.join(ws.reject_reasons) or 'none'}."
        )
    if press.action is Action.ESCALATED and not press.note.strip():
        raise InvalidInputError("Say in a note what the curators should look at.")
    if len(press.note) > _LONGEST_TEXT:
        raise InvalidInputError(
            f"The note is longer than {_LONGEST_TEXT} characters: shorten it."
        )


def _find(ws: Workspace, request_id: str) -> int | None:
    with ws.reading() as session:
        return session.scalar(
            select(Decision.id).where(Decision.request_id == request_id)
        )


def _reference_crop(ws: Workspace, press: DecisionInput) -> str | None:
    """Keep the region's crop if it is to become a reference; return its SHA-256.

    Done before the transaction: a blob too many does no harm, one too few would.
    """
    with ws.reading() as session:
        region = _becoming(ws, session, press)
        if region is None:
            return None
        row = session.get_one(Image, region.image_id)
    image = decode(ws.blobs.get(row.sha256), name=row.name, limits=ws.image_limits)
    box = (region.x0, region.y0, region.x1, region.y1)
    return ws.blobs.put(encode_png(crop(image, box)))


def _becoming(ws: Workspace, session: Session, press: DecisionInput) -> Region | None:
    """Return the region whose crop becomes a reference by this press, if it does."""
    if press.region_id is None:
        return None
    region = session.get(Region, press.region_id)
    if region is None or not becomes_reference(ws, session, press, region):
        return None
    return region


def _write(
    ws: Workspace, session: Session, press: DecisionInput, crop_sha256: str | None
) -> int:
    hold_gallery(session, alone=True)
    case = claimable_case(session, press.case_id)
    # Looked for again under the lock: of two equal presses at once, one waits here.
    written = session.scalar(
        select(Decision.id).where(Decision.request_id == press.request_id)
    )
    if written is not None:
        return written
    check_claim(ws, case, reviewer=press.reviewer)
    if press.case_version != case.version:
        raise ConflictError(
            "This case changed since you opened it; nothing was saved. Look at it "
            "again and decide once more."
        )
    region = decidable_region(session, case, press.region_id)
    also = decidable_also(ws, session, case, press)
    claim(ws, case, reviewer=press.reviewer)
    if region is None or press.action in (Action.SKIPPED, Action.ESCALATED):
        decision = _leave(ws, session, case, region, press)
    else:
        # By the rules of the list as they are now, under the lock.
        kept = crop_sha256 if _becoming(ws, session, press) else None
        decision = write_answer(ws, session, case, region, press, kept)
        write_also(ws, session, decision, also, press)
    if not close_if_done(session, case, at=ws.now()) and _leaves(session, case, press):
        release(case)
    return decision.id


def _leave(
    ws: Workspace,
    session: Session,
    case: Case,
    region: Region | None,
    press: DecisionInput,
) -> Decision:
    """Write a skip or an escalation; or that a bare image shows nothing."""
    asked = region is None or find_asked(session, case, region.id) is not None
    if press.action is Action.ESCALATED and case.purpose in BLIND and asked:
        return hand_on_blind(ws, session, case, region, press)
    if press.action is Action.ESCALATED and case.purpose is Purpose.DISPUTE:
        raise InvalidInputError(
            "A curator settles this box: give the final answer, or skip the case."
        )
    if press.action is Action.ESCALATED and case.bare:
        raise InvalidInputError(
            "There is no box to hand on: draw one around what curators should see."
        )
    if press.action is Action.NOT_A_LOGO and not case.bare:
        raise InvalidInputError("Choose the box that is decided.")
    if press.action is not Action.SKIPPED:
        case.bare = False
    return write_leaving(ws, session, case, region, press)


def _leaves(session: Session, case: Case, press: DecisionInput) -> bool:
    if press.action is Action.SKIPPED:
        return True
    waits = exists().where(CaseRegion.case_id == case.id, waits_for(press.reviewer))
    return not asked_ids(session, case, waiting=True) and not session.scalar(
        select(waits)
    )
