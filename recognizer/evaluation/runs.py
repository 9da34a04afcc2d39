"""One whole evaluation each: data set and models in, `Evaluation` out.

Owns the order of the steps and what is compared with what. Loads no model.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recognizer.evaluation import retrieval
from recognizer.evaluation.asking import Outcome
from recognizer.evaluation.crops import LabelledCrops, label_crops
from recognizer.evaluation.detection import (
    DetectedImage,
    detect_all,
    measure_detection,
)
from recognizer.evaluation.end_to_end import measure_end_to_end
from recognizer.evaluation.figures import (
    Compared,
    Evaluation,
    Figure,
    bootstrap_mean,
    over_draws,
)
from recognizer.evaluation.labelled import (
    DataSet,
    EvaluationError,
    Problem,
    problem_sentences,
)
from recognizer.evaluation.open_images import measure_open_images
from recognizer.evaluation.open_set import measure_open_set
from recognizer.evaluation.ranking import Similarities, cosine
from recognizer.evaluation.seeing import SeenData, see
from recognizer.evaluation.text_evidence import TextTable
from recognizer.pipeline import Detector, Embedder, Reader, Recognizer

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One way to compare crops, and what it gave."""

    name: str
    similarities: Similarities
    retrieval: retrieval.Retrieval
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, eq=False)
class RetrievalRun:
    """An evaluation with what a report needs beside it; `ways[0]` is the headline."""

    evaluation: Evaluation
    crops: LabelledCrops
    ways: tuple[Measured, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DetectionRun:
    """An evaluation with what a report needs beside it."""

    evaluation: Evaluation
    found: tuple[DetectedImage, ...]
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class EndToEndRun:
    """An evaluation with what a report needs beside it: the first draw."""

    evaluation: Evaluation
    seen: SeenData
    outcome: Outcome


def run_retrieval(
    data: DataSet,
    embedders: Sequence[Embedder],
    *,
    reader: Reader | None,
    seed: int,
    progress: Progress | None = None,
) -> RetrievalRun:
    """Measure crops against crops. The first embedder's figures are the headline.

    With a reader, the first embedder together with the text, and the text alone, are
    measured too. Raises EvaluationError with fewer than two symbols or logos to ask.
    """
    crops, problems = label_crops(data, embedders, reader=reader, progress=progress)
    check_askable(crops)
    ways = {e.model_id: cosine(crops, row) for row, e in enumerate(embedders)}
    if reader:
        table = TextTable(crops)
        first = embedders[0].model_id
        ways[f"{first} + {reader.model_id}"] = table.combined_with(ways[first])
        ways[reader.model_id] = table.similarities
    measured = [_measure(name, way, crops, seed=seed) for name, way in ways.items()]
    evaluation = Evaluation(
        task="retrieval",
        data=str(data.folder),
        embedder=measured[0].name,
        figures=measured[0].figures,
        format=data.format,
        images=len(data.images),
        objects=len(crops),
        symbols=len(crops.symbols),
        left_out=left_out(data, problems, crops),
        compared=tuple(
            _compare(measured[0], other, crops, seed=seed) for other in measured[1:]
        ),
    )
    return RetrievalRun(evaluation, crops, tuple(measured))


def run_detection(
    data: DataSet,
    detector: Detector,
    *,
    confidence: float,
    seed: int,
    progress: Progress | None = None,
) -> DetectionRun:
    """Measure boxes against boxes.

    detector: set to give boxes far below `confidence`, the operating one.
    """
    found, problems = detect_all(data, detector, progress=progress)
    figures = measure_detection(found, confidence=confidence, seed=seed)
    evaluation = Evaluation(
        task="detection",
        data=str(data.folder),
        embedder="",
        figures=figures,
        detector=detector.model_id,
        format=data.format,
        images=len(found),
        objects=sum(len(image.labels) for image in found),
        symbols=len(data.symbols),
        left_out=left_out(data, problems),
    )
    return DetectionRun(evaluation, tuple(found), confidence)


def run_end_to_end(
    data: DataSet,
    recognizer: Recognizer,
    *,
    shots: int,
    seed: int,
    progress: Progress | None = None,
) -> EndToEndRun:
    """Measure whole images against galleries of `shots` references a symbol.

    Raises EvaluationError where there is nothing to ask about, or one symbol only.
    """
    if len(data.symbols) < 2:
        raise EvaluationError(
            f"All logos show one symbol, {data.symbols[0]}: every answer would be "
            "right. Give a data set with two symbols or more."
        )
    seen, problems = see(data, recognizer, progress=progress)
    embedder = recognizer.embedder
    figures, outcome = measure_end_to_end(
        seen, embedder.thresholds, dim=embedder.dim, seed=seed, shots=shots
    )
    open_set = measure_open_images(seen, dim=embedder.dim, shots=shots, seed=seed)
    evaluation = Evaluation(
        task="end-to-end",
        data=str(data.folder),
        embedder=embedder.model_id,
        figures={**figures, **open_set},
        detector=recognizer.detector.model_id,
        format=data.format,
        images=len(seen.images),
        objects=sum(len(image.symbol_ids) for image in seen.images),
        symbols=len(data.symbols),
        left_out=left_out(data, problems),
    )
    return EndToEndRun(evaluation, seen, outcome)


def check_askable(crops: LabelledCrops) -> None:
    """Refuse what no recall can be measured on, with the reason."""
    if len(crops.symbols) < 2:
        raise EvaluationError(
            f"All logos show one symbol, {crops.symbols[0]}: every answer would be "
            "right. Give a data set with two symbols or more."
        )
    references = np.bincount(crops.symbol_ids, weights=crops.is_reference)
    others = references[crops.symbol_ids] - crops.is_reference
    if (crops.is_query & (others > 0)).any():
        return
    raise EvaluationError(
        "No symbol has two logos, one to ask with and one to find. "
        "Give a data set with more of each symbol."
    )


def left_out(
    data: DataSet, problems: Sequence[Problem], crops: LabelledCrops | None = None
) -> tuple[str, ...]:
    """Say in sentences what of a data set was not measured."""
    sentences = problem_sentences((*data.problems, *problems))
    if crops is not None:
        counts = np.bincount(crops.symbol_ids, minlength=len(crops.symbols))
        single = int((counts == 1).sum())
        if single:
            sentences.append(
                f"{single} symbols have one logo: it is in the gallery, never asked."
            )
    return tuple(sentences)


def _measure(
    name: str, similarities: Similarities, crops: LabelledCrops, *, seed: int
) -> Measured:
    measured = retrieval.measure(similarities, crops, seed=seed)
    open_set = measure_open_set(similarities, crops, seed=seed)
    return Measured(name, similarities, measured, {**measured.figures, **open_set})


def _compare(
    first: Measured, other: Measured, crops: LabelledCrops, *, seed: int
) -> Compared:
    """Pair the two on the same queries and the same draws of references."""
    differences: dict[str, Figure] = {}
    for name, hits in first.retrieval.hits.items():
        ranks = first.retrieval.loose
        if name.endswith("all_strict"):
            ranks = first.retrieval.strict
        gains = other.retrieval.hits[name] - hits
        clusters = crops.image_ids[ranks.queries]
        differences[name] = bootstrap_mean(gains, clusters, seed=seed)
    for name, values in first.retrieval.draws.items():
        gains = other.retrieval.draws[name] - values
        differences[name] = over_draws(gains.tolist(), n=first.figures[name].n)
    return Compared(other.name, other.figures, differences)
