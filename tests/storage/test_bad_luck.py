"""Two tabs, two people, a claim that ran out, things that go away, a restart.

No decision is lost or doubled, and each refusal says what to do next.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from storage.cases import next_case, open_case, renew_claim
from storage.decisions import decide
from storage.errors import ConflictError, NotFoundError, UnavailableError
from storage.media import image_media
from storage.queue_status import queue_status
from storage.records import Action, DecisionInput
from storage.symbols import set_symbol_enabled
from storage.workspace import Workspace, open_workspace
from tests.fakes import Placed, fake_recognizer
from tests.storage.steps import ANN, BOB, add, press, scan, take

TWO = Placed(1), Placed(1, x=200)


def decided(ws: Workspace, reviewer: str = ANN) -> int:
    return queue_status(ws, reviewer=reviewer).decided_today_by_me


def test_two_tabs_of_one_reviewer_decide_a_box_once(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    tab = take(any_workspace)
    other_tab = open_case(any_workspace, tab.id, reviewer=ANN)

    press(any_workspace, tab, Action.REJECTED, region=0)
    with pytest.raises(ConflictError, match=r"decided already.*Undo that decision"):
        press(any_workspace, other_tab, Action.CONFIRMED, region=0, symbol_id=1)
    press(any_workspace, other_tab, Action.REJECTED, region=1)

    assert decided(any_workspace) == 2


def test_of_two_reviewers_one_has_the_case(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    of_ann = take(any_workspace, reviewer=ANN)
    seen_by_bob = open_case(any_workspace, of_ann.id, reviewer=BOB)

    with pytest.raises(ConflictError, match="ann works on this case until"):
        press(any_workspace, seen_by_bob, Action.REJECTED, reviewer=BOB)
    press(any_workspace, of_ann, Action.REJECTED)

    assert (decided(any_workspace, ANN), decided(any_workspace, BOB)) == (1, 0)


def test_a_claim_that_ran_out_refuses_the_late_save_and_the_renewal(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    of_ann = take(any_workspace, reviewer=ANN)
    now = any_workspace.now()
    any_workspace.now = lambda: now + timedelta(minutes=11)
    take(any_workspace, reviewer=BOB)

    with pytest.raises(ConflictError, match="nothing was saved"):
        press(any_workspace, of_ann, Action.REJECTED)
    with pytest.raises(ConflictError):
        renew_claim(any_workspace, of_ann.id, reviewer=ANN)
    assert decided(any_workspace, ANN) == 0


def test_a_symbol_disabled_while_it_is_confirmed_is_refused(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol.id
    add(any_workspace, "Bolt", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    set_symbol_enabled(any_workspace, acme, enabled=False, by="curator")
    shown = open_case(any_workspace, case.id, reviewer=ANN)

    with pytest.raises((ConflictError, NotFoundError), match="Acme"):
        press(any_workspace, shown, Action.CONFIRMED, symbol_id=acme)

    assert [match.symbol_name for match in shown.regions[0].matches] == ["Bolt"]
    assert decided(any_workspace) == 0


def test_an_image_deleted_from_disk_can_still_be_decided(
    workspace: Workspace, tmp_path: Path
) -> None:
    acme = add(workspace, "Acme", 1).symbol.id
    scan(workspace, *TWO)
    case = take(workspace)
    shutil.rmtree(workspace.data_dir / "blobs")

    with pytest.raises(NotFoundError):
        image_media(workspace, case.image.sha256)
    with pytest.raises(NotFoundError, match="Scan or upload it again"):
        press(
            workspace,
            case,
            Action.CONFIRMED,
            symbol_id=acme,
            add_reference=True,
            region=0,
        )
    press(workspace, case, Action.CONFIRMED, symbol_id=acme, region=0)
    assert press(workspace, case, Action.REJECTED, region=1).closed
    assert decided(workspace) == 2


def test_a_restart_in_the_middle_loses_and_doubles_nothing(
    workspace: Workspace,
) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, *TWO)
    case = take(workspace)
    press(workspace, case, Action.REJECTED, region=0, request_id="sent-before")
    workspace.close()

    with open_workspace(
        data_dir=workspace.data_dir, recognizer=fake_recognizer()
    ) as restarted:
        # The answer never came, so the browser sends the press again.
        press(restarted, case, Action.REJECTED, region=0, request_id="sent-before")
        mine = take(restarted)
        assert [region.waiting for region in mine.regions] == [False, True]
        press(restarted, mine, Action.REJECTED, region=1)

        assert decided(restarted) == 2
        assert next_case(restarted, reviewer=ANN) is None


@contextmanager
def busy(ws: Workspace) -> Iterator[None]:
    """Let another program hold the write lock for longer than one waits."""

    def impatient(connection: object, *_: object) -> None:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")  # type: ignore[attr-defined]

    event.listen(ws.engine, "engine_connect", impatient)
    with closing(sqlite3.connect(ws.data_dir / "markwatch.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()
    event.remove(ws.engine, "engine_connect", impatient)


@contextmanager
def full_database(ws: Workspace) -> Iterator[None]:
    """Let the database file grow no more."""

    def no_page_more(connection: object, *_: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

    with closing(sqlite3.connect(ws.data_dir / "markwatch.db")) as other:
        other.execute("VACUUM")  # no page is free
    event.listen(ws.engine, "engine_connect", no_page_more)
    yield
    event.remove(ws.engine, "engine_connect", no_page_more)
    with ws.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (busy, "is busy, or not running. Nothing was saved; try again"),
        (full_database, "is full; nothing was saved. Ask its operator to free"),
    ],
)
def test_a_press_that_cannot_be_saved_now_is_saved_once_later(
    workspace: Workspace, trouble, sentence: str
) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))
    case = take(workspace)

    kept = DecisionInput(
        request_id="kept",
        case_id=case.id,
        case_version=case.version,
        region_id=case.regions[0].id,
        action=Action.REJECTED,
        reviewer=ANN,
        note="x" * 4000,  # too long for what is left of a page
    )

    with trouble(workspace), pytest.raises(UnavailableError, match=sentence):
        decide(workspace, kept)
    assert decided(workspace) == 0

    for _ in range(2):
        decide(workspace, kept)
    assert decided(workspace) == 1


def test_a_reference_for_which_the_disk_has_no_room_is_not_half_saved(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = add(workspace, "Acme", 1).symbol.id
    scan(workspace, Placed(1))
    case = take(workspace)

    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("storage.blobs.os.fsync", no_room)
        with pytest.raises(UnavailableError, match="disk of the server is full"):
            press(workspace, case, Action.CONFIRMED, symbol_id=acme, add_reference=True)
    assert decided(workspace) == 0
    assert press(
        workspace, case, Action.CONFIRMED, symbol_id=acme, add_reference=True
    ).reference_id
