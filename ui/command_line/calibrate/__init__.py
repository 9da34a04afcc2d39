"""`markwatch calibrate`: make similarities probabilities that are true."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from storage.errors import InvalidInputError
from ui.command_line import options
from ui.command_line.calibrate.fitting import (
    backgrounds_of,
    draw_synthetic,
    from_decisions,
    from_images,
    labelled,
)
from ui.command_line.calibrate.keeping import keep
from ui.command_line.evaluate.data_options import Cache, Format, MostImages, Seed
from ui.command_line.output import report, say
from ui.command_line.train.sources import FolderOfSources
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.calibrating import Measured

EXAMPLES = (
    "markwatch calibrate --data photos/ --plot reliability.png",
    "markwatch calibrate --decisions",
    "markwatch calibrate --check --data photos/",
    "markwatch calibrate --data a/ --data b/ --backgrounds c/ --out calibration.json",
)


@options.with_settings(*options.STORE, *options.MODELS, "reviewer")
def calibrate(
    data: Annotated[
        list[Path] | None,
        typer.Option(
            file_okay=False,
            help="Folder of labelled images to fit on; give it several times for "
            "several together.",
        ),
    ] = None,
    decisions: Annotated[
        bool,
        typer.Option("--decisions", help="Fit on the decisions in the database."),
    ] = False,
    format_name: Format = None,
    backgrounds: Annotated[
        list[Path] | None,
        typer.Option(
            file_okay=False,
            help="Folder of photographs that show none of the symbols: what is found "
            "on them must become unlikely.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="SYMBOL", help="Leave out the images that show it."),
    ] = None,
    synthetic: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Fit on so many synthetic logos, too, that no training draws.",
        ),
    ] = 0,
    sources: FolderOfSources = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Measure the calibration in use; fit and change nothing."
        ),
    ] = False,
    images: MostImages = None,
    draws: Annotated[
        int, typer.Option(min=1, help="How many galleries are drawn.")
    ] = 12,
    seed: Seed = 0,
    cache: Cache = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, metavar="FILE", help="Draw the reliability, .png or .svg."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            metavar="FILE",
            help="Write the calibration there, to ship with an embedder, instead of "
            "using it here.",
        ),
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Make the probability beside each match true.

    It follows from similarity, margin and text, and is fitted to labelled images or to
    what people decided. With images, galleries of one to five references a symbol are
    drawn, without a part of the symbols, and asked for labelled logos and for the boxes
    of the detector. The figures are of pairs held out of the fit. With a reader there
    are two fits, one for use without. The result is used at once by every Markwatch
    that runs on this data folder; stored images are judged anew.
    """
    from recognizer.evaluation.report.reliability import (
        check_plot_path,
        reliability_text,
        write_reliability,
    )

    _check_options(bool(data or synthetic), decisions=decisions, check=check, out=out)
    if plot:
        check_plot_path(plot)
    if decisions:
        found = from_decisions(settings, seed=seed)
    else:
        sets = [
            *labelled(data or [], format_name, without or [], most=images, seed=seed),
            *backgrounds_of(backgrounds or [], most=images, seed=seed),
        ]
        drawn = draw_synthetic(settings, sources or [], synthetic) if synthetic else []
        found = from_images(
            settings, sets, drawn, check=check, draws=draws, seed=seed, cache=cache
        )
    text = "\n".join(reliability_text(each) for each in found)
    if not check:
        text += "\n" + keep(settings, found, out)
    if plot:
        write_reliability(plot, found)
        say(f"Diagram: {plot}")
    report(text, [_document(each) for each in found], json_to=json_to)


def _check_options(
    has_images: bool, *, decisions: bool, check: bool, out: Path | None
) -> None:
    """Raise InvalidInputError for options that do not go together."""
    if has_images == decisions:
        raise InvalidInputError(
            "Give --data with labelled images, or --decisions; one of the two."
        )
    if check and (decisions or out):
        raise InvalidInputError(
            "--check measures on --data and writes nothing: leave --decisions and "
            "--out away."
        )


def _document(measured: "Measured") -> dict[str, object]:
    calibration = measured.calibration
    return {
        "embedder": calibration.embedder_id,
        "with_text": calibration.with_text,
        "method": calibration.method,
        "fitted_on": calibration.fitted_on,
        "figures": dict(calibration.figures),
    }
