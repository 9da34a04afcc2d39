"""`markwatch evaluate`: how good detector and embedder are, on labelled images."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.output import STDOUT, open_target, say
from ui.settings import Flags, Settings, resolve

if TYPE_CHECKING:
    from recognizer.evaluation.figures import Evaluation, Figure
    from recognizer.evaluation.labelled import DataSet
    from recognizer.pipeline import Reader

EXAMPLES = (
    "markwatch evaluate retrieval --data ../shared/data/test/flickrlogos27",
    "markwatch evaluate detection --data ../shared/data/test/jp_beer --json -",
    "markwatch evaluate end-to-end --data photos/ --format coco --report report/",
)

_NAME_WIDTH, _COLUMN_WIDTH = 48, 36

group = typer.Typer(
    help="Measure detector and embedder on labelled images.",
    no_args_is_help=True,
)

Data = Annotated[
    Path,
    typer.Option(file_okay=False, help="Folder of labelled images."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="flickrlogos27, flickrlogos32, flickrlogos47, belgalogos, logodet3k, "
        "openlogo, litw, voc, coco, yolo or folder. [default: told by the layout]",
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Which random draws are made.")]
Embedders = Annotated[
    list[str] | None,
    typer.Option(
        "--embedder",
        metavar="MODEL",
        help="As for other verbs; give several to compare them on the same crops. "
        "[default: built in]",
    ),
]


@group.command(
    epilog=examples(
        EXAMPLES[0],
        "markwatch evaluate retrieval --data logos/ --embedder a/ --embedder b/",
        "markwatch evaluate retrieval --data logos/ --baseline imagenet --reader",
    )
)
def retrieval(
    data: Data,
    format_name: Format = None,
    embedder: Embedders = None,
    baseline: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Measure a baseline beside it: imagenet, hash or text.",
        ),
    ] = None,
    reader: Annotated[
        bool,
        typer.Option(
            "--reader/--no-reader",
            help="Read the crops, and measure image and text together too.",
        ),
    ] = False,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
) -> None:
    """Compare labelled logos with each other: does the most similar one agree?

    recall_at_K.all is leave-one-out; .all_strict leaves out neighbours from the same
    photograph; .qvg asks with ten logos a symbol; .one_shot, .two_shot and .five_shot
    know that many references a symbol.
    """
    from recognizer.embedder import BUILTIN, ClipEmbedder
    from recognizer.evaluation.baselines import TEXT, baseline_embedder
    from recognizer.evaluation.runs import run_retrieval

    own = resolve(Flags(), os.environ).embedder
    names = baseline or []
    labelled = _load(data, format_name)
    embedders = [
        *(ClipEmbedder(spec) for spec in embedder or [own or BUILTIN]),
        *(baseline_embedder(name) for name in names if name != TEXT),
    ]
    with _bar("Embedding") as progress:
        run = run_retrieval(
            labelled,
            embedders,
            reader=_reader(reader or TEXT in names),
            seed=seed,
            progress=progress,
        )
    _give(run.evaluation, json_to)


@group.command(
    epilog=examples(
        EXAMPLES[1],
        "markwatch evaluate detection --data photos/ --detector runs/best.pt",
    )
)
@options.with_settings("detector")
def detection(
    data: Data,
    format_name: Format = None,
    confidence: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Boxes below it do not count. [default: the detector's own]",
        ),
    ] = None,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Compare boxes with labelled boxes: how many logos are found?

    recall_iou50 and recall_iou30 count at most ten boxes an image, from the operating
    confidence on; .any_confidence counts the ten best of any.
    """
    from recognizer.detector import YoloDetector
    from recognizer.evaluation.detection import FLOOR
    from recognizer.evaluation.runs import run_detection

    labelled = _load(data, format_name)
    chosen = settings.detector
    model = YoloDetector(Path(chosen)) if chosen else YoloDetector()
    operating = model.confidence if confidence is None else confidence
    model.confidence, model.max_boxes = min(FLOOR, operating), 100
    with _bar("Detecting") as progress:
        run = run_detection(
            labelled, model, confidence=operating, seed=seed, progress=progress
        )
    _give(run.evaluation, json_to)


@group.command(
    "end-to-end",
    epilog=examples(
        EXAMPLES[2],
        "markwatch evaluate end-to-end --data photos/ --references 1 --no-reader",
    ),
)
@options.with_settings(*options.MODELS)
def end_to_end(
    data: Data,
    format_name: Format = None,
    references: Annotated[
        int, typer.Option(min=1, help="How many references a symbol has.")
    ] = 5,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Find and name logos on whole images, with a gallery of labelled references.

    References are drawn ten times over; the images they are on are not asked about.
    A false match is a box from the operating threshold on, on an image that does not
    show its best symbol.
    """
    from recognizer.evaluation.runs import run_end_to_end
    from ui.command_line.models import build_recognizer

    labelled = _load(data, format_name)
    with _bar("Looking") as progress:
        run = run_end_to_end(
            labelled,
            build_recognizer(settings),
            shots=references,
            seed=seed,
            progress=progress,
        )
    _give(run.evaluation, json_to)


def _load(data: Path, format_name: str | None) -> "DataSet":
    from recognizer.evaluation.formats import load_data_set

    return load_data_set(data, format_name)


def _reader(wanted: bool) -> "Reader | None":
    if not wanted:
        return None
    from recognizer.reader import OcrReader

    return OcrReader()


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a pass over the images is; nothing of it stays."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield update


def _give(evaluation: "Evaluation", json_to: str | None) -> None:
    """Say what was left out, write the JSON, print the table."""
    from recognizer.evaluation.figures import to_json

    for sentence in evaluation.left_out:
        say(sentence)
    if json_to is not None:
        with open_target(json_to) as stream:
            stream.write(to_json(evaluation))
    # A table that wraps its numbers cannot be read; a terminal scrolls.
    width = _NAME_WIDTH + _COLUMN_WIDTH * (1 + len(evaluation.compared))
    console = Console(stderr=json_to == STDOUT, width=width)
    console.print(_table(evaluation), soft_wrap=True)


def _table(evaluation: "Evaluation") -> Table:
    model = evaluation.embedder or evaluation.detector
    title = (
        f"{evaluation.task} on {evaluation.data}: {evaluation.objects:,} logos of "
        f"{evaluation.symbols:,} symbols on {evaluation.images:,} images"
    )
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("figure", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    for name in (model, *(other.embedder for other in evaluation.compared)):
        table.add_column(name, justify="right", no_wrap=True)
    for name, figure in evaluation.figures.items():
        others = [_shown(other.figures.get(name)) for other in evaluation.compared]
        table.add_row(name, f"{figure.n:,}", _shown(figure), *others)
    return table


def _shown(figure: "Figure | None") -> str:
    if figure is None or figure.value != figure.value:
        return "-"
    digits = 1 if abs(figure.value) > 2 else 4
    low, high = f"{figure.low:.{digits}f}", f"{figure.high:.{digits}f}"
    return f"{figure.value:.{digits}f} ({low} to {high})"
