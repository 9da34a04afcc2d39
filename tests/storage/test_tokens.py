"""Tokens of programs: shown once, kept as hashes, revoked at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.acting import Door, Role
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.models import ApiToken
from storage.tokens import add_token, find_token, list_tokens, revoke_token
from storage.workspace import Workspace


def test_at_first_no_program_has_one(any_workspace: Workspace) -> None:
    assert list_tokens(any_workspace) == ()
    assert find_token(any_workspace, "") is None


def test_a_token_stands_for_its_program(any_workspace: Workspace) -> None:
    view, secret = add_token(any_workspace, "Shop", role=Role.CURATOR, by="Ada")

    person = find_token(any_workspace, secret)

    assert person is not None
    assert (person.name, person.role, person.door) == (
        "Shop (token)",
        Role.CURATOR,
        Door.API,
    )
    assert (view.name, view.created_by, view.used_at) == ("Shop", "Ada", None)
    for other in (secret[:-1], secret + "x", "", "Shop", "\udcff"):
        assert find_token(any_workspace, other) is None


def test_the_database_holds_no_token(workspace: Workspace) -> None:
    _, secret = add_token(workspace, "Shop", role=Role.REVIEWER, by="Ada")

    with workspace.reading() as session:
        kept = session.scalars(select(ApiToken.token_hash)).one()

    assert secret.startswith("mw_")
    assert secret not in kept
    assert find_token(workspace, kept) is None
    assert secret not in repr(list_tokens(workspace))


def test_a_revoked_token_counts_no_longer_and_frees_its_name(
    any_workspace: Workspace,
) -> None:
    _, old = add_token(any_workspace, "Shop", role=Role.REVIEWER, by="Ada")

    revoke_token(any_workspace, " SHOP ")
    _, new = add_token(any_workspace, "shop", role=Role.REVIEWER, by="Ada")

    assert find_token(any_workspace, old) is None
    assert find_token(any_workspace, new) is not None
    assert [t.revoked_at is None for t in list_tokens(any_workspace)] == [True, False]


def test_a_name_belongs_to_one_token(workspace: Workspace) -> None:
    add_token(workspace, "Shop", role=Role.REVIEWER, by="Ada")

    with pytest.raises(ConflictError, match="already"):
        add_token(workspace, "ＳＨＯＰ", role=Role.REVIEWER, by="Ada")
    with pytest.raises(InvalidInputError, match="a name"):
        add_token(workspace, " ", role=Role.REVIEWER, by="Ada")
    with pytest.raises(NotFoundError, match="No token"):
        revoke_token(workspace, "Other")


def test_when_it_was_last_used_is_known_to_the_minute(workspace: Workspace) -> None:
    began = workspace.now()
    workspace.now = lambda: began
    _, secret = add_token(workspace, "Shop", role=Role.REVIEWER, by="Ada")
    seen = []
    for seconds in (0, 30, 90):
        workspace.now = lambda s=seconds: began + timedelta(seconds=s)
        find_token(workspace, secret)
        [token] = list_tokens(workspace)
        assert token.used_at is not None
        seen.append((token.used_at - began).total_seconds())

    assert seen == [0, 0, 90]
