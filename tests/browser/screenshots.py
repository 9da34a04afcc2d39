"""Make the screenshots of the README from the demo workspace.

Run it after `markwatch serve` has filled a workspace with the demo:

    python -m tests.browser.screenshots --data-dir DIR

The workspace is copied first; nothing in it changes.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from storage.workspace import open_workspace
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.serving import build_quietly, serving

OUT = Path(__file__).resolve().parents[2] / "assets" / "screenshots"
WIDE = (1440, 900)
PHONE = (390, 844)


def main() -> None:
    """Copy the workspace, serve the copy, and take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(options.data_dir, copy)
        with (
            open_workspace(data_dir=copy) as workspace,
            serving(build_quietly(workspace, reviewer="kim")) as url,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=list(FLAGS)
            )
            _take_all(browser, url, options.out)
            browser.close()


def _take_all(browser: Browser, url: str, out: Path) -> None:
    with _page(browser, WIDE) as page:
        _open_review(page, f"{url}/?__theme=light")
        _show_many_and_edit(page, out)
        _decide_some(page)
    for theme in ("light", "dark"):
        with _page(browser, WIDE) as page:
            _open_review(page, f"{url}/?__theme={theme}")
            page.screenshot(path=out / f"review-{theme}.png")
    with _page(browser, PHONE) as page:
        _open_review(page, f"{url}/?__theme=light")
        page.screenshot(path=out / "review-phone.png")
    for screen in ("gallery", "scan", "decisions"):
        with _page(browser, WIDE) as page:
            page.goto(f"{url}/{screen}?__theme=light")
            page.wait_for_selector("h1")
            _settle(page)
            page.screenshot(path=out / f"{screen}.png")
    with _page(browser, WIDE) as page:
        _show_desk(page, url, out)


def _show_desk(page: Page, url: str, out: Path) -> None:
    """Take the curator's pictures: a symbol with its thresholds, and the lists."""
    page.set_viewport_size({"width": WIDE[0], "height": 1060})
    page.goto(f"{url}/gallery?q=Hallmeyer&__theme=light")
    page.locator(".symbol-card a").first.click()
    page.get_by_label("Flag from").fill("60")
    page.keyboard.press("Enter")
    page.wait_for_selector("#threshold-set")
    page.evaluate("scrollTo(0, 0)")
    _settle(page)
    page.screenshot(path=out / "gallery-symbol.png")
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{url}/gallery?view=lists&__theme=light")
    page.wait_for_selector("h1")
    _settle(page)
    page.screenshot(path=out / "gallery-lists.png")


@contextmanager
def _page(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def _show_many_and_edit(page: Page, out: Path) -> None:
    """Show what the reviewer's guide tells of: boxes that are alike, a moved box."""
    page.keyboard.press("a")
    _settle(page)
    page.screenshot(path=out / "review-alike.png")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="This box").click()
    page.keyboard.press("m")
    page.keyboard.press("Shift+ArrowRight")
    _settle(page)
    page.screenshot(path=out / "review-move.png")
    page.keyboard.press("Escape")


def _decide_some(page: Page) -> None:
    """Fill the strip of recent decisions, as in the middle of a day."""
    for key in ("1", "1", "n", "1", "x", "1"):
        page.keyboard.press(key)
        _settle(page)


def _open_review(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".mw-review[data-state=case] .mw-look")
    _settle(page)


def _settle(page: Page) -> None:
    # Images further down load when they are scrolled to: those are not waited for.
    page.evaluate(
        """() => Promise.all([
            ...[...document.images].filter((image) => image.loading !== "lazy"),
            ...[...document.querySelectorAll("svg image")].map((image) =>
                Object.assign(new Image(), { src: image.getAttribute("href") })),
        ].map((image) => image.decode().catch(() => 0)))"""
    )
    page.wait_for_timeout(1200)


if __name__ == "__main__":
    main()
