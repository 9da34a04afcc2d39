"""A reviewer's day in Chromium: many boxes at once, edits, notes, claims, the queue."""

import re
import shutil

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.cases import next_case, release_claim
from storage.decision_log import last_decisions, list_decisions
from storage.queue_status import queue_status
from storage.records import Action, NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.browser.accessibility import grave_findings
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, scene_png

pytestmark = pytest.mark.browser

ACORN, BIRCH, UNSEEN = 1, 2, 9


def add(workspace: Workspace, name: str, seed: int, on: str = "trademark") -> int:
    reference = NewReference(draw_mark(seed), "mark.png")
    symbol = SymbolInput(name, on, policy_text=f"What to do with {name}.")
    return add_symbol(workspace, symbol, [reference], by="kim").symbol.id


def scan(workspace: Workspace, name: str, *marks: Placed, salt: int = 0) -> None:
    scan_image(workspace, scene_png(*marks, salt=salt), name=name)


def open_review(page: Page, server: Server, query: str = "") -> None:
    page.goto(f"{server.url}/{query}")
    expect(page.locator(".mw-review")).to_have_attribute("data-state", "case")
    expect(page.locator(".mw-boxes [aria-pressed=true]")).to_be_focused()


def decided(server: Server, reviewer: str = "kim") -> int:
    return queue_status(server.workspace, reviewer=reviewer).decided_today_by_me


def test_what_is_alike_is_decided_at_once_with_the_count_first(
    server: Server, page: Page
) -> None:
    add(server.workspace, "Acorn", ACORN)
    scan(server.workspace, "a.png", Placed(ACORN), Placed(ACORN, x=200))
    scan(server.workspace, "b.png", Placed(ACORN, y=170))
    open_review(page, server)

    reach = page.get_by_role("group", name="What one answer decides")
    expect(reach.get_by_role("button")).to_have_text(
        ["This box", "2 alike here", "3 alike in all"]
    )
    page.keyboard.press("a")
    page.keyboard.press("a")
    said = page.locator(".mw-reach")
    expect(said).to_contain_text("One answer decides 3 boxes.")
    expect(said).to_contain_text("1 on 1 other image")
    assert decided(server) == 0
    page.keyboard.press("1")

    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    assert decided(server) == 3
    assert list_decisions(server.workspace).total == 3
    page.keyboard.press("u")
    expect(page.locator(".mw-news")).to_contain_text("3 boxes wait again")
    page.keyboard.press("Shift+Digit1")
    expect(page.get_by_role("heading", level=1)).to_have_text("b.png")
    assert decided(server) == 2


def test_a_box_is_moved_by_keys_taken_away_and_put_back(
    server: Server, page: Page
) -> None:
    add(server.workspace, "Acorn", ACORN)
    add(server.workspace, "Birch", BIRCH)
    scan(server.workspace, "a.png", Placed(ACORN), Placed(UNSEEN, x=200))
    open_review(page, server)

    page.keyboard.press("m")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("drawn by hand")).to_be_visible()
    box = next_case(server.workspace, reviewer="kim").regions[-1]  # type: ignore[union-attr]
    assert box.xyxy == (48.0, 40.0, 148.0, 142.0)

    handle = page.locator(".mw-boxes [aria-pressed=true] .mw-over")
    page.keyboard.press("m")
    corner = page.locator(".mw-edit-handle").last.bounding_box()
    assert corner is not None
    page.mouse.move(corner["x"] + 5, corner["y"] + 5)
    page.mouse.down()
    page.mouse.move(corner["x"] + 40, corner["y"] + 40, steps=3)
    page.mouse.up()
    page.keyboard.press("Enter")
    expect(handle).not_to_have_attribute("width", "100")
    page.keyboard.press("Delete")
    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    page.get_by_role("button", name="Bring back").wait_for(state="detached")
    assert decided(server) == 0


def test_reasons_and_notes_are_kept_with_what_was_said(
    server: Server, page: Page
) -> None:
    add(server.workspace, "Acorn", ACORN)
    scan(server.workspace, "a.png", Placed(ACORN), Placed(ACORN, x=200))
    open_review(page, server)

    page.keyboard.press("c")
    expect(page.get_by_role("group", name="Reject with a reason")).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Box B")).to_be_visible()
    page.keyboard.press("e")
    note = page.get_by_label("A note to the curators")
    note.fill("Is this the old mark?")
    note.press("Enter")

    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    escalated, rejected = last_decisions(server.workspace, reviewer="kim")
    assert (rejected.action, rejected.reason) == (Action.REJECTED, "own product")
    assert (escalated.action, escalated.note) == (
        Action.ESCALATED,
        "Is this the old mark?",
    )


def test_the_queue_is_kept_in_the_address_and_pictures_can_be_veiled(
    server: Server, page: Page
) -> None:
    add(server.workspace, "Acorn", ACORN)
    add(server.workspace, "Birch", BIRCH, "prohibited")
    scan(server.workspace, "acorn.png", Placed(ACORN))
    scan(server.workspace, "birch.png", Placed(BIRCH))
    open_review(page, server, "?list=trademark&order=age")

    expect(page.get_by_role("heading", level=1)).to_have_text("acorn.png")
    summary = page.locator(".mw-queue summary")
    expect(summary).to_contain_text("oldest first · trademark (1)")
    page.keyboard.press("x")
    expect(page.get_by_role("heading", name="Nothing like that waits")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("birch.png")
    summary.click()
    page.get_by_label("Symbol", exact=True).fill("birch")
    page.get_by_label("Symbol", exact=True).press("Enter")
    page.keyboard.press("Escape")
    expect(summary).to_contain_text("Birch (1)")
    expect(page).to_have_url(re.compile("symbol=.*case=|case=.*symbol="))

    page.get_by_role("button", name="Blur").click()
    image = page.locator(".mw-svg image")
    blurred = "getComputedStyle(document.querySelector('.mw-svg image')).filter"
    page.mouse.move(5, 5)
    assert "blur" in page.evaluate(blurred)
    page.locator(".mw-boxes [aria-pressed=true]").focus()
    page.keyboard.down("v")
    assert page.evaluate(blurred) == "none"
    page.keyboard.up("v")
    page.reload()
    expect(image).to_be_visible()
    page.wait_for_function(f"{blurred}.includes('blur')")


def test_a_case_of_another_is_looked_at_and_taken_when_it_is_free(
    server: Server, page: Page, browser: Browser
) -> None:
    add(server.workspace, "Acorn", ACORN)
    scan(server.workspace, "a.png", Placed(ACORN))
    of_lee = next_case(server.workspace, reviewer="lee")
    assert of_lee is not None
    page.goto(f"{server.url}/?case={of_lee.id}")
    held = page.locator(".mw-held")
    expect(held).to_contain_text("lee works on this case until")
    page.keyboard.press("x")
    assert decided(server) == 0

    release_claim(server.workspace, of_lee.id, reviewer="lee")
    page.reload()
    expect(held).to_have_count(0)
    expect(page.locator(".mw-boxes [aria-pressed=true]")).to_be_focused()

    # Somebody else takes it while a note is typed: it is refused, and not lost.
    page.keyboard.press("e")
    note = page.get_by_label("A note to the curators")
    note.fill("half a sentence")
    release_claim(server.workspace, of_lee.id, reviewer="kim")
    assert next_case(server.workspace, reviewer="lee") is not None
    note.press("Enter")
    expect(held).to_contain_text("lee works on this case until")
    expect(note).to_have_value("half a sentence")
    assert decided(server) == 0

    # Leaving lets a case go at once.
    release_claim(server.workspace, of_lee.id, reviewer="lee")
    page.reload()
    expect(held).to_have_count(0)
    expect(page.locator(".mw-review")).to_have_attribute("data-state", "case")
    page.goto(f"{server.url}/decisions")
    page.wait_for_timeout(500)
    assert next_case(server.workspace, reviewer="lee") is not None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(server: Server, page: Page, theme: str) -> None:
    add(server.workspace, "Acorn", ACORN)
    add(server.workspace, "Birch", BIRCH, "prohibited")
    scan(server.workspace, "a.png", Placed(ACORN), Placed(ACORN, x=200))
    open_review(page, server, f"?__theme={theme}")
    page.keyboard.press("x")
    expect(page.locator(".mw-recent-item")).to_have_count(1)
    page.keyboard.press("e")
    page.locator(".mw-queue summary").click()

    assert grave_findings(page) == []

    shutil.rmtree(server.workspace.data_dir / "blobs")
    page.goto(f"{server.url}/?__theme={theme}&list=certification")
    expect(page.get_by_role("heading", name="Nothing like that waits")).to_be_visible()
    assert grave_findings(page) == []
