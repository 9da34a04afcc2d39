"""`markwatch evaluate retrieval`: crops against crops."""

import os
from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate.data_options import (
    Cache,
    Data,
    Format,
    MostImages,
    PartName,
    ReportTo,
    Seed,
    SplitFile,
)
from ui.command_line.evaluate.loading import build_reader, load
from ui.command_line.evaluate.result import bar, give, say_report
from ui.settings import Flags, resolve

EXAMPLES = (
    "markwatch evaluate retrieval --data photos/ --baseline imagenet",
    "markwatch evaluate retrieval --data logos/ --embedder a/ --embedder b/",
    "markwatch evaluate retrieval --data logos/ --reader --report report/",
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
    from recognizer.evaluation.baselines import TEXT, baseline_embedder
    from recognizer.evaluation.report.retrieval_report import write_retrieval_report
    from recognizer.evaluation.runs import run_retrieval
    from ui.command_line.models import build_embedder

    labelled = load(
        data, format_name, split_file=split_file, part=part, most=images, seed=seed
    )
    names = baseline or []
    own = resolve(Flags(), os.environ).embedder
    embedders = [
        *(build_embedder(spec) for spec in embedder or (own,)),
        *(baseline_embedder(name) for name in names if name != TEXT),
    ]
    with bar("Embedding") as progress:
        run = run_retrieval(
            labelled,
            embedders,
            reader=build_reader(reader or TEXT in names, cache),
            seed=seed,
            progress=progress,
        )
    give(run.evaluation, json_to)
    if report_to:
        say_report(write_retrieval_report(run, report_to))
