"""The server's process: its port, its start and its end."""

import os
import signal
import socket
import urllib.request
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from recognizer.errors import ModelError
from storage.errors import ConflictError
from storage.records import ScanSummary
from ui.command_line import running
from ui.progress_board import ScanProgressBoard


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with running.listen(free_port()) as taken:
        yield taken


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((running.HOST, 0))
        return int(probe.getsockname()[1])


def test_only_this_computer_can_reach_the_port(listener):
    assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_refused_with_a_way_out(listener):
    port = listener.getsockname()[1]

    with pytest.raises(
        ConflictError, match=rf"Port {port} is in use.*--port {port + 1}"
    ):
        running.listen(port)


def test_the_page_answers_from_its_announcement_until_ctrl_c(listener, capsys):
    app = FastAPI()
    app.get("/")(lambda: "the page")
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    answers: list[bytes] = []

    def ask() -> None:
        with urllib.request.urlopen(url, timeout=10) as answer:
            answers.append(answer.read())
        os.kill(os.getpid(), signal.SIGINT)

    def started() -> None:
        running.announce(listener, open_browser=False)
        running.in_background(ask)

    running.run_server(app, listener, on_started=started)

    assert answers == [b'"the page"']
    out, err = capsys.readouterr()
    assert f"{url} " in out
    assert err == "Stopped.\n"


def test_the_browser_opens_only_when_asked_for(listener, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(running.webbrowser, "open", opened.append)
    monkeypatch.setattr(running, "in_background", lambda task: task())

    running.announce(listener, open_browser=False)
    assert opened == []

    running.announce(listener, open_browser=True)
    assert opened == [f"http://127.0.0.1:{listener.getsockname()[1]}"]


def test_seeding_ends_with_the_board_at_rest(monkeypatch):
    summary = ScanSummary(24, 0, 20, 61, 12.0, ())
    monkeypatch.setattr(running, "seed_demo", lambda ws, *, progress: summary)
    board = ScanProgressBoard("Scanning")

    running.seed(object(), board)

    assert not board.view().running
    assert board.view().error == ""


def test_a_seed_that_fails_says_why_on_page_and_terminal(monkeypatch, capsys):
    def fail(workspace, *, progress):
        raise ModelError("No detector at x.pt.")

    monkeypatch.setattr(running, "seed_demo", fail)
    board = ScanProgressBoard("Scanning")

    running.seed(object(), board)

    assert not board.view().running
    assert board.view().error == "No detector at x.pt."
    assert capsys.readouterr().err == "No detector at x.pt.\n"
