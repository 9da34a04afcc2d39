"""The People screen, for admins: users, their roles, passwords and logins."""

from functools import partial

import gradio as gr

from storage.acting import Role
from storage.people import (
    add_user,
    list_users,
    log_out_everywhere,
    set_password,
    set_role,
    set_user_enabled,
)
from storage.workspace import Workspace
from ui import fragments
from ui.form import Form
from ui.fragments import Reply, render
from ui.programs import role_in


def build(workspace: Workspace) -> None:
    """Put the screen on the page."""
    changes = {
        "add_user": partial(add, workspace),
        "role": partial(give_role, workspace),
        "enable": partial(enable, workspace),
        "password": partial(give_password, workspace),
        "sign_out": partial(sign_out, workspace),
    }
    with gr.Column(elem_classes="mw-page"):
        fragments.screen(
            "people", {"go": partial(open_view, workspace)}, changes=changes
        )


def open_view(workspace: Workspace, form: Form) -> Reply:
    """Show all users."""
    context = {
        "users": list_users(workspace),
        "roles": tuple(Role),
    }
    return Reply(parts={"view": render("people.html", context)})


def add(workspace: Workspace, by: str, form: Form) -> Reply:
    """Add a user with a first password."""
    user = add_user(
        workspace,
        form.text("name"),
        role=role_in(form),
        password=form.raw("password"),
        by=by,
    )
    return _done(workspace, form, f"{user.name} is added as {user.role}.")


def give_role(workspace: Workspace, by: str, form: Form) -> Reply:
    """Give a user another role."""
    user = set_role(workspace, form.text("user"), role_in(form))
    return _done(workspace, form, f"{user.name} is {user.role} now.")


def enable(workspace: Workspace, by: str, form: Form) -> Reply:
    """Keep a user out, or let them in again."""
    enabled = form.flag("enabled")
    user = set_user_enabled(workspace, form.text("user"), enabled=enabled)
    state = "enabled" if enabled else "disabled, and signed out everywhere"
    return _done(workspace, form, f"{user.name} is {state}.")


def give_password(workspace: Workspace, by: str, form: Form) -> Reply:
    """Give a user another password."""
    user = set_password(workspace, form.text("user"), form.raw("password"))
    notice = f"{user.name} has a new password, and must sign in again."
    return _done(workspace, form, notice)


def sign_out(workspace: Workspace, by: str, form: Form) -> Reply:
    """End all logins of a user."""
    name = form.text("user")
    count = log_out_everywhere(workspace, name)
    return _done(workspace, form, f"{name} is signed out ({count}).")


def _done(workspace: Workspace, form: Form, notice: str) -> Reply:
    return Reply(parts=open_view(workspace, form).parts, notice=notice)
