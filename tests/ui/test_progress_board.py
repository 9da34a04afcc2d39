"""The board that a scan in the background writes on."""

from storage.records import ScanOutcome, ScanProgress, ScanResult, ScanSummary
from ui.progress_board import ScanProgressBoard


def _result(outcome: ScanOutcome) -> ScanResult:
    return ScanResult("one.png", outcome, 1, 2, True)


def test_a_new_board_says_that_nothing_is_done_yet() -> None:
    view = ScanProgressBoard("Scanning demo images").view()

    assert (view.label, view.done, view.total) == ("Scanning demo images", 0, None)
    assert view.running


def test_shows_how_far_the_scan_is() -> None:
    board = ScanProgressBoard("Scanning")

    board.update(ScanProgress(5, 24, 2.0, 9.5, _result(ScanOutcome.NEW)))

    view = board.view()
    assert (view.done, view.total, view.seconds_left) == (5, 24, 9.5)
    assert view.running


def test_says_how_many_images_failed() -> None:
    board = ScanProgressBoard("Scanning")

    board.finish(ScanSummary(2, 0, 1, 3, 1.0, (_result(ScanOutcome.FAILED),)))

    assert not board.view().running
    assert board.view().error == "1 image could not be scanned."


def test_says_why_a_scan_stopped() -> None:
    board = ScanProgressBoard("Scanning")

    board.finish(error="The weights are missing.")

    assert board.view().error == "The weights are missing."
