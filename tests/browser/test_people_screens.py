"""Signing in, roles and the audit log, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storage.acting import Role
from storage.people import add_user, log_out_everywhere
from storage.records import NewReference, SymbolInput
from storage.symbols import add_symbol
from storage.workspace import open_workspace
from tests.browser.conftest import Server
from tests.fakes import draw_mark, fake_recognizer
from tests.serving import build_quietly, serving
from ui.exposure import exposure

pytestmark = pytest.mark.browser
PASSWORD = "four words are enough"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve a workspace with one symbol to Ada, an admin, and Rosa, a reviewer."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    with open_workspace(
        data_dir=tmp_path / "data", recognizer=fake_recognizer()
    ) as workspace:
        for name, role in (("Ada", Role.ADMIN), ("Rosa", Role.REVIEWER)):
            add_user(workspace, name, role=role, password=PASSWORD, by="operator")
        crop = NewReference(draw_mark(1), "acorn.png")
        add_symbol(workspace, SymbolInput("Acorn", "trademark"), [crop], by="operator")
        shown = exposure(
            "127.0.0.1", auth=True, public_url=None, proxy_header=None, proxies=()
        )
        app = build_quietly(workspace, reviewer="nobody", exposure=shown)
        with serving(app) as url:
            yield Server(url, workspace)


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_people_sign_in_see_what_is_theirs_and_leave(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/people")
    sign_in(page, "Ada", "a wrong password")
    expect(page.get_by_role("alert")).to_contain_text("do not fit")
    sign_in(page, "Ada")

    # An admin comes to where they wanted, adds somebody and finds it in the log.
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.locator("[data-mw-who]")).to_have_text("Ada")
    page.locator("#people-name").fill("Curt")
    page.locator("#people-role").select_option("curator")
    page.locator("#people-password").fill(PASSWORD)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Curt is added as curator.").first).to_be_visible()
    page.get_by_role("link", name="Audit").click()
    row = page.get_by_role("row").filter(has_text="User added").first
    expect(row).to_contain_text("Curt")
    expect(row).to_contain_text("Ada")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{server.url}/audit")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    # A reviewer sees no more than a reviewer's screens and buttons.
    page.goto(f"{server.url}/login?next=/gallery")
    sign_in(page, "Rosa")
    expect(page.get_by_text("Acorn")).to_be_visible()
    expect(page.get_by_role("link", name="Add a symbol")).to_be_hidden()
    expect(page.get_by_role("link", name="Decisions")).to_be_visible()
    expect(page.get_by_role("link", name="Audit")).to_be_hidden()
    page.goto(f"{server.url}/audit")
    expect(page.get_by_text("needs the role admin")).to_be_visible()

    # A login that ends while the page is open says so, and what is there stays.
    page.goto(f"{server.url}/gallery")
    search = page.get_by_label("Search")
    search.fill("aco")
    expect(page.get_by_text("Acorn")).to_be_visible()
    log_out_everywhere(server.workspace, "Rosa")
    search.fill("acorn")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    expect(search).to_have_value("acorn")
