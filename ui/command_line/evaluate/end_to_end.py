"""`markwatch evaluate end-to-end`: whole images against a gallery."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate.data_options import (
    Baselines,
    Cache,
    Data,
    Embedders,
    Format,
    HeldOut,
    MostImages,
    PartName,
    ReportTo,
    Seed,
    SplitFile,
)
from ui.command_line.evaluate.loading import (
    build_embedders,
    build_reader,
    load,
    remember,
)
from ui.command_line.evaluate.result import bar, give, say_report
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.calibration import Calibration

EXAMPLES = (
    "markwatch evaluate end-to-end --data photos/ --format coco --report report/",
    "markwatch evaluate end-to-end --data photos/ --embedder a/ --embedder b/",
    "markwatch evaluate end-to-end --data photos/ --references 1 --no-reader",
)


@options.with_settings(*options.DETECTION, "reader")
def end_to_end(
    data: Data,
    format_name: Format = None,
    references: Annotated[
        int, typer.Option(min=1, help="How many references a symbol has.")
    ] = 5,
    embedder: Embedders = None,
    baseline: Baselines = None,
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
    show its best symbol. With the reader, look and text is measured beside look alone
    and text alone; auroc_unknown and dir_at_far_* are an image, with .region a box.
    """
    from recognizer.evaluation.baselines import TEXT
    from recognizer.evaluation.report.end_to_end_report import write_end_to_end_report
    from recognizer.evaluation.runs import run_end_to_end
    from recognizer.pipeline import Recognizer
    from ui.command_line.models import build_detector

    labelled = load(
        data,
        format_name,
        split_file=split_file,
        part=part,
        held_out=held_out,
        most=images,
        seed=seed,
    )
    names = baseline or []
    (first, *others), plain = build_embedders(embedder, names)
    detector = remember(build_detector(settings), cache, settings)
    reader = build_reader(settings.reader or TEXT in names, cache)
    with bar("Looking") as progress:
        run = run_end_to_end(
            labelled,
            Recognizer(detector, first, reader),
            others,
            plain=plain,
            find_calibration=partial(_calibration, settings),
            shots=references,
            seed=seed,
            progress=progress,
        )
    give(run.evaluation, json_to)
    if report_to:
        say_report(write_end_to_end_report(run, report_to))


def _calibration(
    settings: Settings, embedder_id: str, with_text: bool
) -> "Calibration | None":
    """Find the calibration that the app would judge by."""
    from storage.calibrations import CALIBRATIONS, Calibrations

    folder = settings.data_dir / CALIBRATIONS
    return Calibrations(folder, with_text=with_text).find(embedder_id)
