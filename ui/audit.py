"""The Audit screen, for admins: who changed what, when, from what to what.

The CSV comes from a route of ui.exports, with the same address parameters.
"""

from functools import partial

import gradio as gr

from storage.audit import AuditView, audit_kinds, list_audit
from storage.errors import InvalidInputError
from storage.records import Page
from storage.workspace import Workspace
from ui import fragments
from ui.audit_query import AuditQuery, audit_filter, parse_audit_query
from ui.form import Form
from ui.fragments import Reply, render

PAGE_SIZE = 40


def build(workspace: Workspace) -> None:
    """Put the screen on the page."""
    with gr.Column(elem_classes="mw-page"):
        fragments.screen("audit", {"go": partial(open_view, workspace)})


def open_view(workspace: Workspace, form: Form) -> Reply:
    """Show the changes that the address asks for, newest first."""
    asked = parse_audit_query(form.text("query"))
    rows, problem = _rows(workspace, asked)
    context = {
        "asked": asked,
        "page_address": lambda page: asked.address(page=page),
        "rows": rows,
        "problem": problem,
        "page_size": PAGE_SIZE,
        "kinds": audit_kinds(workspace),
        "differences": differences,
    }
    return Reply(parts={"view": render("audit.html", context)})


def differences(entry: AuditView) -> list[tuple[str, str, str]]:
    """Return what changed: a field, what it was, what it is; "" for nothing."""
    names = [*entry.old, *(name for name in entry.new if name not in entry.old)]
    return [
        (name.replace("_", " "), _shown(entry.old, name), _shown(entry.new, name))
        for name in names
    ]


def _shown(values: object, name: str) -> str:
    value = values.get(name) if isinstance(values, dict) else None
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _rows(workspace: Workspace, asked: AuditQuery) -> tuple[Page[AuditView], str]:
    """Return a page of rows; a filter that cannot be used gives none, and says why."""
    offset = (asked.page - 1) * PAGE_SIZE
    try:
        wanted = audit_filter(asked.values)
    except InvalidInputError as err:
        return Page((), 0, 0), str(err)
    return list_audit(workspace, wanted, limit=PAGE_SIZE, offset=offset), ""
