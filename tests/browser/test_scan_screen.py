"""An operator in Chromium: drop a ZIP with a broken file, read what became of it."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storage.queue_status import queue_status
from storage.records import NewReference, SymbolInput
from storage.symbols import add_symbol
from tests.browser.conftest import Server
from tests.fakes import Placed, draw_mark, scene_png

pytestmark = pytest.mark.browser


def shop_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(3):
            data = scene_png(Placed(1), salt=number)
            archive.writestr(f"shop/{number}.png", data)
        archive.writestr("shop/broken.png", b"no image")
    return buffer.getvalue()


def figures(page: Page) -> dict[str, str]:
    rows = page.locator(".scan-counts div").all()
    return {
        row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows
    }


def test_a_zip_with_a_broken_file_is_scanned_and_dropped_again(
    server: Server, page: Page, tmp_path: Path
) -> None:
    crops = [NewReference(draw_mark(1), "acme.png")]
    wanted = SymbolInput("Acme", "prohibited")
    add_symbol(server.workspace, wanted, crops, by="anna")
    (tmp_path / "shop.zip").write_bytes(shop_zip())
    page.goto(f"{server.url}/scan")

    page.locator("#scan-files").set_input_files(tmp_path / "shop.zip")
    expect(page.get_by_role("heading", name="Scanned 4 images")).to_be_visible(
        timeout=20_000
    )
    assert figures(page) == {
        "new images": "3",
        "flagged for review": "3",
        "regions found": "3",
        "there already": "0",
        "failed": "1",
    }
    expect(page.get_by_text("1 file could not be scanned")).to_be_visible()
    expect(page.locator(".scan-errors li")).to_contain_text(
        "shop.zip/shop/broken.png is not an image that can be read"
    )
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "4")
    expect(page.get_by_role("link", name="Review 3 flagged images")).to_be_visible()
    assert queue_status(server.workspace, reviewer="anna").open_cases == 3

    page.locator("#scan-files").set_input_files(tmp_path / "shop.zip")
    expect(page.locator(".scan-counts div").nth(3)).to_contain_text("3")
    assert figures(page)["new images"] == "0"
