"""The server's process: its port, its start and its end."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

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
        probe.bind((running.LOOPBACK, 0))
        return int(probe.getsockname()[1])


def test_only_this_computer_can_reach_the_port(listener):
    assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_refused_with_a_way_out(listener):
    port = listener.getsockname()[1]

    with pytest.raises(
        ConflictError, match=rf"Port {port} is in use.*--port {port + 1}"
    ):
        running.listen(port)


SERVER = """
import sys
from fastapi import FastAPI
from ui.command_line import running

app = FastAPI()
app.get("/")(lambda: "the page")
listener = running.listen(int(sys.argv[1]))
running.run_server(
    app, listener, on_started=lambda: running.announce(listener, open_browser=False)
)
"""


def test_the_page_answers_from_its_announcement_until_ctrl_c():
    port = free_port()
    words = [sys.executable, "-c", SERVER, str(port)]

    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        announcement = server.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=10) as answer:
            page = answer.read()
        server.send_signal(signal.SIGINT)
        _, messages = server.communicate(timeout=60)

    assert announcement.startswith(f"Markwatch is running at http://127.0.0.1:{port} ")
    assert page == b'"the page"'
    assert messages == "Stopped.\n"
    assert server.returncode == 0


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


def test_a_seed_that_still_works_does_not_hold_up_or_spoil_the_end():
    code = (
        "import threading; from ui.command_line import running;"
        "running.leave([]); print('on', flush=True);"
        "forever = running.in_background(threading.Event().wait);"
        "running.leave([forever]); print('never')"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "on\n", "")
