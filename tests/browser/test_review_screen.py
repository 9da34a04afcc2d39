"""The Review screen in Chromium: keys, quick presses, drawing, errors, empty states."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from recognizer.images import encode_png
from storage.decision_log import last_decisions, list_decisions
from storage.decisions import decide
from storage.queue_status import queue_status
from storage.records import (
    Action,
    DecisionResult,
    NewReference,
    ScanProgress,
    SymbolInput,
)
from storage.scanning import scan_image
from storage.symbols import add_symbol, set_symbol_enabled
from storage.workspace import Workspace
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, draw_scene, scene_png
from ui.progress_board import ScanProgressBoard

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=hit=1> ${hit=1} {{hit}}"
SIX = [Placed(1, x=20 + 125 * (i % 3), y=20 + 130 * (i // 3)) for i in range(6)]
THIRTY = [Placed(1, 10 + 100 * (i % 6), 10 + 90 * (i // 6), 60) for i in range(30)]


def add(workspace: Workspace, name: str, seed: int) -> int:
    reference = NewReference(draw_mark(seed), "mark.png")
    symbol = SymbolInput(name, "trademark", policy_text=name)
    return add_symbol(workspace, symbol, [reference], by="kim").symbol.id


def open_review(page: Page, server: Server, query: str = "") -> None:
    page.goto(f"{server.url}/{query}")
    expect(page.locator(".mw-review")).to_have_attribute("data-state", "case")
    expect(page.locator(".mw-boxes [aria-pressed=true]")).to_be_focused()


def test_presses_faster_than_the_server_are_all_saved_once(
    server: Server, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide_slowly(*args: Any) -> DecisionResult:
        time.sleep(0.03)
        return decide(*args)

    def lose_the_fifth(route: Route) -> None:
        sent.append(route)
        if len(sent) == 5:
            route.fetch()  # the server saves it, and its answer is lost
            route.abort()  # so that Gradio sends nothing more
        else:
            route.continue_()

    sent: list[Route] = []
    add(server.workspace, "Acorn", 1)
    scene = draw_scene(THIRTY, size_wh=(640, 480))
    scan_image(server.workspace, encode_png(scene), name="thirty.png")
    open_review(page, server)
    page.clock.install()
    monkeypatch.setattr("ui.review.decide", decide_slowly)
    page.route("**/gradio_api/run/**", lose_the_fifth)

    for number in range(30):
        page.keyboard.press("1xn"[number % 3])
        page.wait_for_timeout(30)
    waited = 0
    while len(sent) < 5 and waited < 200:
        page.wait_for_timeout(50)
        waited += 1
    page.clock.fast_forward(13_000)

    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    assert decided(server) == 30
    assert list_decisions(server.workspace).total == 30
    assert len(sent) == 31  # of all presses, one was sent twice

    page.unroute("**/gradio_api/run/**")

    # As quick are undos: each takes back one more, and one after a press that press.
    newest = last_decisions(server.workspace, reviewer="kim", limit=3)
    for key in "uuu":
        page.keyboard.press(key)
    said = page.locator(".mw-boxes [aria-pressed=true]")
    expect(page.get_by_role("heading", level=1)).to_have_text("thirty.png")
    page.wait_for_function("!document.querySelector('.is-saving')")
    expect(said.first).to_be_visible()
    assert still_decided(server, 27)
    assert not {one.id for one in newest} & {
        one.id for one in last_decisions(server.workspace, reviewer="kim", limit=30)
    }
    page.keyboard.press("x")
    page.keyboard.press("u")
    assert still_decided(server, 27)
    undone = list_decisions(server.workspace, limit=1).items[0]
    assert undone.action is Action.UNDONE
    assert undone.undoes_decision_id is not None
    assert undone.undoes_decision_id > newest[0].id


def decided(server: Server) -> int:
    return queue_status(server.workspace, reviewer="kim").decided_today_by_me


def still_decided(server: Server, count: int) -> bool:
    """Wait until presses under way are saved; so many must be decided then."""
    for _ in range(200):
        time.sleep(0.1)
        if decided(server) == count:
            time.sleep(0.5)
            break
    assert decided(server) == count
    return True


def test_keys_rest_while_typing_on_repeats_and_with_modifiers(
    server: Server, page: Page
) -> None:
    add(server.workspace, HOSTILE, 1)
    add(server.workspace, "Birch", 2)
    scan_image(
        server.workspace, scene_png(Placed(1), Placed(2, x=200)), name=f"{HOSTILE}.png"
    )
    open_review(page, server)

    # Names of users are text, wherever they stand.
    expect(page.locator(".mw-match .mw-name").first).to_have_text(HOSTILE)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{HOSTILE}.png")
    assert page.evaluate("window.hit") is None

    page.keyboard.press("Control+x")
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        "{key: 'x', repeat: true, bubbles: true}))"
    )
    page.keyboard.press("/")
    page.keyboard.type("x1nu")
    found = page.get_by_role("listbox", name="Symbols found").get_by_role("option")
    expect(found).to_have_text(["+New symbol “x1nu”"])
    page.get_by_role("combobox", name="Another symbol").fill("birc")
    expect(found.first).to_contain_text("Birch")
    assert queue_status(server.workspace, reviewer="kim").decided_today_by_me == 0
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Box B")).to_be_visible()
    expect(page.locator(".mw-count-today")).to_have_text("1")

    # Focus that steps onto another box chooses it; help closes with Escape.
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("heading", name="Box A")).to_be_visible()
    expect(page.locator(".mw-decided")).to_contain_text("Confirmed: Birch")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert queue_status(server.workspace, reviewer="kim").decided_today_by_me == 1


def test_an_error_keeps_what_was_typed_and_says_what_to_do(
    server: Server, page: Page
) -> None:
    acorn = add(server.workspace, "Acorn", 1)
    scan_image(server.workspace, scene_png(Placed(1)), name="one.png")
    open_review(page, server)

    page.keyboard.press("s")
    name = page.get_by_label("Name of the new symbol")
    name.fill("acorn")
    name.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Acorn")
    expect(name).to_have_value("acorn")
    name.press("Escape")
    expect(page.locator(".mw-newsymbol")).to_have_count(0)

    set_symbol_enabled(server.workspace, acorn, enabled=False, by="somebody")
    page.keyboard.press("1")
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.get_by_role("heading", name="Box A")).to_be_visible()
    assert queue_status(server.workspace, reviewer="kim").decided_today_by_me == 0


def test_a_box_that_was_missed_is_drawn_and_searched_at_once(
    server: Server, page: Page
) -> None:
    add(server.workspace, "Acorn", 1)
    scan_image(server.workspace, scene_png(Placed(1), Placed(3, x=250)), name="a.png")
    open_review(page, server)
    view = page.locator(".mw-svg")
    whole = view.get_attribute("viewBox")

    area = view.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
    page.mouse.wheel(0, -300)
    expect(view).not_to_have_attribute("viewBox", str(whole))
    page.keyboard.press("0")
    expect(view).to_have_attribute("viewBox", str(whole))
    page.keyboard.down("h")
    expect(page.locator(".mw-boxes")).to_be_hidden()
    page.keyboard.up("h")
    expect(page.locator(".mw-boxes")).to_be_visible()

    page.keyboard.press("d")
    box = page.locator(".mw-boxes .mw-over").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] - 4, box["y"] - 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 4, box["y"] + box["height"] + 4, steps=4)
    page.mouse.up()
    expect(page.get_by_role("heading", name="Box C")).to_be_visible()
    expect(page.locator(".mw-match").first).to_contain_text("Acorn")
    expect(page.get_by_text("drawn by hand")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_control_has_a_name_and_nothing_is_cut_off_at_390_px(
    server: Server, page: Page, theme: str
) -> None:
    add(server.workspace, "A rather long name of a symbol, to break the line", 1)
    scan_image(server.workspace, scene_png(*SIX), name="x" * 120 + ".png")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/?__theme={theme}")
    expect(page.locator(".mw-match").first).to_be_visible()

    width = page.evaluate("document.documentElement.scrollWidth")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, select, svg > g > g')]
        .filter((node) => node.checkVisibility() && !node.closest('[aria-hidden]'))
        .filter((node) => !(node.innerText || node.ariaLabel || node.labels?.length))
        .map((node) => node.outerHTML)"""
    )

    assert width == 390
    assert nameless == []
    assert page.evaluate("document.body.classList.contains('dark')") is (
        theme == "dark"
    )


class TestWhileAScanRuns:
    @pytest.fixture
    def scan_board(self) -> ScanProgressBoard:
        return ScanProgressBoard("Scanning the demo images")

    def test_the_empty_screen_says_how_far_and_opens_the_first_case(
        self, server: Server, page: Page, scan_board: ScanProgressBoard
    ) -> None:
        add(server.workspace, "Acorn", 1)
        result = scan_image(server.workspace, scene_png(Placed(9)), name="no.png")
        scan_board.update(ScanProgress(5, 24, 1.0, 19.0, result))
        page.goto(server.url)
        heading = page.get_by_role("heading", name="Scanning the demo images: 5 of 24")
        expect(heading).to_be_visible()

        scan_image(server.workspace, scene_png(Placed(1)), name="yes.png")

        expect(page.get_by_role("heading", level=1)).to_have_text("yes.png")
        scan_board.finish()
        page.keyboard.press("k")
        expect(page.get_by_role("heading", name="All done")).to_be_visible()
        page.get_by_role("button", name="Bring back 1 skipped").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("yes.png")


def test_a_press_without_an_answer_is_kept_and_can_be_sent_again(
    server: Server, page: Page
) -> None:
    add(server.workspace, "Acorn", 1)
    scan_image(server.workspace, scene_png(Placed(1)), name="one.png")
    page.clock.install()
    open_review(page, server)
    unanswered: list[Route] = []
    page.route("**/gradio_api/**", lambda route: unanswered.append(route))
    page.keyboard.press("1")
    page.wait_for_function("document.querySelector('.is-saving')")
    page.clock.run_for(13_000)
    page.clock.run_for(13_000)
    expect(page.get_by_role("alert").first).to_contain_text("does not answer")

    assert len(unanswered) == 2  # the press and its repeat
    page.unroute("**/gradio_api/**")
    # Not click(): it waits for frames, and their clock stands still here.
    page.get_by_role("button", name="Try again").dispatch_event("click")

    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    assert queue_status(server.workspace, reviewer="kim").decided_today_by_me == 1
