"""The demo workspace: the project's own drawn symbols and product images.

Owns when a workspace gets them, and putting them in by the same use cases as anybody
else. A start that was cut off goes on at the next one.
"""

from collections.abc import Callable
from pathlib import Path

from recognizer.model_files import ASSETS
from storage.importing import import_symbols
from storage.queue_status import queue_status
from storage.records import ScanProgress, ScanSummary
from storage.scanning import scan_many
from storage.sources import items_from_paths
from storage.symbol_lookup import list_symbols
from storage.workspace import Workspace

DEMO = ASSETS / "demo"
BY = "demo"
_MARK = "demo-unfinished"


def demo_is_wanted(ws: Workspace) -> bool:
    """Whether the workspace is empty, or got only a part of the demo so far."""
    if _mark(ws).exists():
        return True
    if list_symbols(ws, limit=1).total:
        return False
    return queue_status(ws, reviewer=BY).images == 0


def seed_demo(
    ws: Workspace,
    *,
    progress: Callable[[ScanProgress], None] | None = None,
    folder: Path = DEMO,
) -> ScanSummary:
    """Add the demo symbols, then scan the demo images; what is there is passed over.

    folder: with `symbols.csv` and `images.csv`. Raises ModelError if the models cannot
    be loaded.
    """
    _mark(ws).touch()
    import_symbols(ws, folder / "symbols.csv", by=BY)
    items = list(items_from_paths([folder / "images.csv"]))
    summary = scan_many(ws, items, progress=progress)
    _mark(ws).unlink(missing_ok=True)
    return summary


def _mark(ws: Workspace) -> Path:
    return ws.data_dir / _MARK
