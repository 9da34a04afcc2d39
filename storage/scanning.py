"""Scanning: one image, or many with what becomes of each.

A scan of many reads and decodes ahead in a thread, perceives in batches and commits
image by image: stopped at any moment, it has lost nothing, and what is stored already
is passed over by its SHA-256 when it runs again.
"""

import operator
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, Full, Queue

from recognizer.errors import MarkwatchError
from storage.audit_trail import note
from storage.image_intake import ReadImage, read_item, store_image
from storage.records import (
    ScanItem,
    ScanOutcome,
    ScanProgress,
    ScanResult,
    ScanSummary,
)
from storage.workspace import Workspace

_BATCH = 4
_AHEAD = 4
_POLL_S = 0.2
_RATE_OVER = 200  # images: what was passed over at the start says little of the rest

_Read = ReadImage | ScanResult
# What the reading thread hands over: an image, an error of the source, or the end.
_Handed = _Read | BaseException | None


def scan_image(
    ws: Workspace,
    data: bytes,
    *,
    name: str,
    product_id: str = "",
    title: str = "",
    source_uri: str = "",
    extra: Mapping[str, str] | None = None,
) -> ScanResult:
    """Find, match and store the symbols of one image; a flagged one becomes a case.

    Bytes that are there already are left as they are. Raises ImageError for what is
    no readable image.
    """
    item = ScanItem(
        name=name,
        read=lambda: data,
        product_id=product_id,
        title=title,
        source_uri=source_uri,
        extra=dict(extra or {}),
    )
    read = read_item(ws, item)
    if isinstance(read, ScanResult):
        return read
    [seen] = ws.recognizer.perceive([read.image])
    result = store_image(ws, read, seen)
    _note(ws, name, {"images": 1, "regions": result.regions})
    return result


def scan_many(
    ws: Workspace,
    items: Iterable[ScanItem],
    *,
    progress: Callable[[ScanProgress], None] | None = None,
    total: int | None = None,
) -> ScanSummary:
    """Scan images one after another; an image that fails is listed, not raised.

    items: taken as they are needed; the scan ends where they end. total: how many
    there are, if `items` cannot say so by itself. progress: called after each image.
    Raises what the iteration of `items` raises, after all that came before is stored.
    """
    _ = ws.recognizer  # fail before the first image if there are no models
    tally = _Tally(total or operator.length_hint(items) or None)
    try:
        with _read_ahead(ws, items) as handed:
            for batch in _batches(handed):
                for result in _finish(ws, batch):
                    tally.add(result)
                    if progress is not None:
                        progress(tally.progress(result))
    finally:  # what is stored stays, also where the scan broke off
        _note_many(ws, tally.summary())
    return tally.summary()


def _note_many(ws: Workspace, summary: ScanSummary) -> None:
    counts = {
        "images": summary.new,
        "already_there": summary.already_there,
        "failed": len(summary.errors),
        "regions": summary.regions,
        "flagged": summary.flagged,
    }
    if any(counts.values()):
        _note(ws, f"{summary.new:,} new images", counts)


def _note(ws: Workspace, subject: str, counts: Mapping[str, int]) -> None:
    with ws.writing() as session:
        note(session, "scan", "added", subject=subject, new=counts)


@contextmanager
def _read_ahead(ws: Workspace, items: Iterable[ScanItem]) -> Iterator["Queue[_Handed]"]:
    handed: Queue[_Handed] = Queue(maxsize=_AHEAD)
    stopped = threading.Event()
    thread = threading.Thread(
        target=_read_all, args=(ws, items, handed, stopped), daemon=True
    )
    thread.start()
    try:
        yield handed
    finally:
        stopped.set()
        thread.join()


def _read_all(
    ws: Workspace,
    items: Iterable[ScanItem],
    handed: "Queue[_Handed]",
    stopped: threading.Event,
) -> None:
    try:
        for item in items:
            if not _hand_over(_read(ws, item), handed, stopped):
                return
        _hand_over(None, handed, stopped)
    except BaseException as err:  # raised again where the scan was called
        _hand_over(err, handed, stopped)


def _hand_over(
    read: _Handed, handed: "Queue[_Handed]", stopped: threading.Event
) -> bool:
    while not stopped.is_set():
        try:
            handed.put(read, timeout=_POLL_S)
            return True
        except Full:
            continue
    return False


def _read(ws: Workspace, item: ScanItem) -> _Read:
    try:
        return read_item(ws, item)
    except MarkwatchError as err:
        return _failed(item.name, str(err))
    except OSError as err:
        return _failed(item.name, f"{item.name} cannot be read: {err.strerror or err}.")


def _batches(handed: "Queue[_Handed]") -> Iterator[list[_Read]]:
    """Yield what is read, a few at a time: those that are ready, waiting for one."""
    while True:
        batch: list[_Read] = []
        last: _Handed = handed.get()
        while last is not None and not isinstance(last, BaseException):
            batch.append(last)
            if len(batch) == _BATCH:
                break
            try:
                last = handed.get_nowait()
            except Empty:
                break
        if batch:
            yield batch
        if last is None:
            return
        if isinstance(last, BaseException):
            raise last


def _finish(ws: Workspace, batch: list[_Read]) -> Iterator[ScanResult]:
    new = [read for read in batch if isinstance(read, ReadImage)]
    seen = iter(ws.recognizer.perceive([read.image for read in new]) if new else ())
    for read in batch:
        if isinstance(read, ScanResult):
            yield read
            continue
        try:
            yield store_image(ws, read, next(seen))
        except MarkwatchError as err:
            yield _failed(read.item.name, str(err))


def _failed(name: str, error: str) -> ScanResult:
    return ScanResult(
        name=name,
        outcome=ScanOutcome.FAILED,
        image_id=None,
        regions=0,
        flagged=False,
        error=error,
    )


class _Tally:
    """Counts what a scan did and how fast it goes."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._began = time.monotonic()
        self._times = deque([self._began], maxlen=_RATE_OVER)
        self._counts = dict.fromkeys(ScanOutcome, 0)
        self._flagged = self._regions = 0
        self._errors: list[ScanResult] = []

    def add(self, result: ScanResult) -> None:
        """Count an image that is finished."""
        self._times.append(time.monotonic())
        self._counts[result.outcome] += 1
        if result.outcome is ScanOutcome.NEW:
            self._flagged += result.flagged
            self._regions += result.regions
        if result.outcome is ScanOutcome.FAILED:
            self._errors.append(result)

    def progress(self, last: ScanResult) -> ScanProgress:
        """Say how far the scan is."""
        done = sum(self._counts.values())
        seconds = self._times[-1] - self._times[0]
        rate = (len(self._times) - 1) / seconds if seconds > 0 else 0.0
        left = None if self._total is None else max(0, self._total - done)
        return ScanProgress(
            done=done,
            total=self._total,
            rate_per_s=rate,
            seconds_left=None if left is None or rate == 0 else left / rate,
            last=last,
        )

    def summary(self) -> ScanSummary:
        """Sum up."""
        return ScanSummary(
            new=self._counts[ScanOutcome.NEW],
            already_there=self._counts[ScanOutcome.ALREADY_THERE],
            flagged=self._flagged,
            regions=self._regions,
            seconds=time.monotonic() - self._began,
            errors=tuple(self._errors),
        )
