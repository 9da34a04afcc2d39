"""People: added, changed, kept out; and never without an admin."""

from collections.abc import Callable

import pytest

from storage.acting import Person, Role, acting_as
from storage.audit import audit_csv, list_audit
from storage.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from storage.logins import find_login, log_in
from storage.passwords import hash_password, password_fits
from storage.people import (
    add_user,
    has_admin,
    list_users,
    log_out_everywhere,
    set_password,
    set_role,
    set_user_enabled,
)
from storage.tokens import add_token, list_tokens, revoke_token
from storage.workspace import Workspace

PASSWORD = "four words are enough"


def add(ws: Workspace, name: str, role: Role = Role.REVIEWER) -> None:
    add_user(ws, name, role=role, password=PASSWORD, by="operator")


def sign_in(ws: Workspace, name: str) -> str:
    return log_in(ws, name=name, password=PASSWORD, address="10.0.0.1")


def test_at_first_there_is_nobody(any_workspace: Workspace) -> None:
    assert list_users(any_workspace) == ()
    assert not has_admin(any_workspace)


def test_a_user_is_listed_with_role_and_maker(any_workspace: Workspace) -> None:
    add(any_workspace, "  Ines  de Sá ", Role.ADMIN)

    [user] = list_users(any_workspace)

    assert (user.name, user.role, user.created_by) == (
        "Ines de Sá",
        Role.ADMIN,
        "operator",
    )
    assert user.has_password
    assert user.seen_at is None
    assert has_admin(any_workspace)


@pytest.mark.parametrize("again", ["Ines", "INES", " ines ", "Ｉnes"])
def test_a_name_that_looks_the_same_is_taken(workspace: Workspace, again: str) -> None:
    add(workspace, "Ines")

    with pytest.raises(ConflictError, match="already"):
        add(workspace, again)


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
def test_a_password_has_a_decent_length(workspace: Workspace, password: str) -> None:
    with pytest.raises(InvalidInputError, match="10 to 1,000 characters"):
        add_user(workspace, "Ines", role=Role.REVIEWER, password=password, by="op")


def test_passwords_are_kept_as_argon2id_alone(workspace: Workspace) -> None:
    kept = hash_password(PASSWORD)

    assert kept.startswith("$argon2id$")
    assert password_fits(kept, PASSWORD)
    assert not password_fits(kept, PASSWORD + "!")
    assert not password_fits(None, PASSWORD)
    assert not password_fits("no hash at all", PASSWORD)


def test_an_unknown_user_is_named(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        set_role(workspace, "nobody", Role.ADMIN)


def test_the_last_admin_stays(any_workspace: Workspace) -> None:
    add(any_workspace, "Ines", Role.ADMIN)
    add(any_workspace, "Omar", Role.CURATOR)

    with pytest.raises(ConflictError, match="no admin"):
        set_role(any_workspace, "Ines", Role.REVIEWER)
    with pytest.raises(ConflictError, match="no admin"):
        set_user_enabled(any_workspace, "Ines", enabled=False)

    assert [user.role for user in list_users(any_workspace)] == ["admin", "curator"]
    set_role(any_workspace, "Omar", Role.ADMIN)
    set_role(any_workspace, "Ines", Role.REVIEWER)


def test_another_password_ends_every_login(workspace: Workspace) -> None:
    add(workspace, "Ines")
    token = sign_in(workspace, "Ines")

    set_password(workspace, "Ines", "other words, as many")

    assert find_login(workspace, token) is None


def test_who_is_disabled_is_out_at_once(workspace: Workspace) -> None:
    add(workspace, "Boss", Role.ADMIN)
    add(workspace, "Ines")
    token = sign_in(workspace, "Ines")

    set_user_enabled(workspace, "Ines", enabled=False)

    assert find_login(workspace, token) is None
    set_user_enabled(workspace, "Ines", enabled=True)
    assert find_login(workspace, token) is None  # an old login does not come back


def test_logins_can_be_revoked(workspace: Workspace) -> None:
    add(workspace, "Ines")
    tokens = [sign_in(workspace, "Ines") for _ in range(2)]

    assert log_out_everywhere(workspace, "ines") == 2

    assert [find_login(workspace, token) for token in tokens] == [None, None]


def test_a_new_role_counts_for_who_is_logged_in(workspace: Workspace) -> None:
    add(workspace, "Boss", Role.ADMIN)
    add(workspace, "Ines")
    token = sign_in(workspace, "Ines")

    set_role(workspace, "Ines", Role.CURATOR)

    person = find_login(workspace, token)
    assert person is not None
    assert person.role is Role.CURATOR


@pytest.mark.parametrize(
    "deed",
    [
        lambda ws: add(ws, "Mallory", Role.ADMIN),
        list_users,
        lambda ws: set_password(ws, "Ada", PASSWORD),
        lambda ws: set_role(ws, "Rosa", Role.ADMIN),
        lambda ws: set_user_enabled(ws, "Rosa", enabled=False),
        lambda ws: log_out_everywhere(ws, "Ada"),
        lambda ws: add_token(ws, "Shop", role=Role.ADMIN, by="Rosa"),
        list_tokens,
        lambda ws: revoke_token(ws, "Shop"),
        list_audit,
        lambda ws: list(audit_csv(ws)),
    ],
)
def test_only_an_admin_may_whatever_the_way(
    workspace: Workspace, deed: Callable[[Workspace], object]
) -> None:
    add(workspace, "Ada", Role.ADMIN)
    add(workspace, "Rosa")
    changes = list_audit(workspace).total

    for role in (Role.REVIEWER, Role.CURATOR):
        person = Person("Rosa", role)
        with acting_as(person), pytest.raises(NotAllowedError, match="role admin"):
            deed(workspace)

    assert list_audit(workspace).total == changes
