"""A curator in Chromium: thresholds, what would match, an import, a merge,
proposals, a split, a restore.
"""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from recognizer.images import encode_png
from recognizer.types import Thresholds
from storage.queue_status import queue_status
from storage.records import Action, ThresholdOwner
from storage.symbol_lookup import get_symbol, list_symbols
from storage.threshold_changes import get_thresholds
from storage.workspace import Workspace
from tests.browser.accessibility import grave_findings
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, fake_calibration
from tests.storage.steps import add, scan
from tests.storage.test_approving import guard_trademarks, propose
from tests.storage.test_suggestions import DOUBTFUL, SURE, say

pytestmark = pytest.mark.browser


def open_cases(workspace: Workspace) -> int:
    return queue_status(workspace, reviewer="kim").open_cases


def press_key(page: Page, selector: str, key: str = "Enter") -> None:
    """Do it without a mouse."""
    page.locator(selector).focus()
    page.keyboard.press(key)


def test_a_curator_sets_thresholds_by_keyboard_and_takes_them_back(
    server: Server, page: Page
) -> None:
    """Preview with counts, set, one-click suggestion, undo, and the list's own."""
    ws = server.workspace
    ws.calibrations.save([fake_calibration(even=0.7, steep=10)])
    acme = add(ws, "Acme", 1).symbol
    for blend in (0.0, 0.3, 0.6):
        scan(ws, Placed(1, other=2, blend=blend))
    say(ws, Action.CONFIRMED, acme.id, *SURE)
    say(ws, Action.REJECTED, acme.id, *DOUBTFUL)
    owner = ThresholdOwner.of_symbol(acme.id)
    before = open_cases(ws)
    page.goto(f"{server.url}/gallery?symbol={acme.id}")
    expect(page.locator("#thresholds-title")).to_contain_text("from the default")

    page.get_by_label("Flag from").fill("5")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("This would put 1 more image in the queue.")
    ).to_be_visible()
    expect(page.locator("#threshold-set")).to_be_focused()
    assert open_cases(ws) == before
    page.keyboard.press("Enter")
    expect(page.locator("#thresholds-title")).to_contain_text("set for this symbol")
    expect(page.locator("[data-live]")).to_contain_text(
        "Put 1 more image in the queue."
    )
    assert open_cases(ws) == before + 1

    press_key(page, "#threshold-use")
    expect(page.locator(".threshold-log li")).to_have_count(2)
    assert get_thresholds(ws, owner).own == Thresholds(0.61, 0.95)
    press_key(page, "#threshold-undo")
    expect(page.locator(".threshold-log li").first).to_contain_text("Taken back")
    assert get_thresholds(ws, owner).own == Thresholds(0.05, 0.95)

    press_key(page, "button[name=inherit]")
    expect(page.locator("#threshold-set")).to_have_text("Take them over")
    page.locator("#threshold-set").click()
    page.locator(".chip-link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("trademark")
    page.get_by_label("Purpose").fill("Brands of others")
    page.get_by_role("button", name="Save the details").click()
    expect(page.locator(".mw-title")).to_contain_text("Brands of others")
    page.get_by_label("Flag from").fill("101")
    page.keyboard.press("Enter")
    expect(page.locator("#threshold-uncertain:invalid")).to_have_count(1)


def test_a_curator_previews_imports_merges_and_reads_the_history(
    server: Server, page: Page, tmp_path: Path
) -> None:
    """A ZIP is looked at and added; two symbols become one, and two again."""
    ws = server.workspace
    scan(ws, Placed(3), name="shelf.png")
    add(ws, "Acme", 1)
    with zipfile.ZipFile(tmp_path / "marks.zip", "w") as packed:
        packed.writestr("Bolt/1.png", encode_png(draw_mark(3)))
        packed.writestr("Bolt/2.png", b"broken")
        packed.writestr("Akme/1.png", encode_png(draw_mark(1, other=2, blend=0.05)))
    (tmp_path / "bolt.png").write_bytes(encode_png(draw_mark(3)))

    page.goto(f"{server.url}/gallery?add=1")
    page.locator("#symbol-files").set_input_files(tmp_path / "bolt.png")
    expect(page.locator(".crop-card")).to_have_count(1)
    page.get_by_role("button", name="What would this match?").click()
    expect(page.locator("#would-match-title")).to_have_text(
        "1 box on 1 image would match; 1 image would come into the queue."
    )
    expect(page.locator(".match-card img").first).to_have_js_property("complete", True)
    assert list_symbols(ws).total == 1

    page.goto(f"{server.url}/gallery?view=import")
    page.locator("#import-files").set_input_files(tmp_path / "marks.zip")
    expect(page.locator("#import-title")).to_have_text(
        "Would add 2 new symbols and 2 references"
    )
    expect(page.get_by_text("Akme looks like Acme")).to_be_visible()
    expect(page.get_by_text("2.png is not an image")).to_be_visible()
    page.get_by_role("button", name="Add the rest").click()
    expect(page.locator("#import-title")).to_contain_text(
        "2 symbols and 2 references are added. 1 earlier image matches"
    )

    page.get_by_role("link", name="See the symbols").click()
    page.get_by_role("link", name="Akme").click()
    press_key(page, "#merge-card summary")
    page.get_by_label("Symbol that stays").fill("acme")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Merge into Acme")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#gallery-done")).to_contain_text("Akme is a part of Acme now")
    expect(page.locator(".reference-card")).to_have_count(2)
    assert list_symbols(ws).total == 2
    page.get_by_role("link", name="History").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#gallery-done")).to_contain_text("a symbol of its own again")
    assert list_symbols(ws).total == 3


def test_a_curator_answers_proposals_splits_and_restores(
    server: Server, page: Page
) -> None:
    """Approve and refuse by key, several at once; split with a look; go back."""
    ws = server.workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1, 2).symbol
    for other in (7, 8, 9):
        propose(ws, acme.id, Placed(1, other=other, blend=0.3))
    before = len(get_symbol(ws, acme.id).references)

    page.goto(f"{server.url}/gallery")
    page.get_by_role("link", name="Approvals 3").click()
    expect(page.locator(".approval")).to_have_count(3)
    page.locator(".approval").first.focus()
    page.keyboard.press("r")
    expect(page.locator(".approval")).to_have_count(2)
    expect(page.locator(".approval").first).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.locator("[data-approvals=count]")).to_have_text("2 ticked")
    assert grave_findings(page) == []
    page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits for approval")).to_be_visible()
    assert len(get_symbol(ws, acme.id).references) == before + 2

    page.goto(f"{server.url}/gallery?symbol={acme.id}")
    page.get_by_role("link", name="Split this symbol").click()
    expect(page.locator(".split-choice input:checked")).not_to_have_count(0)
    page.get_by_label("Name of the new symbol").fill("Bolt")
    page.keyboard.press("Enter")
    expect(page.locator("#split-now")).to_be_focused()
    assert grave_findings(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#gallery-done")).to_contain_text("to Bolt now.")
    assert list_symbols(ws).total == 2

    page.get_by_role("link", name="History").click()
    page.goto(f"{server.url}/gallery?view=history")
    page.get_by_role("link", name="Restore v2").click()
    expect(page.get_by_text("1 symbol gone")).to_be_visible()
    assert grave_findings(page) == []
    page.locator("#restore-now").click()
    page.locator("dialog button[value=yes]").click()
    expect(page.locator(".history-words").first).to_have_text(
        "the gallery restored as it was at version 2"
    )
    assert list_symbols(ws).total == 1
    assert len(get_symbol(ws, acme.id).references) == before
