"""`markwatch reembed`: move a workspace to another embedder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from storage.reembedding import reembed as reembed_all
from ui.command_line import options
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.settings import Settings

EXAMPLES = (
    "markwatch reembed",
    "markwatch reembed --embedder ViT-B-32/path.pt",
)


@options.with_settings(*options.STORE, "embedder", "reviewer")
def reembed(json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """Compute all embeddings again with another embedder.

    A run that was stopped goes on where it was; until it is done, the workspace works
    with the former embedder.
    """
    with open_from(settings) as workspace, _bar() as progress:
        count = reembed_all(workspace, by=settings.reviewer, progress=progress)
    text = (
        f"{count_of(count, 'embedding')} computed."
        if count
        else "Nothing to do: this embedder is in use already."
    )
    report(text, {"embeddings": count}, json_to=json_to)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Embedding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
