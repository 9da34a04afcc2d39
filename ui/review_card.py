"""Records as the JSON that the review card draws, and the component itself.

Owns every address and sentence that the card gets from the server. Builds no HTML: the
card makes its elements in the browser, with text as text (assets/js/review_card.js).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import gradio as gr

from storage.records import (
    CaseReason,
    CaseView,
    DecisionRecord,
    ListView,
    MatchView,
    QueueStatus,
    RegionView,
)
from ui.likelihood import likelihood
from ui.progress_board import BoardView
from ui.review_text import agreement_json

JSON: TypeAlias = dict[str, object]

ELEM_ID = "review-card"
EVENTS = (
    "open",
    "decide",
    "undo",
    "draw",
    "move",
    "remove",
    "restore",
    "bring_back",
    "end_claim",
)

# Fixed: whatever stood in the template would be run as JavaScript by Gradio.
_TEMPLATE = '<div class="mw-review" data-mw-review data-state="loading"></div>'
_ON_LOAD = (
    f"const events = {list(EVENTS)!r};\n"
    "import('/web/js/review_card.js')"
    ".then((card) => card.mount({ element, props, trigger, watch, events }));"
)

_REASONS = {
    CaseReason.SCAN: "New scan",
    CaseReason.RETRO_HUNT: "Matches a newer reference",
    CaseReason.THRESHOLDS: "Matches by newer thresholds",
    CaseReason.AUDIT: "Audit",
    CaseReason.DISPUTE: "Two answers differ",
    CaseReason.DRAWN: "Box drawn",
    CaseReason.UNDO: "Decision undone",
}


def component() -> gr.HTML:
    """Put the card on the page, empty: it asks for its case when it is there."""
    return gr.HTML(
        None,
        html_template=_TEMPLATE,
        js_on_load=_ON_LOAD,
        apply_default_css=False,
        elem_id=ELEM_ID,
        elem_classes="mw-bare",
        label="Review",
    )


def case_json(case: CaseView) -> JSON:
    """Return a case; boxes are in pixels of the image, as `image.width` says."""
    image = case.image
    return {
        "id": case.id,
        "version": case.version,
        "open": case.open,
        "reason": case.reason.value,
        "reason_text": _REASONS[case.reason],
        "held_by": case.held_by,
        "held_until": _clock(case.claimed_until) if case.held_by else "",
        "blurred": case.blurred,
        "greyscale": case.greyscale,
        "bare": case.bare,
        "image": {
            "src": f"/media/image/{image.sha256}",
            "width": image.width,
            "height": image.height,
            "name": image.name,
            "product_id": image.product_id,
            "title": image.title,
        },
        "regions": [region_json(region) for region in case.regions],
    }


def region_json(region: RegionView) -> JSON:
    """Return a region with its matches, best first."""
    return {
        "id": region.id,
        "xyxy": list(region.xyxy),
        "confidence": region.confidence,
        "source": region.source.value,
        "text": region.text,
        "verdict": region.verdict.value,
        "waiting": region.waiting,
        "alike": list(region.alike),
        "escalation": _decision_json(region.escalation) if region.escalation else None,
        "crop": f"/media/region/{region.id}",
        "decision": _decision_json(region.decision) if region.decision else None,
        "answers": [_decision_json(answer) for answer in region.answers],
        "matches": [
            match_json(match) | agreement_json(region.text, match)
            for match in region.matches
        ],
    }


def match_json(match: MatchView) -> JSON:
    """Return a match; `probability` and its words are null unless it is calibrated."""
    likely = None if match.probability is None else likelihood(match.probability)
    return {
        "symbol_id": match.symbol_id,
        "name": match.symbol_name,
        "list": match.list_name,
        "severity": match.severity,
        "policy_text": match.policy_text,
        "reference": f"/media/reference/{match.reference_id}",
        "reference_text": match.reference_text,
        "similarity": match.similarity,
        "visual": match.visual_similarity,
        "text_similarity": match.text_similarity,
        "probability": match.probability,
        "likelihood": likely,
        "verdict": match.verdict.value,
        "rejected_before": match.rejected_before,
    }


def _decision_json(decision: DecisionRecord) -> JSON:
    return {
        "id": decision.id,
        "action": decision.action.value,
        "symbol": decision.symbol_name,
        "reviewer": decision.reviewer,
        "reason": decision.reason,
        "note": decision.note,
        "count": decision.group_size,
        "proposal": decision.proposal.value if decision.proposal else None,
        "proposed": decision.proposed_symbol,
    }


def _clock(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%H:%M} UTC"


def queue_json(status: QueueStatus) -> JSON:
    """Return what waits; skipped is what this reviewer left to others."""
    skipped = status.open_cases - status.waiting_for_me - status.claimed_by_others
    seconds = status.seconds_a_case
    return {
        "waiting": status.waiting_for_me,
        "others": status.claimed_by_others,
        "skipped": max(0, skipped),
        "today": status.decided_today_by_me,
        "seconds": None if seconds is None else round(seconds, 1),
        "images": status.images,
    }


def recent_json(decisions: Sequence[DecisionRecord]) -> list[JSON]:
    """Return the last decisions, newest first; `picture` is null for a whole image."""
    return [
        _decision_json(decision)
        | {
            "href": f"/?case={decision.case_id}",
            "picture": f"/media/region/{decision.region_id}"
            if decision.region_id is not None
            else None,
        }
        for decision in decisions
    ]


def lists_json(lists: Sequence[ListView]) -> list[JSON]:
    """Return the lists that a new symbol can be put on."""
    return [{"name": item.name, "severity": item.severity} for item in lists]


def scan_json(board: BoardView) -> JSON:
    """Return how far the scan in the background is."""
    return {
        "label": board.label,
        "done": board.done,
        "total": board.total,
        "running": board.running,
        "error": board.error,
    }
