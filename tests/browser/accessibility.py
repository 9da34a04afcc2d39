"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = ("serious", "critical")


def grave_findings(page: Page) -> list[str]:
    """Return the serious findings on the page as it is now, as sentences."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['help']}: {node['html'][:160]}"
        for finding in found
        if finding["impact"] in _GRAVE
        for node in finding["nodes"]
    ]
