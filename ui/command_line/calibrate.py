"""`markwatch calibrate`: make similarities probabilities that are true."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recognizer.calibration import Calibration, save_calibrations
from storage.embedder_in_use import embedder_in_use
from storage.errors import InvalidInputError
from storage.hunting import follow_up
from storage.recalibrating import record_calibration
from ui.command_line import options
from ui.command_line.evaluate.data_options import Cache, Format, MostImages, Seed
from ui.command_line.evaluate.result import bar
from ui.command_line.opening import calibrations_of, open_from
from ui.command_line.output import report, say
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.calibrating import Measured
    from recognizer.evaluation.labelled import DataSet
    from recognizer.pipeline import Recognizer

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

    _check_options(data, decisions=decisions, check=check, out=out)
    if plot:
        check_plot_path(plot)
    if decisions:
        found = _from_decisions(settings, seed=seed)
    else:
        sets = [
            *_labelled(data or [], format_name, without or [], most=images, seed=seed),
            *_backgrounds(backgrounds or [], most=images, seed=seed),
        ]
        found = _from_images(
            settings, sets, check=check, draws=draws, seed=seed, cache=cache
        )
    if plot:
        write_reliability(plot, found)
        say(f"Diagram: {plot}")
    text = "\n".join(reliability_text(each) for each in found)
    if not check:
        text += "\n" + _keep(settings, found, out)
    report(text, [_document(each) for each in found], json_to=json_to)


def _check_options(
    data: list[Path] | None, *, decisions: bool, check: bool, out: Path | None
) -> None:
    """Raise InvalidInputError for options that do not go together."""
    if bool(data) == decisions:
        raise InvalidInputError(
            "Give --data with labelled images, or --decisions; one of the two."
        )
    if check and (decisions or out):
        raise InvalidInputError(
            "--check measures on --data and writes nothing: leave --decisions and "
            "--out away."
        )


def _labelled(
    folders: list[Path],
    format_name: str | None,
    without: list[str],
    *,
    most: int | None,
    seed: int,
) -> "list[DataSet]":
    """Read labelled folders, without some symbols where these are shown."""
    from recognizer.evaluation.calibrating import without_symbols
    from recognizer.evaluation.formats import load_data_set

    loaded = without_symbols(
        [load_data_set(folder, format_name) for folder in folders], without
    )
    return [d if most is None else d.sample(most, seed=seed) for d in loaded]


def _backgrounds(
    folders: list[Path], *, most: int | None, seed: int
) -> "list[DataSet]":
    from recognizer.evaluation.calibrating import load_backgrounds

    return [load_backgrounds(folder, most=most, seed=seed) for folder in folders]


def _from_images(
    settings: Settings,
    sets: "list[DataSet]",
    *,
    check: bool,
    draws: int,
    seed: int,
    cache: Path | None,
) -> "list[Measured]":
    """Fit, or measure what is in use; with a reader also as it is without."""
    from recognizer.evaluation import calibrating
    from ui.command_line.models import build_recognizer

    recognizer = build_recognizer(settings)
    embedder = recognizer.embedder
    in_use = [
        _in_use(settings, embedder.model_id, with_text=with_text)
        for with_text in ([False, True] if settings.reader else [False])
        if check
    ]
    if cache:
        _remember(recognizer, cache, settings)
    with bar("Looking") as progress:
        looked, sentences = calibrating.look_at_all(sets, recognizer, progress=progress)
    for sentence in sentences:
        say(sentence)
    if check:
        return [
            calibrating.check(each, looked, dim=embedder.dim, draws=draws, seed=seed)
            for each in in_use
        ]
    return [
        calibrating.calibrate(
            looked,
            embedder_id=embedder.model_id,
            dim=embedder.dim,
            with_text=with_text,
            draws=draws,
            seed=seed,
        )
        for with_text in ([False, True] if settings.reader else [False])
    ]


def _in_use(settings: Settings, embedder_id: str, *, with_text: bool) -> Calibration:
    """Find the calibration that the app uses. Raises InvalidInputError without one."""
    own = replace(settings, reader=with_text)
    found = calibrations_of(own).find(embedder_id)
    if found is None:
        how = "with" if with_text else "without"
        raise InvalidInputError(
            f"{embedder_id} is not calibrated for use {how} a reader. Run `markwatch "
            "calibrate` without --check, or with the other of --reader and --no-reader."
        )
    return found


def _remember(recognizer: "Recognizer", cache: Path, settings: Settings) -> None:
    from recognizer.evaluation.remembering import RememberingDetector, RememberingReader

    how = f"max_boxes={settings.max_boxes}"
    recognizer.detector = RememberingDetector(recognizer.detector, cache, settings=how)
    if recognizer.reader:
        recognizer.reader = RememberingReader(recognizer.reader, cache)


def _from_decisions(settings: Settings, *, seed: int) -> "list[Measured]":
    """Fit to what people decided on matches of the embedder in use."""
    from recognizer.calibration import fit
    from recognizer.evaluation.calibrating import Measured
    from storage.decision_pairs import DECISIONS, decided_pairs

    with open_from(settings) as workspace, workspace.reading() as session:
        embedder_id = embedder_in_use(session).embedder_id
        pairs = decided_pairs(session, embedder_id)
    calibration, said = fit(
        pairs,
        embedder_id=embedder_id,
        with_text=settings.reader,
        data=DECISIONS,
        seed=seed,
    )
    return [Measured(calibration, pairs, said)]


def _keep(settings: Settings, found: "list[Measured]", out: Path | None) -> str:
    """Keep what was fitted; say where, and who uses it from when on."""
    fitted = [each.calibration for each in found]
    if out is not None:
        save_calibrations(out, fitted)
        return f"Written to {out}. It is used where it lies beside that embedder."
    with open_from(settings) as workspace:
        path = workspace.calibrations.save(fitted)
        with workspace.reading() as session:
            in_use = embedder_in_use(session).embedder_id
        if in_use != fitted[0].embedder_id:
            return f"Kept in {path}: used once the workspace is of this embedder."
        record_calibration(workspace, by=settings.reviewer)
        follow_up(workspace)
    return f"Kept in {path}: in use from now on, and stored images are judged by it."


def _document(measured: "Measured") -> dict[str, object]:
    calibration = measured.calibration
    return {
        "embedder": calibration.embedder_id,
        "with_text": calibration.with_text,
        "method": calibration.method,
        "fitted_on": calibration.fitted_on,
        "figures": dict(calibration.figures),
    }
