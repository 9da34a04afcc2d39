"""`markwatch evaluate detection`: boxes against boxes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate.data_options import (
    Cache,
    Data,
    Format,
    HeldOut,
    MostImages,
    ReportTo,
    Seed,
)
from ui.command_line.evaluate.loading import build_reader, load, remember
from ui.command_line.evaluate.result import bar, give, say_report
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.pipeline import Detector

EXAMPLES = (
    "markwatch evaluate detection --data photos/ --json -",
    "markwatch evaluate detection --data photos/ --proposals yolo --images 200",
    "markwatch evaluate detection --data photos/ --detector runs/best.pt",
    "markwatch evaluate detection --data photos/ --backgrounds walls/",
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
    reader: Annotated[
        bool,
        typer.Option(
            "--reader/--no-reader",
            help="Read the labelled logos, and measure those with words apart, where "
            "the data set's names do not tell them.",
        ),
    ] = False,
    backgrounds: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Photographs without logos: how many boxes do they get, all wrong? "
            "--images keeps so many of them, too.",
        ),
    ] = None,
    cache: Cache = None,
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
    boxes_per_image.no_logo is of --backgrounds.
    """
    from recognizer.evaluation.calibrating import load_backgrounds
    from recognizer.evaluation.report.detection_report import write_detection_report
    from recognizer.evaluation.runs import run_detection

    labelled = load(data, format_name, held_out=held_out, most=images, seed=seed)
    empty = (
        load_backgrounds(backgrounds, most=images, seed=seed) if backgrounds else None
    )
    model, own = _detector(settings)
    operating = own if confidence is None else confidence
    with bar("Detecting") as progress:
        run = run_detection(
            labelled,
            remember(model, cache, settings),
            reader=build_reader(reader, cache),
            confidence=operating,
            seed=seed,
            backgrounds=empty,
            progress=progress,
        )
    give(run.evaluation, json_to)
    if report_to:
        say_report(write_detection_report(run, report_to))


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
