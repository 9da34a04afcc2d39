"""`markwatch bench synthesize`: how fast training crops are drawn."""

import itertools
import time
from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.bench.rows import give, timed
from ui.command_line.train.sources import FolderOfSources, Packages, find

EXAMPLES = (
    "markwatch bench synthesize --workers 2",
    "markwatch bench synthesize --no-packages --sources logos/ --json -",
)
_BATCH = 96
_FIRST = 2  # batches during which the workers start


def synthesize(
    batches: Annotated[
        int, typer.Option(min=1, help="Batches of 96 crops that are timed.")
    ] = 10,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that draw; 0: this one.")
    ] = 2,
    size_px: Annotated[int, typer.Option(min=16, help="Side of a crop.")] = 128,
    sources: FolderOfSources = None,
    packages: Packages = True,
    json_to: options.JsonTo = None,
) -> None:
    """Time the drawing of crops, as the training of the embedder gets them."""
    from recognizer.evaluation.timing import Yardstick, time_beside
    from recognizer.synthesis.crops import Backgrounds, CropMaker
    from recognizer.synthesis.logos import LogoFactory
    from recognizer.training.batches import ContrastiveBatches, CropStudio, stream
    from ui.command_line.output import say

    found = find(sources or [], packages)
    factory = LogoFactory(found, processes=max(1, workers), log=say)
    drawn = stream(
        ContrastiveBatches(
            CropStudio(factory, CropMaker(Backgrounds(found.backgrounds)), 124),
            mark_classes=factory.mark_classes,
            batch=_BATCH,
            size_px=size_px,
            seed=0,
        ),
        first=0,
        last=_FIRST + batches,
        workers=workers,
    )
    list(itertools.islice(drawn, _FIRST))
    started = time.perf_counter()
    crops = sum(len(batch.labels) for batch in drawn)
    ms = 1000 * (time.perf_counter() - started)
    yardstick = Yardstick()
    baseline_ms, _ = time_beside(yardstick, lambda: None, repeats=3)
    by = f"{workers} processes" if workers else "one process"
    said = (
        f"{crops} crops of {size_px} px by {by}, {1000 * crops / ms:.0f} crops/s, "
        f"{len(factory.mark_classes):,} marks, {len(found.fonts)} fonts, seed 0"
    )
    times = (ms, baseline_ms)
    give([timed("synthesize", said, "crop", times, yardstick.name, crops, 1)], json_to)
