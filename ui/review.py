"""The Review screen: one card, and a handler for each of its events.

A handler reads the press, calls one use case and returns what the card draws. The
screen keeps nothing of a user: the database knows whose case is whose.
"""

from collections.abc import Callable

import gradio as gr

from recognizer.errors import MarkwatchError
from storage.acting import acting_as
from storage.boxes import draw_region, move_region, remove_region, restore_region
from storage.cases import (
    bring_back_skipped,
    end_claim,
    get_case,
    next_case,
    open_case,
)
from storage.decision_log import last_decisions
from storage.decisions import decide
from storage.errors import NotAllowedError, UnavailableError
from storage.lists import list_lists
from storage.queue_status import count_wanted, queue_status
from storage.records import CaseView, QueueFilter
from storage.symbol_lookup import get_symbol
from storage.undo import undo
from storage.workspace import Workspace
from ui import review_card
from ui.access import check_declared, check_event
from ui.progress_board import ScanProgressBoard
from ui.review_card import JSON
from ui.review_notice import decision_notice, removed_notice, undo_notice
from ui.review_press import Press

RECENT = 20


def build(workspace: Workspace, *, scan_progress: ScanProgressBoard | None) -> None:
    """Put the review card on the page and answer its events."""
    card = review_card.component()
    for event in review_card.EVENTS:
        # Presses come one at a time from each card; they must not wait in a queue that
        # is lost with the tab, and none may be dropped because another is under way.
        getattr(card, event)(
            answering(workspace, event, scan_progress=scan_progress),
            outputs=card,
            trigger_mode="multiple",
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )


def answering(
    workspace: Workspace, name: str, *, scan_progress: ScanProgressBoard | None
) -> Callable[[gr.EventData, gr.Request], JSON | None]:
    """Turn a handler of the screen into one that acts for whoever asks."""
    check_declared(review_card.ELEM_ID, name)

    def answer(event: gr.EventData, request: gr.Request) -> JSON | None:
        try:
            person = check_event(request, review_card.ELEM_ID, name)
        except NotAllowedError as err:
            raise gr.Error(str(err), print_exception=False) from err
        screen = ReviewScreen(
            workspace, reviewer=person.name, scan_progress=scan_progress
        )
        handler: Callable[[gr.EventData], JSON | None] = getattr(screen, name)
        with acting_as(person):
            return handler(event)

    return answer


class ReviewScreen:
    """The handlers, with the workspace and the name they act for."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        reviewer: str,
        scan_progress: ScanProgressBoard | None,
    ) -> None:
        self._workspace = workspace
        self._reviewer = reviewer
        self._scan_progress = scan_progress

    def open(self, event: gr.EventData) -> JSON:
        """Open the case that the address asks for, or the next one."""
        press = Press(event._data)

        def run() -> JSON:
            case_id = press.find_number("case_id")
            if case_id is None:
                return self._show(self._next(press))
            return self._show(
                open_case(self._workspace, case_id, reviewer=self._reviewer)
            )

        return self._answer(press, run)

    def decide(self, event: gr.EventData) -> JSON:
        """Save one decision; the next case comes where this one is done."""
        press = Press(event._data)

        def run() -> JSON:
            result = decide(self._workspace, press.decision(reviewer=self._reviewer))
            notice = decision_notice(
                self._workspace,
                result,
                reviewer=self._reviewer,
                asked_reference=press.data.get("add_reference") is True,
            )
            after = result.case.id
            case = self._next(press, after=after) if result.closed else result.case
            return self._show(case) | {"notice": notice}

        return self._answer(press, run)

    def undo(self, event: gr.EventData) -> JSON:
        """Take a decision back and show its box again."""
        press = Press(event._data)

        def run() -> JSON:
            decision_id = press.find_number("decision_id")
            if decision_id is None:
                return self._stay(press) | {"error": "There is nothing to undo."}
            result = undo(
                self._workspace, decision_id=decision_id, reviewer=self._reviewer
            )
            shown = self._show(result.case) | {"notice": undo_notice(result)}
            return shown | {"focus_region": result.decision.region_id}

        return self._answer(press, run)

    def draw(self, event: gr.EventData) -> JSON:
        """Add a box that the reviewer drew; it is searched at once."""
        press = Press(event._data)

        def run() -> JSON:
            case = draw_region(
                self._workspace,
                case_id=press.number("case_id"),
                reviewer=self._reviewer,
                xyxy=press.xyxy(),
            )
            return self._show(case)

        return self._answer(press, run)

    def move(self, event: gr.EventData) -> JSON:
        """Give a box other corners; what it shows now is searched at once."""
        press = Press(event._data)

        def run() -> JSON:
            case = move_region(
                self._workspace,
                case_id=press.number("case_id"),
                region_id=press.number("region_id"),
                reviewer=self._reviewer,
                xyxy=press.xyxy(),
            )
            return self._show(case)

        return self._answer(press, run)

    def remove(self, event: gr.EventData) -> JSON:
        """Take a box away; the next case comes where nothing else waits."""
        press = Press(event._data)

        def run() -> JSON:
            case_id, region_id = press.number("case_id"), press.number("region_id")
            case = remove_region(
                self._workspace,
                case_id=case_id,
                region_id=region_id,
                reviewer=self._reviewer,
            )
            shown = case if case.open else self._next(press, after=case.id)
            return self._show(shown) | {"notice": removed_notice(case_id, region_id)}

        return self._answer(press, run)

    def restore(self, event: gr.EventData) -> JSON:
        """Put back a box that was taken away, and show it."""
        press = Press(event._data)

        def run() -> JSON:
            region_id = press.number("region_id")
            case = restore_region(
                self._workspace,
                case_id=press.number("case_id"),
                region_id=region_id,
                reviewer=self._reviewer,
            )
            return self._show(case) | {"focus_region": region_id}

        return self._answer(press, run)

    def end_claim(self, event: gr.EventData) -> JSON:
        """Take a case from whoever holds it, and open it."""
        press = Press(event._data)

        def run() -> JSON:
            case_id = press.number("case_id")
            end_claim(self._workspace, case_id)
            return self._show(
                open_case(self._workspace, case_id, reviewer=self._reviewer)
            )

        return self._answer(press, run)

    def bring_back(self, event: gr.EventData) -> JSON:
        """Put what this reviewer skipped back into the queue."""
        press = Press(event._data)

        def run() -> JSON:
            bring_back_skipped(self._workspace, reviewer=self._reviewer)
            return self._show(self._next(press))

        return self._answer(press, run)

    def _answer(self, press: Press, run: Callable[[], JSON]) -> JSON:
        """Run, and turn an error into a sentence on the card, with the case afresh."""
        try:
            shown = run()
        except UnavailableError as err:
            # Without an answer the page keeps the press, and sends it again.
            raise gr.Error(str(err), print_exception=False) from err
        except MarkwatchError as err:
            shown = self._stay(press) | {"error": str(err)}
        answered = {"answered": press.data.get("request_id")}
        return self._around(press) | shown | answered

    def _stay(self, press: Press) -> JSON:
        try:
            case_id = press.find_number("case_id")
            return self._show(self._get(case_id) if case_id else self._next(press))
        except MarkwatchError:
            return self._show(self._next(press))

    def _get(self, case_id: int) -> CaseView:
        return get_case(self._workspace, case_id, reviewer=self._reviewer)

    def _next(self, press: Press, *, after: int | None = None) -> CaseView | None:
        return next_case(
            self._workspace,
            reviewer=self._reviewer,
            wanted=_wanted(press),
            after_case_id=after,
        )

    def _show(self, case: CaseView | None) -> JSON:
        return {"case": review_card.case_json(case) if case else None}

    def _around(self, press: Press) -> JSON:
        workspace, reviewer = self._workspace, self._reviewer
        recent = last_decisions(workspace, reviewer=reviewer, limit=RECENT)
        board = self._scan_progress.view() if self._scan_progress else None
        return {
            "queue": review_card.queue_json(queue_status(workspace, reviewer=reviewer)),
            "recent": review_card.recent_json(recent),
            "filter": self._filter(_wanted(press)),
            "lists": review_card.lists_json(list_lists(workspace)),
            "reasons": list(workspace.reject_reasons),
            "claim_s": workspace.claim_s,
            "scan": review_card.scan_json(board) if board else None,
            "notice": None,
            "error": "",
            "focus_region": None,
        }

    def _filter(self, wanted: QueueFilter) -> JSON:
        """Say what the queue is narrowed to, and how many cases that leaves."""
        narrow = (wanted.list_name, wanted.symbol_id, wanted.verdict)
        name = ""
        if wanted.symbol_id is not None:
            name = _name_of(self._workspace, wanted.symbol_id)
        return {
            "symbol_name": name,
            "count": count_wanted(self._workspace, wanted, reviewer=self._reviewer)
            if any(part is not None for part in narrow)
            else None,
        }


def _wanted(press: Press) -> QueueFilter:
    """Return what the address asks for; an address that makes no sense asks nothing."""
    try:
        return press.wanted()
    except MarkwatchError:
        return QueueFilter()


def _name_of(workspace: Workspace, symbol_id: int) -> str:
    try:
        return get_symbol(workspace, symbol_id).name
    except MarkwatchError:
        return "a symbol that is gone"
