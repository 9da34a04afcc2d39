"""Anyone in Chromium: filter the decisions, undo one, download the rest."""

import csv
import uuid

import pytest
from playwright.sync_api import Page, expect

from storage.cases import next_case
from storage.decisions import decide
from storage.queue_status import queue_status
from storage.records import Action, DecisionInput, NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, scene_png

pytestmark = pytest.mark.browser


def decide_next(workspace: Workspace, action: Action, *, note: str) -> None:
    case = next_case(workspace, reviewer="anna")
    assert case is not None
    decide(
        workspace,
        DecisionInput(
            request_id=uuid.uuid4().hex,
            case_id=case.id,
            case_version=case.version,
            region_id=case.regions[0].id,
            action=action,
            reviewer="anna",
            reason="own product" if action is Action.REJECTED else "",
            note=note,
        ),
    )


def test_decisions_are_filtered_undone_and_downloaded(
    server: Server, page: Page
) -> None:
    workspace = server.workspace
    crops = [NewReference(draw_mark(seed), f"{seed}.png") for seed in (1, 2)]
    add_symbol(workspace, SymbolInput("Acme", "trademark"), crops, by="anna")
    for number in (1, 2):
        name = f"{number}.png"
        png = scene_png(Placed(number))
        scan_image(workspace, png, name=name, product_id=f"P-{number}")
    decide_next(workspace, Action.NOT_A_LOGO, note="=1+1")
    decide_next(workspace, Action.REJECTED, note="wrong cap")
    page.goto(f"{server.url}/decisions")
    expect(page.locator(".decision-table tbody tr")).to_have_count(2)

    page.get_by_label("Action").select_option("not_a_logo")
    expect(page.locator(".decision-table tbody tr")).to_have_count(1)
    assert page.url.endswith("/decisions?action=not_a_logo")
    page.reload()
    expect(page.get_by_label("Action")).to_have_value("not_a_logo")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download CSV").click()
    with open(started.value.path(), encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["action"], row["product_id"]) for row in rows] == [
        ("not_a_logo", "P-1")
    ]
    assert not rows[0]["note"].startswith("=")

    page.get_by_role("button", name="a gold case").click()
    said = page.get_by_role("status")
    expect(said.filter(has_text="no symbol is the right answer")).to_be_attached()
    page.get_by_role("button", name="is a gold case: make it none").click()
    expect(said.filter(has_text="the answers to it stay")).to_be_attached()

    page.get_by_role("button", name="Undo decision").click()
    expect(page.get_by_text("Taken back later")).to_be_visible()
    expect(page.get_by_role("button", name="Undo decision")).to_have_count(0)
    assert queue_status(workspace, reviewer="anna").open_cases == 1

    page.get_by_label("Product").fill("nothing")
    expect(page.get_by_text("No decision is like that")).to_be_visible()
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.locator(".decision-table tbody tr")).to_have_count(3)
