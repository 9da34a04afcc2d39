"""What is fitted on, and fitting or measuring it, for `markwatch calibrate`.

The imports are inside: torch takes seconds, and the help needs none of it.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from recognizer.calibration import Calibration, fit
from storage.decision_pairs import DECISIONS, decided_pairs
from storage.embedder_in_use import embedder_in_use
from storage.errors import InvalidInputError
from ui.command_line.evaluate.loading import remember, remembering
from ui.command_line.evaluate.result import bar
from ui.command_line.opening import calibrations_of, open_from
from ui.command_line.output import say
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.calibrating import Measured
    from recognizer.evaluation.labelled import DataSet
    from recognizer.types import RGB


def labelled(
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


def backgrounds_of(
    folders: list[Path], *, most: int | None, seed: int
) -> "list[DataSet]":
    """Take folders of photographs that show none of the symbols."""
    from recognizer.evaluation.calibrating import load_backgrounds

    return [load_backgrounds(folder, most=most, seed=seed) for folder in folders]


def draw_synthetic(
    settings: Settings, sources: list[Path], symbols: int
) -> "list[tuple[str, list[RGB]]]":
    """Draw synthetic logos that the embedder's training holds out."""
    from recognizer.training.held_out_crops import draw_held_out
    from ui.command_line.train.embedder import build_config

    config = build_config(settings.data_dir, None, None, sources, True)
    return draw_held_out(config, symbols=symbols, log=say)


def from_images(
    settings: Settings,
    sets: "list[DataSet]",
    drawn: "list[tuple[str, list[RGB]]]",
    *,
    check: bool,
    draws: int,
    seed: int,
    cache: Path | None,
) -> "list[Measured]":
    """Fit, or measure what is in use; with a reader also as it is without."""
    from recognizer.evaluation import calibrating
    from recognizer.evaluation.calibration_looks import look_at_crops
    from ui.command_line.models import build_recognizer

    recognizer = build_recognizer(settings)
    embedder = recognizer.embedder
    in_use = [
        _in_use(settings, embedder.model_id, with_text=with_text)
        for with_text in ([False, True] if settings.reader else [False])
        if check
    ]
    recognizer.detector = remember(recognizer.detector, cache, settings)
    recognizer.reader = remembering(recognizer.reader, cache)
    with bar("Looking") as progress:
        looked, sentences = calibrating.look_at_all(sets, recognizer, progress=progress)
    for sentence in sentences:
        say(sentence)
    if drawn:
        looked.append(look_at_crops("synthetic logos", drawn, recognizer))
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


def from_decisions(settings: Settings, *, seed: int) -> "list[Measured]":
    """Fit to what people decided on matches of the embedder in use."""
    from recognizer.evaluation.calibrating import Measured

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
