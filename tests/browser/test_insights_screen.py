"""The Insights screen in Chromium: filters in the address, plots, tables, downloads."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_findings
from tests.browser.conftest import Server
from tests.storage.insights.said import fill

pytestmark = pytest.mark.browser


def test_a_curator_narrows_the_figures_and_takes_them_along(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/insights")
    expect(page.get_by_text("Nothing to tell yet")).to_be_visible()
    fill(server.workspace, 120)

    # All figures are there, and a screen reader gets words and tables of them.
    page.reload()
    expect(page.locator("svg.plot")).to_have_count(7)
    expect(page.get_by_role("img", name="Precision over time")).to_be_visible()
    by_symbol = page.get_by_role("region", name="Precision by symbol")
    expect(by_symbol.get_by_role("row")).to_have_count(4)
    assert grave_findings(page) == []

    # A symbol of the table narrows all of it; the address says so, and can be shared.
    by_symbol.get_by_role("link", name="Acme").click()
    expect(page).to_have_url(re.compile(r"/insights\?symbol=Acme$"))
    expect(by_symbol.get_by_role("row")).to_have_count(2)
    page.get_by_label("Counted by").select_option("day")
    expect(page).to_have_url(re.compile(r"symbol=Acme&by=day$"))
    expect(page.get_by_role("heading", name="Decisions a day")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Symbol", exact=True)).to_have_value("Acme")

    # The CSV has what is shown.
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the CSV of precision").click()
    text = Path(download.value.path()).read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["symbol"] for row in rows} == {"Acme"}

    # On a phone nothing is cut off: what is wide scrolls by itself.
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide == 390
    page.get_by_label("Symbol", exact=True).fill("nothing like it")
    expect(page.get_by_text("No decision is like that")).to_be_visible()
