"""The Audit and People screens, without a browser."""

import pytest

from storage.acting import Person, Role, acting_as
from storage.audit import list_audit
from storage.errors import ConflictError, InvalidInputError
from storage.lists import add_list
from storage.logins import find_login, log_in
from storage.people import add_user, list_users
from storage.workspace import Workspace
from ui import audit, people
from ui.audit_query import parse_audit_query
from ui.form import Form

PASSWORD = "four words are enough"


def shown(reply) -> str:  # type: ignore[no-untyped-def]
    return str(reply.parts["view"])


def test_an_empty_log_and_nobody_to_sign_in_say_so(workspace: Workspace) -> None:
    assert "Nothing was changed yet" in shown(audit.open_view(workspace, Form({})))
    people_html = shown(people.open_view(workspace, Form({})))
    assert "Nobody needs to sign in yet" in people_html


def test_the_log_shows_who_what_and_from_what_to_what(workspace: Workspace) -> None:
    with acting_as(Person("<Ada>", Role.ADMIN)):
        add_list(workspace, "<b>house</b>", severity=4, by="<Ada>")

    html = shown(audit.open_view(workspace, Form({"query": "?kind=list"})))

    assert "&lt;Ada&gt;" in html
    assert "&lt;b&gt;house&lt;/b&gt;" in html
    assert "<b>house" not in html
    assert "List added" in html
    assert 'href="/export/audit.csv?kind=list"' in html


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?kind=symbol", "No change is like that"),
        ("?since=yesterday", "is no date for since"),
        ("?page=0", "List added"),
        ("?page=99", "No change"),
    ],
)
def test_filters_that_find_nothing_say_so(
    workspace: Workspace, query: str, says: str
) -> None:
    add_list(workspace, "house", by="Ada")
    if query == "?page=99":
        query = "?page=99&kind=symbol"

    assert says in shown(audit.open_view(workspace, Form({"query": query})))


def test_the_address_keeps_what_it_knows() -> None:
    asked = parse_audit_query("?kind=user&evil=1&text=a%26b&page=3")

    assert asked.address(page=2) == "/audit?kind=user&text=a%26b&page=2"
    assert (
        asked.address("/export/audit.csv") == "/export/audit.csv?kind=user&text=a%26b"
    )


def test_an_admin_adds_changes_and_keeps_out(workspace: Workspace) -> None:
    add = {"name": "Ada", "role": "admin", "password": PASSWORD}
    people.add(workspace, "kim", Form(add))
    reply = people.add(
        workspace, "Ada", Form({**add, "name": "Rosa", "role": "reviewer"})
    )
    assert reply.notice == "Rosa is added as reviewer."
    assert "Rosa" in shown(reply)
    assert PASSWORD not in shown(reply)
    token = log_in(workspace, name="Rosa", password=PASSWORD, address="x")

    people.give_role(workspace, "Ada", Form({"user": "Rosa", "role": "curator"}))
    person = find_login(workspace, token)
    assert person is not None
    assert person.role is Role.CURATOR
    people.enable(workspace, "Ada", Form({"user": "Rosa", "enabled": "0"}))
    assert find_login(workspace, token) is None
    people.enable(workspace, "Ada", Form({"user": "Rosa", "enabled": "1"}))
    people.give_password(
        workspace, "Ada", Form({"user": "Rosa", "password": " spaces count here "})
    )
    token = log_in(workspace, name="Rosa", password=" spaces count here ", address="x")
    people.sign_out(workspace, "Ada", Form({"user": "Rosa"}))
    assert find_login(workspace, token) is None

    assert [user.name for user in list_users(workspace)] == ["Ada", "Rosa"]
    assert list_audit(workspace).total >= 7


def test_the_last_admin_cannot_shut_the_door(workspace: Workspace) -> None:
    add_user(workspace, "Ada", role=Role.ADMIN, password=PASSWORD, by="kim")

    with pytest.raises(ConflictError, match="no admin"):
        people.enable(workspace, "Ada", Form({"user": "Ada", "enabled": "0"}))
    with pytest.raises(InvalidInputError, match="Choose a role"):
        people.give_role(workspace, "Ada", Form({"user": "Ada", "role": "king"}))
