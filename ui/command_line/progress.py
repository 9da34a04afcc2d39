"""A progress bar on standard error, with rate and time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from storage.records import ScanProgress


@contextmanager
def scan_bar(label: str) -> Iterator[Callable[[ScanProgress], None]]:
    """Show how far a scan is; nothing of it stays when it is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, pace="")

        def update(progress: ScanProgress) -> None:
            bar.update(
                task,
                completed=progress.done,
                total=progress.total,
                pace=_pace(progress),
            )

        yield update


def _pace(progress: ScanProgress) -> str:
    rate = f"{progress.rate_per_s:.1f} images/s"
    if progress.seconds_left is None:
        return rate
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    return f"{rate}, {minutes}:{seconds:02d} left"
