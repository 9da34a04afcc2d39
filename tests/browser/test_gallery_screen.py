"""A curator in Chromium: upload with a drawn box, look-alike, what matches now."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from recognizer.images import encode_png
from storage.queue_status import queue_status
from storage.records import NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbol_lookup import find_symbol_by_name
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, draw_scene, scene_png

pytestmark = pytest.mark.browser

HOSTILE = "<b id=hit>${window.hit=1}</b>"


def add(workspace: Workspace, name: str, seed: int) -> int:
    crops = [NewReference(draw_mark(seed), "mark.png")]
    wanted = SymbolInput(name, "trademark")
    return add_symbol(workspace, wanted, crops, by="anna").symbol.id


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the first picture; points are shares of its width and height."""
    area = page.locator(".crop-stage").first.bounding_box()
    assert area is not None
    xs = [area["x"] + area["width"] * point[0] for point in (start, end)]
    ys = [area["y"] + area["height"] * point[1] for point in (start, end)]
    page.mouse.move(xs[0], ys[0])
    page.mouse.down()
    page.mouse.move(xs[1], ys[1], steps=5)
    page.mouse.up()


def box_of(page: Page) -> list[int]:
    text = page.locator("input[name='box[]']").first.input_value()
    return [int(number) for number in text.split(",")] if text else []


def test_a_curator_adds_a_symbol_from_a_drawn_box(
    server: Server, page: Page, tmp_path: Path
) -> None:
    """The whole way: look-alike, box, a bad file beside, earlier image in the queue."""
    workspace = server.workspace
    scan_image(workspace, scene_png(Placed(7)), name="shelf.png")
    add(workspace, "Acme", 8)
    two = draw_scene([Placed(7, x=40), Placed(8, x=250)])  # 400 x 300 px
    (tmp_path / "two.png").write_bytes(encode_png(two))
    (tmp_path / "broken.png").write_bytes(b"no image")
    page.goto(f"{server.url}/gallery")
    page.get_by_role("link", name="Add a symbol").first.click()

    page.get_by_label("Name", exact=True).fill(HOSTILE)
    page.locator("#symbol-files").set_input_files(
        [tmp_path / "two.png", tmp_path / "broken.png"]
    )
    expect(page.locator(".crop-card")).to_have_count(1)
    expect(page.get_by_text("broken.png is not an image")).to_be_visible()

    drag(page, (0.6, 0.1), (0.9, 0.5))
    expect(page.get_by_role("button", name="Add to Acme instead")).to_be_visible()
    drag(page, (0.06, 0.1), (0.38, 0.5))
    expect(page.locator(".similar")).to_have_count(0)
    left, top, right, bottom = box_of(page)
    assert left == pytest.approx(24, abs=3)
    assert (right, bottom) == pytest.approx((152, 150), abs=3)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    assert box_of(page) == [left, top + 4, right + 4, bottom + 4]
    assert page.get_by_label("Name", exact=True).input_value() == HOSTILE

    page.get_by_role("button", name="Add the symbol").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.locator("#gallery-done")).to_contain_text(
        "1 earlier image matches, and is in the queue."
    )
    expect(page.get_by_role("link", name="Review it")).to_have_attribute("href", "/")
    assert queue_status(workspace, reviewer="anna").open_cases == 1
    assert page.evaluate("window.hit") is None
    assert page.locator("#hit").count() == 0


def test_a_look_alike_can_be_added_to_the_symbol_that_is_there(
    server: Server, page: Page, tmp_path: Path
) -> None:
    symbol_id = add(server.workspace, "Acme", 8)
    blended = draw_mark(8, other=9, blend=0.1)
    (tmp_path / "copy.png").write_bytes(encode_png(blended))
    page.goto(f"{server.url}/gallery?add=1")
    page.locator("#symbol-files").set_input_files(tmp_path / "copy.png")

    page.get_by_role("button", name="Add to Acme instead").click()

    expect(page.locator("#gallery-done")).to_contain_text("Added 1 reference.")
    assert page.url.endswith(f"/gallery?symbol={symbol_id}")
    expect(page.locator(".reference-card")).to_have_count(2)


def test_a_curator_tends_symbols_with_the_address_following(
    server: Server, page: Page
) -> None:
    """Search, open, rename, remove a reference, disable, and back by the browser."""
    add(server.workspace, "Acme", 1)
    add(server.workspace, "Brill", 2)
    page.goto(f"{server.url}/gallery")
    expect(page.locator(".symbol-card")).to_have_count(2)

    page.get_by_label("Search").press_sequentially("bri")
    expect(page.locator(".symbol-card")).to_have_count(1)
    expect(page.get_by_label("Search")).to_be_focused()
    assert page.url.endswith("/gallery?q=bri")

    page.get_by_role("link", name="Brill").click()
    page.get_by_label("Name", exact=True).fill("Brillo")
    page.get_by_role("button", name="Save the details").click()
    expect(page.get_by_role("heading", name="Brillo")).to_be_visible()
    assert find_symbol_by_name(server.workspace, "Brillo") is not None

    page.get_by_role("button", name="Remove reference 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The reference is removed")).to_be_visible()
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_text("This symbol is disabled")).to_be_visible()

    page.go_back()
    expect(page.get_by_label("Search")).to_have_value("bri")
    expect(page.locator(".symbol-card .symbol-off")).to_have_count(1)
