"""A scan beside the screens: counts, stop, errors. The scan itself is a stand-in."""

from collections.abc import Callable, Iterable
from threading import Event

import pytest

from recognizer.errors import ImageError
from storage.errors import ConflictError
from storage.records import (
    ScanItem,
    ScanOutcome,
    ScanProgress,
    ScanResult,
    ScanSummary,
)
from ui.scan_job import JobState, JobView, ScanJob, add_progress

Update = Callable[[ScanProgress], None]
EMPTY = ScanSummary(0, 0, 0, 0, 0.0, ())


def items(count: int) -> list[ScanItem]:
    return [ScanItem(f"{number}.png", read=bytes) for number in range(count)]


def result(
    outcome: ScanOutcome, *, regions: int = 0, flagged: bool = False
) -> ScanResult:
    return ScanResult("a.png", outcome, 1, regions, flagged, error="broken")


def scan_all(wanted: Iterable[ScanItem], update: Update) -> ScanSummary:
    for done, item in enumerate(wanted, start=1):
        last = ScanResult(item.name, ScanOutcome.NEW, done, 2, flagged=True)
        update(ScanProgress(done, None, 4.0, 1.0, last))
    return EMPTY


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_scan_ends_finished_with_everything_counted(count: int) -> None:
    job = ScanJob(scan_all)
    ended = Event()

    job.start(items(count), when_done=ended.set)
    view = job.wait(timeout_s=5)

    assert (view.state, view.done, view.new) == (JobState.FINISHED, count, count)
    assert (view.regions, view.flagged) == (2 * count, count)
    assert ended.is_set()


def test_outcomes_are_counted_apart_and_errors_kept() -> None:
    view = JobView(JobState.RUNNING, total=3)
    for done, last in enumerate(
        (
            result(ScanOutcome.NEW, regions=2, flagged=True),
            result(ScanOutcome.ALREADY_THERE),
            result(ScanOutcome.FAILED),
        ),
        start=1,
    ):
        view = add_progress(view, ScanProgress(done, 3, 1.0, None, last))

    assert (view.done, view.new, view.already_there) == (3, 1, 1)
    assert (view.regions, view.flagged) == (2, 1)
    assert view.errors == (result(ScanOutcome.FAILED),)


def test_a_stop_ends_the_scan_after_the_image_under_way() -> None:
    under_way, go_on = Event(), Event()

    def scan(wanted: Iterable[ScanItem], update: Update) -> ScanSummary:
        for done, item in enumerate(wanted, start=1):
            under_way.set()
            assert go_on.wait(5)
            last = ScanResult(item.name, ScanOutcome.NEW, done, 0, flagged=False)
            update(ScanProgress(done, None, 1.0, None, last))
        return EMPTY

    job = ScanJob(scan)
    job.start(items(3), when_done=lambda: None)
    assert under_way.wait(5)

    assert job.stop().state is JobState.STOPPING
    go_on.set()
    view = job.wait(timeout_s=5)

    assert (view.state, view.done) == (JobState.STOPPED, 1)


def test_a_second_scan_is_refused_while_one_runs_and_welcome_after_it() -> None:
    go_on = Event()

    def scan(wanted: Iterable[ScanItem], update: Update) -> ScanSummary:
        assert go_on.wait(5)
        return scan_all(wanted, update)

    job = ScanJob(scan)
    job.start(items(1), when_done=lambda: None)
    with pytest.raises(ConflictError, match="A scan is running"):
        job.start(items(1), when_done=lambda: None)
    go_on.set()
    job.wait(timeout_s=5)
    job.start(items(2), when_done=lambda: None)

    assert job.wait(timeout_s=5).done == 2


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ImageError("The folder is gone: mount it."), "The folder is gone: mount it."),
        (RuntimeError("secret"), "The scan broke off"),
    ],
)
def test_a_scan_that_breaks_off_says_so_and_cleans_up(
    error: Exception, sentence: str
) -> None:
    def scan(wanted: Iterable[ScanItem], update: Update) -> ScanSummary:
        raise error

    ended = Event()
    job = ScanJob(scan)
    job.start(items(1), when_done=ended.set)
    view = job.wait(timeout_s=5)

    assert view.state is JobState.FAILED
    assert sentence in view.problem
    assert "secret" not in view.problem
    assert ended.is_set()
