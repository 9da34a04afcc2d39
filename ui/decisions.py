"""The Decisions screen: look, filter, undo, download.

The CSV itself comes from a route of ui.media, with the same address parameters.
"""

from functools import partial

import gradio as gr

from storage.acting import Role, has_role, who_acts
from storage.decision_log import list_decisions
from storage.errors import InvalidInputError
from storage.gold import gold_of, mark_gold, remove_gold
from storage.lists import list_lists
from storage.records import Action, DecisionKind, DecisionRow, Page
from storage.undo import may_undo
from storage.undo import undo as undo_decision
from storage.workspace import Workspace
from ui import fragments
from ui.decision_query import DecisionQuery, decision_filter, parse_decision_query
from ui.form import Form
from ui.fragments import Reply, render

PAGE_SIZE = 40
ACTION_NAMES = {
    Action.CONFIRMED: "Confirmed",
    Action.REJECTED: "Rejected",
    Action.NOT_A_LOGO: "Not a logo",
    Action.NEW_SYMBOL: "New symbol",
    Action.SKIPPED: "Skipped",
    Action.ESCALATED: "Escalated",
    Action.UNDONE: "Undo",
}

# First decisions and final ones are what counts: they need no word.
KIND_NAMES = {
    DecisionKind.SECOND: "Second opinion",
    DecisionKind.UPHELD: "Settled: the first answer stays",
    DecisionKind.FINAL: "Settled: the first answer was overruled",
    DecisionKind.GOLD: "Gold case",
}
_MARKABLE = (
    Action.CONFIRMED,
    Action.NEW_SYMBOL,
    Action.REJECTED,
    Action.NOT_A_LOGO,
)


def build(workspace: Workspace) -> None:
    """Put the screen on the page."""
    events = {"go": partial(open_view, workspace)}
    changes = {
        "undo": partial(undo, workspace),
        "mark_gold": partial(mark, workspace),
        "remove_gold": partial(unmark, workspace),
    }
    with gr.Column(elem_classes="mw-page"):
        fragments.screen("decisions", events, changes=changes)


def open_view(workspace: Workspace, form: Form) -> Reply:
    """Show the decisions that the address asks for, newest first."""
    return _view(workspace, parse_decision_query(form.text("query")))


def undo(workspace: Workspace, reviewer: str, form: Form) -> Reply:
    """Take a decision back, and show the same page again."""
    number = form.identity("decision")
    undo_decision(workspace, decision_id=number, reviewer=reviewer)
    shown = _view(workspace, parse_decision_query(form.text("query")))
    notice = f"Decision {number} is taken back, and its image waits for review again."
    return Reply(parts=shown.parts, notice=notice, focus=f"decision-{number}")


def mark(workspace: Workspace, by: str, form: Form) -> Reply:
    """Make a decided box a gold case, and show the same page again."""
    number = form.identity("decision")
    gold = mark_gold(workspace, number, by=by)
    shown = _view(workspace, parse_decision_query(form.text("query")))
    said = gold.symbol_name or "no symbol"
    notice = f"Decision {number} is a gold case now: {said} is the right answer."
    return Reply(parts=shown.parts, notice=notice, focus=f"decision-{number}")


def unmark(workspace: Workspace, by: str, form: Form) -> Reply:
    """Let a gold case come to nobody any more, and show the same page again."""
    remove_gold(workspace, form.identity("gold"), by=by)
    shown = _view(workspace, parse_decision_query(form.text("query")))
    number = form.identity("decision")
    notice = "The gold case is gone; the answers to it stay."
    return Reply(parts=shown.parts, notice=notice, focus=f"decision-{number}")


def _gold(workspace: Workspace, rows: Page[DecisionRow]) -> dict[int, int]:
    if not has_role(Role.CURATOR):
        return {}
    return gold_of(workspace, {row.region_id for row in rows.items if row.region_id})


def _view(workspace: Workspace, asked: DecisionQuery) -> Reply:
    rows, problem = _rows(workspace, asked)
    person = who_acts()
    me = "" if person is None else person.name
    context = {
        "asked": asked,
        "page_address": lambda page: asked.address(page=page),
        "rows": rows,
        "gold": _gold(workspace, rows),
        "may_mark": has_role(Role.CURATOR),
        "markable": _MARKABLE,
        "kind_names": KIND_NAMES,
        "problem": problem,
        "page_size": PAGE_SIZE,
        "lists": list_lists(workspace),
        "actions": tuple(Action),
        "action_names": ACTION_NAMES,
        "may_undo": lambda row: may_undo(row.reviewer, by=me),
    }
    return Reply(parts={"view": render("decisions.html", context)})


def _rows(workspace: Workspace, asked: DecisionQuery) -> tuple[Page[DecisionRow], str]:
    """Return a page of rows; a filter that cannot be used gives none, and says why."""
    offset = (asked.page - 1) * PAGE_SIZE
    try:
        wanted = decision_filter(asked.values)
    except InvalidInputError as err:
        return Page((), 0, 0), str(err)
    rows = list_decisions(
        workspace, wanted, limit=PAGE_SIZE, offset=offset, seen_by=who_acts()
    )
    return rows, ""
