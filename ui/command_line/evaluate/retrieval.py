"""`markwatch evaluate retrieval`: crops against crops."""

from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.evaluate.data_options import (
    Baselines,
    Cache,
    Data,
    Embedders,
    Format,
    HeldOut,
    Least,
    MostImages,
    PartName,
    ReportTo,
    Seed,
    SplitFile,
)
from ui.command_line.evaluate.loading import build_embedders, build_reader, load
from ui.command_line.evaluate.result import bar, give, say_report

EXAMPLES = (
    "markwatch evaluate retrieval --data photos/ --baseline imagenet",
    "markwatch evaluate retrieval --data logos/ --embedder a/ --embedder b/",
    "markwatch evaluate retrieval --data logos/ --reader --report report/",
)


def retrieval(
    data: Data,
    format_name: Format = None,
    embedder: Embedders = None,
    baseline: Baselines = None,
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
    held_out: HeldOut = None,
    least: Least = None,
    images: MostImages = None,
    seed: Seed = 0,
    json_to: options.JsonTo = None,
    report_to: ReportTo = None,
) -> None:
    """Compare labelled logos with each other: does the most similar one agree?

    recall_at_K.all is leave-one-out; .all_strict leaves out neighbours from the same
    photograph or a near-duplicate; .qvg asks with ten logos a symbol; .one_shot,
    .two_shot and .five_shot know that many references a symbol; .text and .no_text are
    logos with words and without, by the names of a data set or else by the reader.
    """
    from recognizer.evaluation.baselines import TEXT
    from recognizer.evaluation.report.retrieval_report import write_retrieval_report
    from recognizer.evaluation.runs import run_retrieval

    labelled = load(
        data,
        format_name,
        split_file=split_file,
        part=part,
        held_out=held_out,
        least=least,
        most=images,
        seed=seed,
    )
    names = baseline or []
    embedders, _ = build_embedders(embedder, names)
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
