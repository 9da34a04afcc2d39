"""What a decision changed elsewhere, as a sentence with pictures for the card."""

from storage.cases import get_case
from storage.errors import ConflictError, NotFoundError
from storage.gold import told_at_once
from storage.records import (
    Action,
    CaseReason,
    CaseView,
    DecisionResult,
    GoldTold,
    ProposalState,
    RetroHuntResult,
)
from storage.workspace import Workspace
from ui.review_card import JSON

_PICTURES = 4


def decision_notice(
    workspace: Workspace,
    result: DecisionResult,
    *,
    reviewer: str,
    asked_reference: bool = False,
) -> JSON | None:
    """Say what else happened; None where a decision changed nothing beside its box.

    asked_reference: whether the reviewer wanted the crop to become a reference.
    """
    told = told_at_once(workspace, result.decision.id)
    if told is not None:
        return _told(told)
    hunt = result.retro_hunt
    elsewhere = len(set(hunt.image_ids) - {result.case.image.id})
    here = len(set(hunt.region_ids) & {region.id for region in result.case.regions})
    name = result.decision.symbol_name
    if result.decision.proposal is ProposalState.WAITING:
        return _waits(result)
    if elsewhere:
        text = f"{_images(elsewhere)} now: {_them(elsewhere)} in the queue."
        pictures = _pictures(workspace, hunt, result.case, reviewer=reviewer)
        return _notice("news", text, _here(here), pictures)
    if here:
        return _notice("news", _here(here), "", [])
    if result.decision.action is Action.NEW_SYMBOL:
        text = f"{name} is in the gallery now."
        return _notice("quiet", text, "No earlier image matches it.", [])
    if result.reference_id is not None:
        text = f"The crop is a reference of {name} now."
        return _notice("quiet", text, "No earlier image matches it.", [])
    if asked_reference and result.decision.action is Action.CONFIRMED:
        text = f"{name} is confirmed, without a new reference."
        return _notice("quiet", text, "Its list takes none, or it has this one.", [])
    if result.count > 1:
        said = "Undo takes all of them back."
        return _notice("quiet", f"{result.count} boxes decided.", said, [])
    if result.case.reason is CaseReason.AUDIT and not result.case.open:
        text = "That image was an audit."
        return _notice("quiet", text, "Nothing had been flagged on it.", [])
    return None


def _told(told: GoldTold) -> JSON:
    """Say how a gold case is answered rightly."""
    text = "That was a gold case, and your answer is right."
    if not told.right:
        text = "That was a gold case, and its answer is another one."
    shown = told.symbol_name or "no symbol of ours"
    return _notice("quiet", text, f"It shows {shown}.", [])


def _waits(result: DecisionResult) -> JSON:
    """Say that what a decision brings in waits for a curator."""
    name = result.decision.symbol_name
    if result.decision.action is Action.NEW_SYMBOL:
        text = f"{name} is proposed as a new symbol."
    else:
        text = f"The crop is proposed as a reference of {name}."
    said = "Nothing is compared with it until a curator approves it."
    return _notice("quiet", text, said, [])


def undo_notice(result: DecisionResult) -> JSON:
    """Say what an undo took back."""
    left = result.reference_id is not None
    text = "Undone. The box waits for you again."
    if result.count > 1:
        text = f"Undone. {result.count} boxes wait again."
    detail = "The reference it had added left the gallery." if left else ""
    return _notice("quiet", text, detail, [])


def removed_notice(case_id: int, region_id: int) -> JSON:
    """Say that a box is gone, with the way back."""
    back = {"case_id": case_id, "region_id": region_id}
    return _notice("quiet", "The box is gone.", "", []) | {"restore": back}


def _notice(kind: str, text: str, detail: str, pictures: list[JSON]) -> JSON:
    return {"kind": kind, "text": text, "detail": detail, "pictures": pictures}


def _images(count: int) -> str:
    return "1 earlier image matches" if count == 1 else f"{count} earlier images match"


def _them(count: int) -> str:
    return "it is" if count == 1 else "they are"


def _here(count: int) -> str:
    if not count:
        return ""
    return f"{count} other box{'' if count == 1 else 'es'} of this image, too."


def _pictures(
    workspace: Workspace, hunt: RetroHuntResult, current: CaseView, *, reviewer: str
) -> list[JSON]:
    pictures: list[JSON] = []
    for case_id in (*hunt.case_ids_opened, *hunt.case_ids_updated):
        if len(pictures) == _PICTURES:
            break
        if case_id == current.id:
            continue
        try:
            case = get_case(workspace, case_id, reviewer=reviewer)
        except (NotFoundError, ConflictError):
            continue  # decided or taken meanwhile: nothing to show
        pictures.append(_picture(case, hunt))
    return pictures


def _picture(case: CaseView, hunt: RetroHuntResult) -> JSON:
    found = [region.id for region in case.regions if region.id in hunt.region_ids]
    src = (
        f"/media/region/{found[0]}"
        if found
        else f"/media/thumbnail/{case.image.sha256}"
    )
    label = case.image.title or case.image.name
    return {"href": f"/?case={case.id}", "src": src, "label": label}
