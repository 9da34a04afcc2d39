"""A running server on a free port, and Chromium looking at it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from storage.workspace import Workspace, open_workspace
from tests.fakes import fake_recognizer
from tests.serving import build_quietly, serving
from ui.progress_board import ScanProgressBoard

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 20_000


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, with what it serves."""

    url: str
    workspace: Workspace


@pytest.fixture
def scan_board() -> ScanProgressBoard | None:
    """Override it for a screen that waits for a scan."""
    return None


@pytest.fixture
def server(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scan_board: ScanProgressBoard | None,
) -> Iterator[Server]:
    """Serve an empty workspace to the reviewer "kim"."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    with open_workspace(
        data_dir=tmp_path / "data", recognizer=fake_recognizer()
    ) as workspace:
        app = build_quietly(workspace, reviewer="kim", scan_progress=scan_board)
        with serving(app) as url:
            yield Server(url, workspace)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    if not CHROMIUM.exists():
        reason = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("MARKWATCH_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page, 1440 by 900; no script error and no other host is let pass."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: _note_host(request.url, troubles))
    yield page
    context.close()
    assert troubles == []


def _note_host(url: str, troubles: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "blob:", "data:")):
        troubles.append(f"request to another host: {url}")
