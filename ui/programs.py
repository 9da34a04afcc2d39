"""The Programs screen, for admins: tokens, webhooks and what is on its way to them.

A secret is in one reply alone, that of the event that made it; no page shows it again.
"""

from dataclasses import dataclass
from functools import partial

import gradio as gr

from storage.acting import Role
from storage.deliveries import Send, send_http, send_test
from storage.errors import ConflictError, InvalidInputError
from storage.tokens import add_token, list_tokens, revoke_token
from storage.webhooks import (
    add_webhook,
    list_deliveries,
    list_webhooks,
    pause_webhook,
    redeliver,
    remove_webhook,
    retry_webhook,
)
from storage.workspace import Workspace
from ui import fragments
from ui.form import Form
from ui.fragments import Reply, render


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret on the one page that shows it, and what it is of."""

    what: str
    secret: str


def build(workspace: Workspace, *, send: Send = send_http) -> None:
    """Put the screen on the page."""
    changes = {
        "add_token": partial(make_token, workspace),
        "revoke": partial(revoke, workspace),
        "add_webhook": partial(report_to, workspace),
        "pause": partial(pause, workspace),
        "test": partial(test, workspace, send),
        "retry": partial(retry, workspace),
        "redeliver": partial(send_again, workspace),
        "remove": partial(remove, workspace),
    }
    with gr.Column(elem_classes="mw-page"):
        fragments.screen(
            "programs",
            {"go": partial(open_view, workspace)},
            changes=changes,
            scripts=("copying.js",),
        )


def open_view(workspace: Workspace, form: Form) -> Reply:
    """Show all tokens and webhooks."""
    return _view(workspace)


def make_token(workspace: Workspace, by: str, form: Form) -> Reply:
    """Make a token for a program, and show it this once."""
    token, secret = add_token(workspace, form.text("name"), role=role_in(form), by=by)
    new = NewSecret(f"The token of {token.name}, {token.role}", secret)
    return _view(workspace, f"{token.name} has a token. Copy it now.", new=new)


def revoke(workspace: Workspace, by: str, form: Form) -> Reply:
    """Let a token count no longer."""
    token = revoke_token(workspace, form.text("token"))
    return _view(workspace, f"The token of {token.name} is revoked.")


def report_to(workspace: Workspace, by: str, form: Form) -> Reply:
    """Report decisions to an address, and show its secret this once."""
    webhook, secret = add_webhook(workspace, form.text("url"), by=by)
    new = NewSecret(f"What signs the decisions to {webhook.url}", secret)
    notice = "Decisions go there from now on. Copy the secret now."
    return _view(workspace, notice, new=new)


def pause(workspace: Workspace, by: str, form: Form) -> Reply:
    """Let what goes to an address wait, or go on."""
    paused = form.flag("paused")
    webhook = pause_webhook(workspace, form.identity("webhook"), paused=paused)
    does = "waits now; nothing of it is lost" if paused else "is sent again"
    return _view(workspace, f"What goes to {webhook.url} {does}.")


def test(workspace: Workspace, send: Send, by: str, form: Form) -> Reply:
    """Send a signed test now, and say what came of it."""
    problem = send_test(workspace, form.identity("webhook"), send)
    if problem:
        raise ConflictError(
            f"The test did not arrive: {problem}. Look at the address and at what "
            "answers there."
        )
    return _view(workspace, "The test arrived.")


def retry(workspace: Workspace, by: str, form: Form) -> Reply:
    """Send again all that did not arrive."""
    count = retry_webhook(workspace, form.identity("webhook"))
    ending = "" if count == 1 else "s"
    return _view(workspace, f"{count:,} decision{ending} will be sent again.")


def send_again(workspace: Workspace, by: str, form: Form) -> Reply:
    """Send one decision again."""
    row = redeliver(workspace, form.identity("delivery"))
    return _view(workspace, f"Decision {row.decision_id} will be sent again.")


def remove(workspace: Workspace, by: str, form: Form) -> Reply:
    """Report nothing more to an address."""
    webhook = remove_webhook(workspace, form.identity("webhook"))
    return _view(workspace, f"Nothing more goes to {webhook.url}.")


def role_in(form: Form) -> Role:
    """Return the role that was chosen. Raises InvalidInputError."""
    try:
        return Role(form.text("role"))
    except ValueError as err:
        raise InvalidInputError("Choose a role: reviewer, curator or admin.") from err


def _view(
    workspace: Workspace, notice: str = "", *, new: NewSecret | None = None
) -> Reply:
    context = {
        "new": new,
        "tokens": list_tokens(workspace),
        "webhooks": [
            (webhook, list_deliveries(workspace, webhook.id))
            for webhook in list_webhooks(workspace)
        ],
        "roles": tuple(Role),
    }
    focus = "new-secret" if new else ""
    shown = {"view": render("programs.html", context)}
    return Reply(parts=shown, notice=notice, focus=focus)
