"""One whole calibration: labelled data sets and models in, calibrations out.

Owns the order of the steps, and which data is fitted on or only measured. Loads no
model and keeps no file.
"""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recognizer.calibration import Calibration, LabelledPairs, fit, measure_pairs
from recognizer.calibration.evidence import Floats
from recognizer.evaluation.calibration_looks import LookedData, Progress, look_at
from recognizer.evaluation.calibration_pairs import DRAWS, labelled_pairs
from recognizer.evaluation.formats.files import images_in
from recognizer.evaluation.labelled import (
    DataSet,
    EvaluationError,
    LabelledImage,
    problem_sentences,
)
from recognizer.evaluation.names import clean_name
from recognizer.pipeline import Recognizer


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A calibration, and what it said (N,) of labelled pairs that it was not fitted on.

    figures are those of these pairs.
    """

    calibration: Calibration
    pairs: LabelledPairs
    said: Floats


def without_symbols(sets: Sequence[DataSet], names: Collection[str]) -> list[DataSet]:
    """Leave out the images that show any of these symbols.

    Raises EvaluationError where none is left, or no data set shows a name.
    """
    unwanted = {clean_name(name) for name in names}
    known = {symbol for data in sets for symbol in data.symbols}
    if unknown := sorted(unwanted - known):
        some = ", ".join(sorted(known)[:10])
        raise EvaluationError(
            f"No image shows {', '.join(unknown)}; there are {some}. Name one of these."
        )
    return [_without(data, unwanted) for data in sets]


def _without(data: DataSet, unwanted: Collection[str]) -> DataSet:
    shown = {
        image.path
        for image in data.images
        if any(labelled.symbol in unwanted for labelled in image.objects)
    }
    return data.where(lambda path: path not in shown) if shown else data


def load_backgrounds(
    folder: Path, *, most: int | None = None, seed: int = 0
) -> DataSet:
    """Take a folder of photographs that show no symbol of any gallery.

    most: so many of them, drawn at random. Raises EvaluationError if there is none.
    """
    paths = images_in(folder)
    if not paths:
        raise EvaluationError(f"{folder} holds no image. Give a folder of photographs.")
    random.Random(seed).shuffle(paths)
    kept = tuple(LabelledImage(path, ()) for path in sorted(paths[:most]))
    return DataSet(folder, "backgrounds", kept, ())


def look_at_all(
    sets: Sequence[DataSet],
    recognizer: Recognizer,
    *,
    progress: Progress | None = None,
) -> tuple[list[LookedData], list[str]]:
    """Perceive all data sets; return also sentences of what was left out."""
    total = sum(len(data.images) for data in sets)
    looked, sentences, done = [], [], 0
    for data in sets:
        own, problems = look_at(
            data, recognizer, progress=_after(progress, done, total)
        )
        looked.append(own)
        sentences += problem_sentences((*data.problems, *problems))
        done += len(data.images)
    return looked, sentences


def calibrate(
    sets: Sequence[LookedData],
    *,
    embedder_id: str,
    dim: int,
    with_text: bool,
    draws: int = DRAWS,
    seed: int = 0,
) -> Measured:
    """Fit a calibration to data sets together; its figures are of held-out pairs.

    Raises CalibrationError where the pairs allow no fit, EvaluationError where there
    is nothing to match.
    """
    pairs = _pairs(sets, dim=dim, with_text=with_text, draws=draws, seed=seed)
    calibration, said = fit(
        pairs,
        embedder_id=embedder_id,
        with_text=with_text,
        data=", ".join(data.name for data in sets),
        seed=seed,
    )
    return Measured(calibration, pairs, said)


def check(
    calibration: Calibration,
    sets: Sequence[LookedData],
    *,
    dim: int,
    draws: int = DRAWS,
    seed: int = 0,
) -> Measured:
    """Measure a calibration on data sets that it was not fitted on."""
    pairs = _pairs(
        sets, dim=dim, with_text=calibration.with_text, draws=draws, seed=seed
    )
    said = calibration.probabilities(pairs.evidence)
    figures = measure_pairs(said, pairs)
    return Measured(replace(calibration, figures=figures), pairs, said)


def _pairs(
    sets: Sequence[LookedData], *, dim: int, with_text: bool, draws: int, seed: int
) -> LabelledPairs:
    read = sets if with_text else [data.without_text() for data in sets]
    return labelled_pairs(read, dim=dim, draws=draws, seed=seed)


def _after(
    progress: Progress | None, done: int, total: int
) -> Callable[[int, int], None]:
    def update(of_set: int, _: int) -> None:
        if progress:
            progress(done + of_set, total)

    return update
