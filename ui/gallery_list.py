"""Lists in the Gallery screen: all of them, and the page of one."""

from typing import TypeVar

from storage.errors import InvalidInputError
from storage.lists import add_list, get_list, list_lists, update_list
from storage.records import (
    Approval,
    ListUpdate,
    ListView,
    ReferenceRule,
    ThresholdOwner,
)
from storage.threshold_changes import get_thresholds
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_thresholds import PART, panel
from ui.rule_words import rule_words
from ui.threshold_words import pair_words, source_words

Choice = TypeVar("Choice", ReferenceRule, Approval)


def show_all(workspace: Workspace) -> Reply:
    """Show all lists with what applies to their symbols, and the form for another."""
    rows = []
    for one in list_lists(workspace):
        shown = get_thresholds(workspace, ThresholdOwner.of_list(one.id)).effective
        words = f"{pair_words(shown.thresholds)} ({source_words(shown, '')})"
        rows.append((one, words))
    return Reply(
        parts={
            "view": render("gallery_lists.html", {"rows": rows, "rules": rule_words})
        }
    )


def show(workspace: Workspace, list_id: int) -> Reply:
    """Show the page of a list. Raises NotFoundError."""
    return page(workspace, get_list(workspace, list_id))


def page(workspace: Workspace, own_list: ListView, *, notice: str = "") -> Reply:
    """Return the page of a list: its details and its thresholds."""
    owner = ThresholdOwner.of_list(own_list.id)
    context = {
        "own_list": own_list,
        "thresholds": panel(workspace, owner, list_name=own_list.name),
        "thresholds_part": PART,
    }
    html = render("gallery_list.html", context)
    return Reply(
        parts={"view": html}, url=f"/gallery?list_id={own_list.id}", notice=notice
    )


def add(workspace: Workspace, by: str, form: Form) -> Reply:
    """Add a list, and show its page."""
    added = add_list(
        workspace,
        form.text("name"),
        purpose=form.text("purpose"),
        severity=form.integer("severity") or 3,
        policy_text=form.text("policy_text"),
        reference_rule=_reference_rule(form),
        approved_by=_approved_by(form),
        blurred=form.flag("blurred"),
        greyscale=form.flag("greyscale"),
        by=by,
    )
    return page(workspace, added, notice=f"The list {added.name} is added.")


def update(workspace: Workspace, by: str, form: Form) -> Reply:
    """Save the details of a list."""
    change = ListUpdate(
        name=form.text("name"),
        purpose=form.text("purpose"),
        severity=form.integer("severity"),
        policy_text=form.text("policy_text"),
        reference_rule=_reference_rule(form),
        approved_by=_approved_by(form),
        blurred=form.flag("blurred"),
        greyscale=form.flag("greyscale"),
    )
    saved = update_list(workspace, form.identity("list_id"), change, by=by)
    return page(workspace, saved, notice=f"The list {saved.name} is saved.")


def _reference_rule(form: Form) -> ReferenceRule:
    return _chosen(ReferenceRule, form.text("reference_rule") or ReferenceRule.ASKED)


def _approved_by(form: Form) -> Approval:
    return _chosen(Approval, form.text("approved_by") or Approval.NOBODY)


def _chosen(kind: type[Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError as err:
        raise InvalidInputError("This is no rule of a list. Reload the page.") from err
