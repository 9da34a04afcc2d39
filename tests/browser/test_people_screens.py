"""Signing in, roles and the audit log, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storage.acting import Role
from storage.people import add_user, log_out_everywhere
from storage.records import NewReference, SymbolInput
from storage.symbols import add_symbol
from storage.tokens import add_token, find_token, list_tokens
from storage.webhooks import add_webhook
from storage.workspace import open_workspace
from tests.browser.accessibility import grave_findings
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


# Those that no other test looks at so.
ADDRESSES = [
    "/gallery",
    "/gallery?symbol=1",
    "/gallery?view=lists",
    "/gallery?view=history",
    "/gallery?view=approvals",
    "/scan",
    "/decisions",
    "/people",
    "/programs",
    "/audit",
    "/api/docs",
]


def test_no_screen_has_a_serious_finding_in_either_scheme(
    server: Server, page: Page
) -> None:
    add_token(server.workspace, "Shop", role=Role.CURATOR, by="Ada")
    add_webhook(server.workspace, "https://shop.example/decisions", by="Ada")
    findings = {}

    def look(where: str) -> None:
        findings[where, "light"] = grave_findings(page)
        page.evaluate("document.querySelector('[data-mw-theme]').click()")
        page.wait_for_timeout(400)  # colours fade
        findings[where, "dark"] = grave_findings(page)
        page.evaluate("localStorage.clear()")

    page.goto(f"{server.url}/login")
    look("/login")
    sign_in(page, "Ada")
    for address in ADDRESSES:
        page.goto(f"{server.url}{address}")
        page.locator("h1").first.wait_for()
        look(address)
    assert {where: found for where, found in findings.items() if found} == {}
    assert len(findings) == 2 * (len(ADDRESSES) + 1)

    # On a telephone the link of the screen that one is on is in sight.
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/audit")
    expect(page.get_by_role("link", name="Audit")).to_be_in_viewport(ratio=0.9)


def test_an_admin_makes_a_token_by_keyboard_and_sees_it_once(
    server: Server, page: Page
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/programs")
    sign_in(page, "Ada")
    page.get_by_label("Program").fill("Shop")
    page.keyboard.press("Enter")

    secret = page.locator("#new-secret")
    expect(secret).to_be_focused()
    shown = secret.input_value()
    assert find_token(server.workspace, shown) is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shown

    page.get_by_label("Address").fill("https://shop.example/decisions")
    page.keyboard.press("Enter")
    expect(secret).not_to_have_value(shown)
    page.reload()
    expect(page.get_by_role("heading", name="shop.example")).to_be_visible()
    expect(secret).to_have_count(0)
    page.get_by_role("button", name="Revoke the token of Shop").press("Enter")
    page.get_by_role("button", name="Revoke", exact=True).press("Enter")
    expect(page.get_by_text("is revoked").first).to_be_visible()
    assert list_tokens(server.workspace)[0].revoked_at
