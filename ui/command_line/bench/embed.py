"""`markwatch bench embed`: the embedder, in a batch and crop by crop."""

from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.bench.rows import Repeats, give, timed
from ui.settings import Settings

EXAMPLES = (
    "markwatch bench embed --crops 64 --json -",
    "markwatch bench embed --embedder model/",
)


@options.with_settings("embedder")
def embed(
    crops: Annotated[int, typer.Option(min=1, help="How many crops in a batch.")] = 32,
    repeats: Repeats = 5,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time the embedder on a batch, and crop by crop."""
    from recognizer.embedder import BUILTIN, ClipEmbedder
    from recognizer.evaluation.timing import Yardstick, patchwork, time_beside

    embedder = ClipEmbedder(settings.embedder or BUILTIN)
    pictures = patchwork(crops, (200, 150), seed=0)
    yardstick = Yardstick()
    batch = time_beside(lambda: embedder.embed(pictures), yardstick, repeats=repeats)
    single = time_beside(
        lambda: embedder.embed(pictures[:1]), yardstick, repeats=repeats
    )
    said = f"{crops} generated crops of 200 x 150 px, seed 0, {embedder.model_id}"
    name = yardstick.name
    rows = [
        timed("embed, a batch", said, "crop", batch, name, crops, repeats),
        timed("embed, one by one", said, "crop", single, name, 1, repeats),
    ]
    give(rows, json_to)
