"""Logging in: what lasts, what ends, and how fast one may guess."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage import logins
from storage.acting import Role
from storage.logins import (
    IDLE,
    LONGEST,
    PER_ADDRESS,
    PER_NAME_AND_ADDRESS,
    WINDOW,
    TooManyAttemptsError,
    WrongLoginError,
    find_login,
    find_named,
    log_in,
    log_out,
)
from storage.models import Login
from storage.people import add_user
from storage.workspace import Workspace, open_workspace

PASSWORD = "four words are enough"
BEGAN = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def ws(any_workspace: Workspace) -> Workspace:
    add_user(any_workspace, "Ines", role=Role.CURATOR, password=PASSWORD, by="op")
    at(any_workspace, timedelta())
    return any_workspace


@pytest.fixture
def quick(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """One where passwords are compared without Argon2, for many tries."""
    add_user(workspace, "Ines", role=Role.CURATOR, password=PASSWORD, by="op")
    monkeypatch.setattr(
        logins, "password_fits", lambda kept, typed: bool(kept) and typed == PASSWORD
    )
    at(workspace, timedelta())
    return workspace


def at(ws: Workspace, later: timedelta) -> None:
    ws.now = lambda: BEGAN + later


def enter(ws: Workspace, name: str = "Ines", address: str = "10.0.0.1") -> str:
    return log_in(ws, name=name, password=PASSWORD, address=address)


def fail(ws: Workspace, name: str = "Ines", address: str = "10.0.0.1") -> None:
    with pytest.raises(WrongLoginError):
        log_in(ws, name=name, password="a wrong one", address=address)


def test_a_login_is_found_by_its_token_alone(ws: Workspace) -> None:
    token = enter(ws, " INES ")

    person = find_login(ws, token)

    assert person is not None
    assert (person.name, person.role) == ("Ines", Role.CURATOR)
    for other in ("", token[:-1], token + "x", "Ines", "\udcff"):
        assert find_login(ws, other) is None


def test_the_database_holds_no_token(ws: Workspace) -> None:
    token = enter(ws)

    with ws.reading() as session:
        kept = session.scalars(select(Login.token_hash)).one()

    assert token not in kept
    assert find_login(ws, kept) is None  # who reads the database cannot log in


def test_a_login_survives_a_restart(workspace: Workspace) -> None:
    add_user(workspace, "Ines", role=Role.REVIEWER, password=PASSWORD, by="op")
    token = enter(workspace)

    with open_workspace(data_dir=workspace.data_dir) as again:
        assert find_login(again, token) is not None


def test_each_login_is_another_and_ends_the_one_it_replaces(ws: Workspace) -> None:
    planted = "a token that an attacker planted"
    first = log_in(
        ws, name="Ines", password=PASSWORD, address="10.0.0.1", replaces=planted
    )
    second = log_in(
        ws, name="Ines", password=PASSWORD, address="10.0.0.1", replaces=first
    )

    assert len({planted, first, second}) == 3
    assert find_login(ws, planted) is None
    assert find_login(ws, first) is None
    assert find_login(ws, second) is not None


def test_logging_out_ends_this_login_alone(ws: Workspace) -> None:
    mine, other = enter(ws), enter(ws)

    log_out(ws, mine)
    log_out(ws, mine)  # twice is fine

    assert find_login(ws, mine) is None
    assert find_login(ws, other) is not None


def test_a_login_ends_when_nobody_uses_it(ws: Workspace) -> None:
    token = enter(ws)
    at(ws, IDLE - timedelta(minutes=5))
    assert find_login(ws, token) is not None  # seen: the time begins again

    at(ws, 2 * IDLE - timedelta(minutes=10))
    assert find_login(ws, token) is not None
    at(ws, 3 * IDLE)
    assert find_login(ws, token) is None


def test_a_login_ends_however_much_it_is_used(ws: Workspace) -> None:
    token = enter(ws)
    for hours in range(6, int(LONGEST.total_seconds() // 3600), 6):
        at(ws, timedelta(hours=hours))
        assert find_login(ws, token) is not None

    at(ws, LONGEST)

    assert find_login(ws, token) is None


def test_an_unknown_name_gets_the_same_answer_and_the_same_work(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(workspace, "Ines", role=Role.REVIEWER, password=PASSWORD, by="op")
    add_user(workspace, "Sso", role=Role.REVIEWER, password=None, by="op")
    checked: list[str | None] = []

    def checks(kept: str | None, typed: str) -> bool:
        checked.append(kept)
        return False

    monkeypatch.setattr(logins, "password_fits", checks)
    said = set()
    for name in ("Ines", "Nobody", "Sso", ""):
        with pytest.raises(WrongLoginError) as refused:
            log_in(workspace, name=name, password="a guess", address="10.0.0.1")
        said.add(str(refused.value))

    assert len(said) == 1
    assert len(checked) == 4
    assert [kept is not None for kept in checked] == [True, False, False, False]


def test_guessing_is_slowed_down_for_known_and_unknown_names_alike(
    quick: Workspace,
) -> None:
    for name in ("Ines", "Nobody"):
        for _ in range(PER_NAME_AND_ADDRESS):
            fail(quick, name)
        with pytest.raises(TooManyAttemptsError, match="Wait 15 min") as refused:
            enter(quick, name)
        assert 0 < refused.value.seconds <= WINDOW.total_seconds()


def test_after_the_wait_one_may_try_again(quick: Workspace) -> None:
    for _ in range(PER_NAME_AND_ADDRESS):
        fail(quick)

    at(quick, WINDOW + timedelta(seconds=1))

    assert enter(quick)


def test_guesses_of_others_do_not_keep_one_out(quick: Workspace) -> None:
    for _ in range(PER_NAME_AND_ADDRESS):
        fail(quick, address="6.6.6.6")

    assert enter(quick, address="10.0.0.1")


def test_an_address_cannot_try_name_after_name(quick: Workspace) -> None:
    for number in range(PER_ADDRESS):
        fail(quick, f"user {number}")

    with pytest.raises(TooManyAttemptsError):
        enter(quick)


def test_a_login_that_fits_is_no_failure(quick: Workspace) -> None:
    for _ in range(2 * PER_NAME_AND_ADDRESS):
        enter(quick)


def test_many_guesses_at_once_do_not_slip_through(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def checks(kept: str | None, typed: str) -> bool:
        checked.append(typed)
        return False

    monkeypatch.setattr(logins, "password_fits", checks)

    def guess() -> None:
        with pytest.raises((WrongLoginError, TooManyAttemptsError)):
            log_in(ws, name="Ines", password="guess", address="6.6.6.6")

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(checked) == PER_NAME_AND_ADDRESS


@pytest.mark.parametrize(
    ("name", "found"), [("", None), ("ines", "Ines"), ("nobody", None)]
)
def test_a_proxy_names_users_that_are_there(
    ws: Workspace, name: str, found: str | None
) -> None:
    person = find_named(ws, name)

    assert (person.name if person else None) == found
