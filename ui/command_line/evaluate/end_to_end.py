"""`markwatch evaluate end-to-end`: whole images against a gallery."""

from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate.data_options import (
    Cache,
    Data,
    Format,
    HeldOut,
    MostImages,
    PartName,
    ReportTo,
    Seed,
    SplitFile,
)
from ui.command_line.evaluate.loading import load
from ui.command_line.evaluate.result import bar, give, say_report
from ui.settings import Settings

EXAMPLES = (
    "markwatch evaluate end-to-end --data photos/ --format coco --report report/",
    "markwatch evaluate end-to-end --data photos/ --references 1 --no-reader",
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

    labelled = load(
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
        say_report(write_end_to_end_report(run, report_to))
