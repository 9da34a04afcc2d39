"""`markwatch bench embed`: what runs the embedder fast, beside plain PyTorch."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.bench.rows import Repeats, give, timed
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.embedder import ClipEmbedder
    from recognizer.evaluation.timing import Timing

EXAMPLES = (
    "markwatch bench embed --crops 64 --json -",
    "markwatch bench embed --embedder model/",
)
_BASELINE = "PyTorch"


@options.with_settings("embedder")
def embed(
    crops: Annotated[int, typer.Option(min=1, help="How many crops in a batch.")] = 32,
    repeats: Repeats = 5,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time the embedder as it runs by default against PyTorch.

    On a batch and crop by crop, and how long it takes to load: at the first start, when
    it is exported, and later.
    """
    from recognizer.embedder import BUILTIN, ClipEmbedder
    from recognizer.image_tower import Backend

    spec = settings.embedder or BUILTIN
    with TemporaryDirectory(prefix="markwatch-") as folder:

        def load() -> "ClipEmbedder":
            return ClipEmbedder(spec, cache_dir=Path(folder))

        torch_s, plain = _loaded(lambda: ClipEmbedder(spec, backend=Backend.TORCH))
        first_s, _ = _loaded(load)
        later_s, fast = _loaded(load)
    starts = [
        timed(name, fast.runs_by, "start", (1000 * s, 1000 * torch_s), _BASELINE, 1, 1)
        for name, s in (("load, first time", first_s), ("load, later", later_s))
    ]
    give([*_speeds(fast, plain, crops, repeats), *starts], json_to)


def _speeds(
    fast: "ClipEmbedder", plain: "ClipEmbedder", crops: int, repeats: int
) -> "list[Timing]":
    from recognizer.evaluation.timing import patchwork, time_beside

    pictures = patchwork(crops, (200, 150), seed=0)
    cosine = float((fast.embed(pictures) * plain.embed(pictures)).sum(1).min())
    said = (
        f"{fast.model_id} by {fast.runs_by}, generated crops of 200 x 150 px, seed 0; "
        f"least cosine to PyTorch's vectors {cosine:.6f}"
    )
    rows = []
    for name, count in (("embed, a batch", crops), ("embed, one by one", 1)):
        part = pictures[:count]
        ours, theirs = time_beside(
            lambda part=part: fast.embed(part),  # type: ignore[misc]
            lambda part=part: plain.embed(part),  # type: ignore[misc]
            repeats=repeats,
        )
        times = ours, theirs / count
        batch = f"{count} at once, {said}"
        rows.append(timed(name, batch, "crop", times, _BASELINE, count, repeats))
    return rows


def _loaded(load: Callable[[], "ClipEmbedder"]) -> tuple[float, "ClipEmbedder"]:
    started = time.perf_counter()
    embedder = load()
    return time.perf_counter() - started, embedder
