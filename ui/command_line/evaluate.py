"""`markwatch evaluate`: how good detector and embedder are, on labelled images."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate_result import bar, give
from ui.command_line.examples import examples
from ui.command_line.output import say
from ui.settings import Flags, Settings, resolve

if TYPE_CHECKING:
    from recognizer.evaluation.labelled import DataSet
    from recognizer.pipeline import Detector, Reader

EXAMPLES = (
    "markwatch evaluate retrieval --data photos/ --baseline imagenet",
    "markwatch evaluate detection --data photos/ --json -",
    "markwatch evaluate end-to-end --data photos/ --format coco --report report/",
    "markwatch evaluate split --data photos/ --to split.json",
)

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
SplitFile = Annotated[
    Path | None,
    typer.Option(
        "--split",
        dir_okay=False,
        metavar="FILE",
        help="Only symbols of one part of this split.",
    ),
]
PartName = Annotated[
    str, typer.Option("--part", metavar="NAME", help="train, val or test.")
]
HeldOut = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Only the share of the photographs, chosen by their names, that "
        "`train detector` keeps for validation.",
    ),
]
MostImages = Annotated[
    int | None,
    typer.Option(
        "--images",
        min=1,
        metavar="N",
        help="Only so many of the images, drawn at random.",
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Which random draws are made.")]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        file_okay=False,
        metavar="FOLDER",
        help="Keep there what was read, so that the next run need not read it again.",
    ),
]
ReportTo = Annotated[
    Path | None,
    typer.Option(
        "--report",
        file_okay=False,
        metavar="FOLDER",
        help="Write a page of plots and pictures there.",
    ),
]


@group.command(
    epilog=examples(
        EXAMPLES[0],
        "markwatch evaluate retrieval --data logos/ --embedder a/ --embedder b/",
        "markwatch evaluate retrieval --data logos/ --reader --report report/",
    )
)
def retrieval(
    data: Data,
    format_name: Format = None,
    embedder: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MODEL",
            help="open_clip model and weights, or a folder of one; give it several "
            "times to compare them on the same crops. [default: built in]",
        ),
    ] = None,
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
            help="Read the crops, and measure text, and image with text, too.",
        ),
    ] = False,
    cache: Cache = None,
    split_file: SplitFile = None,
    part: PartName = "test",
    images: MostImages = None,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    report_to: ReportTo = None,
) -> None:
    """Compare labelled logos with each other: does the most similar one agree?

    recall_at_K.all is leave-one-out; .all_strict leaves out neighbours from the same
    photograph; .qvg asks with ten logos a symbol; .one_shot, .two_shot and .five_shot
    know that many references a symbol.
    """
    from recognizer.embedder import BUILTIN, ClipEmbedder
    from recognizer.evaluation.baselines import TEXT, baseline_embedder
    from recognizer.evaluation.report.retrieval_report import write_retrieval_report
    from recognizer.evaluation.runs import run_retrieval

    labelled = _load(
        data, format_name, split_file=split_file, part=part, most=images, seed=seed
    )
    names = baseline or []
    own = resolve(Flags(), os.environ).embedder or BUILTIN
    embedders = [
        *(ClipEmbedder(spec) for spec in embedder or [own]),
        *(baseline_embedder(name) for name in names if name != TEXT),
    ]
    with bar("Embedding") as progress:
        run = run_retrieval(
            labelled,
            embedders,
            reader=_reader(reader or TEXT in names, cache),
            seed=seed,
            progress=progress,
        )
    give(run.evaluation, json_to)
    if report_to:
        _tell(write_retrieval_report(run, report_to))


@group.command(
    epilog=examples(
        EXAMPLES[1],
        "markwatch evaluate detection --data photos/ --proposals yolo --images 200",
        "markwatch evaluate detection --data photos/ --detector runs/best.pt",
    )
)
@options.with_settings(*options.DETECTION)
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
    held_out: HeldOut = None,
    images: MostImages = None,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    report_to: ReportTo = None,
    *,
    settings: Settings,
) -> None:
    """Compare boxes with labelled boxes: how many logos are found?

    recall_iou50 and recall_iou30 count at most ten boxes an image, from the operating
    confidence on; .any_confidence counts the ten best of any. A detector without lines
    of text (--proposals yolo) is run far below its confidence, for the whole curve.
    """
    from recognizer.evaluation.report.detection_report import write_detection_report
    from recognizer.evaluation.runs import run_detection

    labelled = _load(data, format_name, held_out=held_out, most=images, seed=seed)
    model, own = _detector(settings)
    operating = own if confidence is None else confidence
    with bar("Detecting") as progress:
        run = run_detection(
            labelled, model, confidence=operating, seed=seed, progress=progress
        )
    give(run.evaluation, json_to)
    if report_to:
        _tell(write_detection_report(run, report_to))


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
    cache: Cache = None,
    split_file: SplitFile = None,
    part: PartName = "test",
    held_out: HeldOut = None,
    images: MostImages = None,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    report_to: ReportTo = None,
    *,
    settings: Settings,
) -> None:
    """Find and name logos on whole images, with a gallery of labelled references.

    References are drawn ten times over; the images they are on are not asked about.
    A false match is a box from the operating threshold on, on an image that does not
    show its best symbol.
    """
    from recognizer.evaluation.remembering import RememberingReader
    from recognizer.evaluation.report.end_to_end_report import write_end_to_end_report
    from recognizer.evaluation.runs import run_end_to_end
    from ui.command_line.models import build_recognizer

    labelled = _load(
        data,
        format_name,
        split_file=split_file,
        part=part,
        held_out=held_out,
        most=images,
        seed=seed,
    )
    recognizer = build_recognizer(settings)
    if recognizer.reader and cache:
        recognizer.reader = RememberingReader(recognizer.reader, cache)
    with bar("Looking") as progress:
        run = run_end_to_end(
            labelled,
            recognizer,
            shots=references,
            seed=seed,
            progress=progress,
        )
    give(run.evaluation, json_to)
    if report_to:
        _tell(write_end_to_end_report(run, report_to))


@group.command(
    epilog=examples(
        EXAMPLES[3],
        "markwatch evaluate retrieval --data photos/ --split split.json --part test",
    )
)
def split(
    data: Data,
    to: Annotated[
        Path, typer.Option(dir_okay=False, metavar="FILE", help="JSON file to write.")
    ],
    format_name: Format = None,
    least: Annotated[
        int,
        typer.Option(min=1, help="Symbols with fewer logos are for training only."),
    ] = 20,
    seed: Seed = 0,
) -> None:
    """Deal the symbols of a data set out to train, val and test: 64, 16 and 20 %."""
    from recognizer.evaluation.splits import PARTS, save_split, split_symbols

    dealt = split_symbols(_load(data, format_name), seed=seed, least=least)
    save_split(dealt, to)
    counts = ", ".join(f"{len(dealt.part(name)):,} {name}" for name in PARTS)
    print(f"{counts} symbols written to {to}.")


def _load(
    data: Path,
    format_name: str | None,
    *,
    split_file: Path | None = None,
    part: str = "test",
    held_out: float | None = None,
    most: int | None = None,
    seed: int = 0,
) -> "DataSet":
    """Read a data set and keep the part of it that was asked for."""
    from recognizer.evaluation.formats import load_data_set
    from recognizer.evaluation.splits import load_split

    labelled = load_data_set(data, format_name)
    if split_file is not None:
        labelled = labelled.only(load_split(split_file).part(part))
    if held_out is not None:
        from recognizer.training.detector_data import is_held_out

        share = held_out
        labelled = labelled.where(lambda path: is_held_out(path.name, share=share))
    return labelled if most is None else labelled.sample(most, seed=seed)


def _detector(settings: Settings) -> "tuple[Detector, float]":
    """Build what proposes boxes; return it with its operating confidence."""
    from recognizer.detector import YoloDetector
    from recognizer.evaluation.detection import FLOOR, MOST_FLOOR_BOXES
    from ui.command_line.models import build_detector

    model = build_detector(settings)
    if not isinstance(model, YoloDetector):
        # Lines of text fill gaps: what gaps there are depends on the confidence.
        return model, 0.0
    operating = model.confidence
    model.confidence = min(FLOOR, operating)
    model.max_boxes = MOST_FLOOR_BOXES
    return model, operating


def _reader(wanted: bool, cache: Path | None) -> "Reader | None":
    if not wanted:
        return None
    from recognizer.evaluation.remembering import RememberingReader
    from recognizer.reader import OcrReader

    return RememberingReader(OcrReader(), cache) if cache else OcrReader()


def _tell(path: Path) -> None:
    say(f"Report: {path}")
