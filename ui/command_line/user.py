"""`markwatch user`: who may log in, and in which role."""

import sys
from typing import Annotated

import typer

from storage.acting import Role
from storage.errors import InvalidInputError
from storage.people import (
    UserView,
    add_user,
    list_users,
    log_out_everywhere,
    set_password,
    set_role,
    set_user_enabled,
)
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.settings import Settings

EXAMPLES = (
    "markwatch user add Ines --role admin",
    "markwatch user list",
)
group = typer.Typer(
    help="Look after the people who log in: add, list, role, password, disable.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name one logs in with.")]
RoleOption = Annotated[
    Role,
    typer.Option(
        help="reviewer: decides. curator: also the gallery, lists, scans. "
        "admin: also people and the audit log."
    ),
]


@group.command(
    epilog=examples(
        "markwatch user add Ines --role admin",
        "markwatch user add Omar --role reviewer --no-password",
    )
)
@options.with_settings(*options.STORE, "reviewer")
def add(
    name: Name,
    role: RoleOption,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="They come by single sign-on alone.")
    ] = False,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Add a user. The password is asked for, or read as a line of standard input."""
    with open_from(settings) as workspace:
        password = None if no_password else _ask_password(name)
        user = add_user(
            workspace, name, role=role, password=password, by=settings.reviewer
        )
    report(f"{user.name} is added as {user.role}.", user, json_to=json_to)


@group.command("list", epilog=examples("markwatch user list"))
@options.with_settings(*options.STORE)
def list_(json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """List the users with their role and when they were last here."""
    with open_from(settings) as workspace:
        users = list_users(workspace)
    lines = [*map(_line, users), count_of(len(users), "user")]
    report("\n".join(lines), users, json_to=json_to)


@group.command(epilog=examples("markwatch user role Omar --role curator"))
@options.with_settings(*options.STORE, "reviewer")
def role(
    name: Name,
    role: RoleOption,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Give a user another role. It counts at once."""
    with open_from(settings) as workspace:
        user = set_role(workspace, name, role)
    report(f"{user.name} is {user.role} now.", user, json_to=json_to)


@group.command(epilog=examples("markwatch user password Omar"))
@options.with_settings(*options.STORE, "reviewer")
def password(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Give a user another password; all their browsers must log in again."""
    with open_from(settings) as workspace:
        user = set_password(workspace, name, _ask_password(name))
    report(f"{user.name} has a new password.", user, json_to=json_to)


@group.command(epilog=examples("markwatch user disable Omar"))
@options.with_settings(*options.STORE, "reviewer")
def disable(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Keep a user out from now on. What they decided stays."""
    with open_from(settings) as workspace:
        user = set_user_enabled(workspace, name, enabled=False)
    report(f"{user.name} is disabled.", user, json_to=json_to)


@group.command(epilog=examples("markwatch user enable Omar"))
@options.with_settings(*options.STORE, "reviewer")
def enable(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Let a disabled user in again."""
    with open_from(settings) as workspace:
        user = set_user_enabled(workspace, name, enabled=True)
    report(f"{user.name} is enabled.", user, json_to=json_to)


@group.command("sign-out", epilog=examples("markwatch user sign-out Omar"))
@options.with_settings(*options.STORE, "reviewer")
def sign_out(name: Name, json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """End all logins of a user, for example after a laptop was lost."""
    with open_from(settings) as workspace:
        count = log_out_everywhere(workspace, name)
    report(
        f"{count_of(count, 'login')} ended.", {"logins_ended": count}, json_to=json_to
    )


def _ask_password(name: str) -> str:
    if sys.stdin.isatty():
        answer: str = typer.prompt(
            f"Password for {name}", hide_input=True, confirmation_prompt=True
        )
        return answer
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise InvalidInputError(
            "No password came on standard input: run this in a terminal, or send one "
            "line, e.g. from a password manager."
        )
    return line


def _line(user: UserView) -> str:
    seen = f"{user.seen_at:%Y-%m-%d %H:%M} UTC" if user.seen_at else "not signed in"
    notes = [] if user.enabled else ["disabled"]
    notes += [] if user.has_password else ["single sign-on alone"]
    more = f"  ({', '.join(notes)})" if notes else ""
    return f"{user.name:24}  {user.role:9}  {seen}{more}"
