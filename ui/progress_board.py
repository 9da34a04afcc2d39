"""How far a scan in the background is, for the screens that wait for it.

Owns one latest value behind a lock. Runs nothing and stores nothing.
"""

from dataclasses import dataclass
from threading import Lock

from storage.records import ScanProgress, ScanSummary


@dataclass(frozen=True, slots=True)
class BoardView:
    """What a screen says of the scan: `error` is empty unless it stopped."""

    label: str
    done: int
    total: int | None
    seconds_left: float | None
    running: bool
    error: str


class ScanProgressBoard:
    """Written by the scanning thread, read by every screen."""

    def __init__(self, label: str) -> None:
        self._lock = Lock()
        self._view = BoardView(label, 0, None, None, running=True, error="")

    def update(self, progress: ScanProgress) -> None:
        """Take over how far the scan is; fits the `progress` of `scan_many`."""
        with self._lock:
            self._view = BoardView(
                self._view.label,
                progress.done,
                progress.total,
                progress.seconds_left,
                running=True,
                error="",
            )

    def finish(self, summary: ScanSummary | None = None, *, error: str = "") -> None:
        """Say that the scan is over, and why if it stopped early."""
        failed = len(summary.errors) if summary else 0
        images = "1 image" if failed == 1 else f"{failed} images"
        problem = f"{images} could not be scanned." if failed else error
        with self._lock:
            seen = self._view
            self._view = BoardView(
                seen.label, seen.done, seen.total, None, running=False, error=problem
            )

    def view(self) -> BoardView:
        """Return the latest value."""
        with self._lock:
            return self._view
