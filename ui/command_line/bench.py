"""`markwatch bench`: how fast this computer is, as ratios to what runs beside."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.output import report
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.timing import Timing

EXAMPLES = (
    "markwatch bench search --vectors 10000 --vectors 100000",
    "markwatch bench detect --images photos/",
    "markwatch bench embed --crops 64 --json -",
    "markwatch bench scan --no-reader",
)

group = typer.Typer(
    help="Time search, detection, embedding and scanning on this computer. Each time "
    "stands beside a baseline that ran in turns with it: compare the ratios.",
    no_args_is_help=True,
)

Repeats = Annotated[int, typer.Option(min=1, help="How often each is timed.")]
Images = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="Folder of photographs. [default: the demo images]",
    ),
]
MostImages = Annotated[
    int, typer.Option("--most", min=1, help="How many photographs are taken.")
]


@group.command(epilog=examples(EXAMPLES[0], "markwatch bench search --queries 1"))
def search(
    vectors: Annotated[
        list[int] | None,
        typer.Option(min=1, help="Gallery sizes. [default: 1000, 10000, 100000]"),
    ] = None,
    queries: Annotated[int, typer.Option(min=1, help="Regions searched at once.")] = 8,
    dim: Annotated[int, typer.Option(min=2, help="Dimensions of a vector.")] = 256,
    repeats: Repeats = 10,
    json_to: options.JsonTo = None,
) -> None:
    """Time the exact search of the gallery against numpy's brute force.

    Both must give the same answers, or the command fails.
    """
    from recognizer.errors import MarkwatchError
    from recognizer.evaluation.timing import brute_force, time_beside, unit_vectors
    from recognizer.gallery import VectorIndex

    rows = []
    asked = unit_vectors(queries, dim, seed=1)
    for size in vectors or [1_000, 10_000, 100_000]:
        references = unit_vectors(size, dim, seed=0)
        index = VectorIndex(dim)
        index.add(range(size), references)
        _, ours = index.search(asked, k=5)
        _, theirs = brute_force(references, asked, k=5)
        if ours.tolist() != theirs.tolist():
            raise MarkwatchError(
                f"The index and numpy differ on {size:,} vectors: the search is wrong."
            )
        times = time_beside(
            lambda index=index: index.search(asked, k=5),  # type: ignore[misc]
            lambda rows=references: brute_force(rows, asked, k=5),  # type: ignore[misc]
            repeats=repeats,
        )
        said = f"{queries} queries on {size:,} random unit vectors of {dim}, seed 0"
        unit = f"{queries} queries"
        rows.append(_row("search", said, unit, times, "numpy brute force", 1, repeats))
    _give(rows, json_to)


@group.command(epilog=examples(EXAMPLES[1], "markwatch bench detect --json -"))
@options.with_settings(*options.DETECTION)
def detect(
    images: Images = None,
    most: MostImages = 8,
    repeats: Repeats = 5,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time what proposes boxes, image by image."""
    from recognizer.evaluation.timing import Yardstick, time_beside
    from recognizer.images import load
    from ui.command_line.models import build_detector

    paths = _photographs(images, most)
    pixels = [load(path) for path in paths]
    detector = build_detector(settings)
    yardstick = Yardstick()
    times = time_beside(
        lambda: [detector.detect([image]) for image in pixels],
        yardstick,
        repeats=repeats,
    )
    said = f"{_named(paths)}, {detector.model_id}"
    row = _row("detect", said, "image", times, yardstick.name, len(pixels), repeats)
    _give([row], json_to)


@group.command(epilog=examples(EXAMPLES[2], "markwatch bench embed --embedder model/"))
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
        _row("embed, a batch", said, "crop", batch, name, crops, repeats),
        _row("embed, one by one", said, "crop", single, name, 1, repeats),
    ]
    _give(rows, json_to)


@group.command(epilog=examples(EXAMPLES[3], "markwatch bench scan --images photos/"))
@options.with_settings(*options.MODELS)
def scan(
    images: Images = None,
    most: MostImages = 8,
    repeats: Repeats = 2,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time a whole scan: read, detect, embed, read text, store, in a new workspace."""
    from recognizer.evaluation.timing import Yardstick, time_beside
    from storage.scanning import scan_many
    from storage.sources import items_from_paths
    from storage.workspace import open_workspace
    from ui.command_line.models import build_recognizer

    paths = _photographs(images, most)
    recognizer = build_recognizer(settings)
    yardstick = Yardstick()

    def scan_anew() -> None:
        with (
            TemporaryDirectory(prefix="markwatch-") as folder,
            open_workspace(data_dir=Path(folder), recognizer=recognizer) as workspace,
        ):
            scan_many(workspace, list(items_from_paths(paths)))

    times = time_beside(scan_anew, yardstick, repeats=repeats)
    reading = "with the reader" if settings.reader else "without the reader"
    said = f"{_named(paths)}, {reading}, into an empty gallery"
    row = _row("scan", said, "image", times, yardstick.name, len(paths), repeats)
    _give([row], json_to)


def _photographs(images: Path | None, most: int) -> list[Path]:
    from recognizer.images import SUFFIXES
    from recognizer.model_files import ASSETS

    folder = images or ASSETS / "demo" / "images"
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    if not found:
        raise typer.BadParameter(f"{folder} holds no image. Give --images a folder.")
    return found[:most]


def _named(paths: Sequence[Path]) -> str:
    return f"{len(paths)} images of {paths[0].parent}, from {paths[0].name} on"


def _row(
    name: str,
    said: str,
    unit: str,
    times: tuple[float, float],
    baseline: str,
    count: int,
    repeats: int,
) -> "Timing":
    """Turn the time of `count` units into that of one."""
    from recognizer.evaluation.timing import Timing

    ours, theirs = times[0] / count, times[1]
    return Timing(
        name=name,
        input=said,
        unit=unit,
        ms=round(ours, 3),
        baseline=baseline,
        baseline_ms=round(theirs, 3),
        ratio=round(ours / theirs, 3),
        repeats=repeats,
    )


def _give(rows: Sequence["Timing"], json_to: str | None) -> None:
    lines = [
        f"{row.name}: {row.ms:.2f} ms for {row.unit}, {row.ratio:.2f} of "
        f"{row.baseline} ({row.baseline_ms:.2f} ms); {row.input}; "
        f"medians of {row.repeats}."
        for row in rows
    ]
    report("\n".join(lines), list(rows), json_to=json_to)
