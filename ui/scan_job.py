"""One scan at a time, running beside the screens until it ends or is stopped.

Owns the thread and what is known of it. The scan goes on when its tab is closed, and
every tab sees the same one.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from threading import Lock, Thread

from recognizer.errors import MarkwatchError
from storage.errors import ConflictError
from storage.records import (
    ScanItem,
    ScanOutcome,
    ScanProgress,
    ScanResult,
    ScanSummary,
)

Scan = Callable[[Iterable[ScanItem], Callable[[ScanProgress], None]], ScanSummary]

_log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How far a scan is."""

    IDLE = "idle"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobView:
    """What a screen says of the scan. errors: what failed so far, in order."""

    state: JobState = JobState.IDLE
    total: int = 0
    done: int = 0
    new: int = 0
    already_there: int = 0
    flagged: int = 0
    regions: int = 0
    rate_per_s: float = 0.0
    seconds_left: float | None = None
    last_name: str = ""
    errors: tuple[ScanResult, ...] = ()
    problem: str = ""

    @property
    def is_running(self) -> bool:
        """Return whether images are still being scanned."""
        return self.state in (JobState.RUNNING, JobState.STOPPING)


class ScanJob:
    """Holds the latest scan; safe to ask from any thread."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._lock = Lock()
        self._view = JobView()
        self._thread: Thread | None = None

    def start(self, items: list[ScanItem], *, when_done: Callable[[], None]) -> JobView:
        """Begin a scan. Raises ConflictError while another one runs.

        when_done: called in the scan's thread at its end, however it ended.
        """
        with self._lock:
            if self._view.is_running:
                raise ConflictError(
                    "A scan is running: wait until it ends, or stop it first."
                )
            self._view = JobView(JobState.RUNNING, total=len(items))
            # The thread acts for whoever starts it.
            run = partial(copy_context().run, self._run, items, when_done)
            self._thread = Thread(target=run, name="scan", daemon=True)
            self._thread.start()
            return self._view

    def stop(self) -> JobView:
        """End the scan after the images that are under way."""
        with self._lock:
            if self._view.state is JobState.RUNNING:
                self._view = replace(self._view, state=JobState.STOPPING)
            return self._view

    def view(self) -> JobView:
        """Return how far it is."""
        with self._lock:
            return self._view

    def wait(self, *, timeout_s: float) -> JobView:
        """Wait until the scan has ended, at most so long."""
        if self._thread is not None:
            self._thread.join(timeout_s)
        return self.view()

    def _run(self, items: list[ScanItem], when_done: Callable[[], None]) -> None:
        try:
            self._scan(StoppableItems(items, stopping=self._is_stopping), self._update)
            self._end(JobState.FINISHED)
        except MarkwatchError as err:
            self._end(JobState.FAILED, problem=str(err))
        except Exception:
            _log.exception("A scan failed")
            problem = "The scan broke off; the log says more. Drop the images again."
            self._end(JobState.FAILED, problem=problem)
        finally:
            when_done()

    def _is_stopping(self) -> bool:
        return self.view().state is JobState.STOPPING

    def _update(self, progress: ScanProgress) -> None:
        with self._lock:
            self._view = add_progress(self._view, progress)

    def _end(self, state: JobState, *, problem: str = "") -> None:
        with self._lock:
            cut_short = self._view.state is JobState.STOPPING
            if cut_short and self._view.done < self._view.total:
                state = JobState.STOPPED
            self._view = replace(
                self._view, state=state, seconds_left=None, problem=problem
            )


class StoppableItems:
    """Items that end early when somebody stops the scan; knows how many there are."""

    def __init__(self, items: list[ScanItem], *, stopping: Callable[[], bool]) -> None:
        self._items = items
        self._stopping = stopping

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[ScanItem]:
        for item in self._items:
            if self._stopping():
                return
            yield item


def add_progress(view: JobView, progress: ScanProgress) -> JobView:
    """Return the view with one more image counted."""
    last = progress.last
    failed = last.outcome is ScanOutcome.FAILED
    return replace(
        view,
        done=progress.done,
        new=view.new + (last.outcome is ScanOutcome.NEW),
        already_there=view.already_there + (last.outcome is ScanOutcome.ALREADY_THERE),
        flagged=view.flagged + last.flagged,
        regions=view.regions + last.regions,
        rate_per_s=progress.rate_per_s,
        seconds_left=progress.seconds_left,
        last_name=last.name,
        errors=(*view.errors, last) if failed else view.errors,
    )
