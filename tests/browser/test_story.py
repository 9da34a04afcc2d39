"""The main job in Chromium, from the first box to the downloaded row."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from recognizer.images import encode_png
from storage.records import NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, scene_png

pytestmark = pytest.mark.browser

ACORN, BIRCH, UNSEEN = 1, 2, 9


def fill(workspace: Workspace) -> None:
    """Two symbols; an earlier image that matches neither, then one that waits."""
    for name, seed, on in (
        ("Acorn", ACORN, "trademark"),
        ("Birch", BIRCH, "prohibited"),
    ):
        reference = NewReference(draw_mark(seed), f"{name}.png")
        symbol = SymbolInput(name, on, policy_text=f"What to do with {name}.")
        add_symbol(workspace, symbol, [reference], by="kim")
    scan_image(workspace, scene_png(Placed(UNSEEN, x=150)), name="earlier.png")
    marks = (Placed(ACORN), Placed(BIRCH, x=200), Placed(UNSEEN, y=180))
    scan_image(workspace, scene_png(*marks), name="shelf.png", product_id="P-7")


def test_the_whole_story(server: Server, page: Page, tmp_path: Path) -> None:
    fill(server.workspace)
    page.goto(server.url)
    card = page.locator(".mw-review")
    expect(card).to_have_attribute("data-state", "case")
    expect(page.get_by_role("heading", level=1)).to_have_text("shelf.png")
    shelf = card.get_attribute("data-case")

    # A new symbol from a box that nothing matched: an earlier image joins the queue.
    expect(page.get_by_role("heading", name="Box A")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="Box C")).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.type("Dandelion")
    page.get_by_role("combobox", name="List").select_option("prohibited")
    page.get_by_label("Name of the new symbol").press("Enter")
    news = page.locator(".mw-news")
    expect(news).to_contain_text("1 earlier image matches now")
    expect(news.get_by_role("link")).to_have_count(1)
    expect(page.locator(".mw-count-waiting")).to_have_text("2")

    # The others by one key each, faster than any answer; nothing is preselected.
    expect(page.get_by_role("heading", name="Box A")).to_be_visible()
    expect(page.locator(".mw-policy")).to_contain_text("What to do with Acorn.")
    page.keyboard.press("1")
    page.keyboard.press("x")
    expect(page.get_by_role("heading", level=1)).to_have_text("earlier.png")
    expect(page.locator(".mw-match").first).to_contain_text("Dandelion")
    expect(page.locator(".mw-count-today")).to_have_text("3")

    # Undo: the box waits again, the reference leaves, and so does the earlier image.
    page.get_by_role("button", name="Undo: New symbol: Dandelion").click()
    expect(card).to_have_attribute("data-case", str(shelf))
    expect(page.get_by_role("heading", name="Box C")).to_be_visible()
    expect(news).to_contain_text("left the gallery")
    expect(page.locator(".mw-match", has_text="Dandelion")).to_have_count(0)
    page.keyboard.press("n")
    expect(card).to_have_attribute("data-state", "empty")
    expect(page.get_by_role("heading", name="All done")).to_be_visible()

    # A curator uploads the symbol instead.
    (tmp_path / "dandelion.png").write_bytes(encode_png(draw_mark(UNSEEN)))
    page.goto(f"{server.url}/gallery?add=1")
    page.get_by_label("Name", exact=True).fill("Dandelion clock")
    page.locator("#symbol-files").set_input_files(tmp_path / "dandelion.png")
    expect(page.get_by_role("application", name="Box on dandelion.png")).to_be_visible()
    page.get_by_role("button", name="Add the symbol").click()
    expect(page.locator("#gallery-done")).to_contain_text("match")
    expect(page.locator(".reference-card")).to_have_count(1)

    # The earlier image waits because of it, and is confirmed.
    page.get_by_role("link", name="Review", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("earlier.png")
    expect(page.locator(".mw-match").first).to_contain_text("Dandelion clock")
    page.keyboard.press("r")
    page.keyboard.press("1")
    expect(
        page.locator(".mw-count-today").or_(page.locator(".mw-empty"))
    ).to_be_visible()
    expect(card).not_to_have_attribute("data-case", "")

    # The CSV says all of it, undone decisions and their undo too.
    page.get_by_role("link", name="Decisions", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download CSV").click()
    started.value.save_as(tmp_path / "decisions.csv")
    with (tmp_path / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["action"], row["symbol"]) for row in rows] == [
        ("new_symbol", "Dandelion"),
        ("confirmed", "Acorn"),
        ("rejected", ""),
        ("undone", "Dandelion"),
        ("not_a_logo", ""),
        ("confirmed", "Dandelion clock"),
    ]
    assert {row["reviewer"] for row in rows} == {"kim"}
    assert rows[0]["product_id"] == "P-7"
    assert float(rows[0]["seconds"]) > 0
    assert rows[5]["added_reference_id"]
