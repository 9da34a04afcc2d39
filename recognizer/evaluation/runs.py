"""One whole evaluation each: data set and models in, `Evaluation` out.

Owns the order of the steps and what is compared with what. Loads no model.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from recognizer.evaluation import retrieval
from recognizer.evaluation.crops import LabelledCrops, label_crops
from recognizer.evaluation.detection import (
    DetectedImage,
    detect_all,
    measure_detection,
)
from recognizer.evaluation.end_to_end import (
    EndToEnd,
    difference,
    measure_end_to_end,
    sweep,
)
from recognizer.evaluation.figures import (
    Compared,
    Evaluation,
    Figure,
    bootstrap_mean,
    over_draws,
)
from recognizer.evaluation.labelled import DataSet
from recognizer.evaluation.open_images import measure_open_images
from recognizer.evaluation.open_set import measure_open_set
from recognizer.evaluation.ranking import Similarities, cosine
from recognizer.evaluation.refusals import check_askable, check_symbols, left_out
from recognizer.evaluation.seeing import SeenData, see
from recognizer.evaluation.text_evidence import TextTable
from recognizer.evaluation.ways import FindCalibration, Way, ways_of
from recognizer.evaluation.words_on_logos import READER, told_by
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
    """An evaluation with what a report needs beside it; `ways[0]` is the headline."""

    evaluation: Evaluation
    seen: SeenData
    ways: tuple[Way, ...]
    measured: tuple[EndToEnd, ...]


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
        words_told_by=crops.words_told_by,
        compared=tuple(
            _compare(measured[0], other, crops, seed=seed) for other in measured[1:]
        ),
    )
    return RetrievalRun(evaluation, crops, tuple(measured))


def run_detection(
    data: DataSet,
    detector: Detector,
    *,
    reader: Reader | None = None,
    confidence: float,
    seed: int,
    backgrounds: DataSet | None = None,
    progress: Progress | None = None,
) -> DetectionRun:
    """Measure boxes against boxes.

    detector: set to give boxes far below `confidence`, the operating one. reader: tells
    which logos have words, where the data set's names do not. backgrounds: photographs
    without logos.
    """
    told = told_by(data, reader)
    asked = reader if told == READER else None
    found, problems = detect_all(data, detector, reader=asked, progress=progress)
    empty: list[DetectedImage] = []
    if backgrounds is not None:
        empty, unread = detect_all(backgrounds, detector)
        problems = [*problems, *unread]
    figures = measure_detection(
        found,
        confidence=confidence,
        seed=seed,
        words_told_by=told,
        backgrounds=empty,
    )
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
        words_told_by=told,
    )
    return DetectionRun(evaluation, tuple(found), confidence)


def run_end_to_end(
    data: DataSet,
    recognizer: Recognizer,
    others: Sequence[Embedder] = (),
    *,
    plain: int = 0,
    find_calibration: FindCalibration | None = None,
    shots: int,
    seed: int,
    progress: Progress | None = None,
) -> EndToEndRun:
    """Measure whole images against galleries of `shots` references a symbol.

    others: embedders to compare on the same boxes; the last `plain` ones are baselines.
    With a reader, look and text is the headline, beside look, and text, alone.
    Raises EvaluationError where there is nothing to ask about, or one symbol only.
    """
    check_symbols(data.symbols)
    seen, problems = see(data, recognizer, others, progress=progress)
    ways = ways_of(
        [recognizer.embedder, *others],
        recognizer.reader,
        plain=plain,
        find_calibration=find_calibration,
    )
    measured = [measure_end_to_end(seen, w, seed=seed, shots=shots) for w in ways]
    figures = [
        {**m.figures, **measure_open_images(seen, way, shots=shots, seed=seed)}
        for way, m in zip(ways, measured, strict=True)
    ]
    evaluation = Evaluation(
        task="end-to-end",
        data=str(data.folder),
        embedder=ways[0].name,
        figures=figures[0],
        detector=recognizer.detector.model_id,
        format=data.format,
        images=len(seen.images),
        objects=sum(len(image.symbol_ids) for image in seen.images),
        symbols=len(data.symbols),
        left_out=left_out(data, problems),
        compared=tuple(
            Compared(way.name, own, difference(measured[0], other))
            for way, own, other in list(zip(ways, figures, measured, strict=True))[1:]
        ),
        words_told_by=seen.words_told_by,
    )
    evaluation = _with_thresholds(evaluation, ways[0], measured[0])
    return EndToEndRun(evaluation, seen, tuple(ways), tuple(measured))


def _with_thresholds(evaluation: Evaluation, way: Way, own: EndToEnd) -> Evaluation:
    return replace(
        evaluation,
        thresholds=(way.thresholds.uncertain, way.thresholds.known),
        calibrated=way.calibration is not None,
        sweep=tuple(sweep(own.outcome)),
    )


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
