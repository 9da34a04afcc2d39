"""Whole images against a gallery of references, through the detector: the figures.

References are labelled logos, drawn several times over; the images they are on, and
near-duplicates of these, are not asked about. Where the data set itself says which
images are references, they all are.
"""

from collections.abc import Mapping

import numpy as np

from recognizer.evaluation.asking import (
    Bools,
    Outcome,
    all_references,
    ask,
    draw_references,
)
from recognizer.evaluation.boxes import average_precision, precision_recall
from recognizer.evaluation.figures import (
    Figure,
    Floats,
    cluster_weights,
    interval,
    over_draws,
)
from recognizer.evaluation.labelled import EvaluationError, Part
from recognizer.evaluation.seeing import SeenData
from recognizer.types import SimilarityThresholds

SHOTS = 5
DRAWS = 10
_RESAMPLES = 200


def measure_end_to_end(
    seen: SeenData,
    thresholds: SimilarityThresholds,
    *,
    dim: int,
    seed: int,
    shots: int = SHOTS,
) -> tuple[dict[str, Figure], Outcome]:
    """Measure recall, mAP and false matches; return also the first draw's outcome.

    thresholds: of the embedder; `uncertain` is the operating one, from which an image
    is put in front of a person. shots: references drawn a symbol.
    Raises EvaluationError where no image is left to ask about.
    """
    fixed = any(image.part is Part.REFERENCES for image in seen.images)
    rng = np.random.default_rng(seed)
    outcomes = []
    for _ in range(1 if fixed else DRAWS):
        references = (
            all_references(seen) if fixed else draw_references(seen, rng, shots=shots)
        )
        outcomes.append(ask(seen, references, dim=dim))
    if not len(outcomes[0].logo_image):
        raise EvaluationError(
            "Every image holds a reference: no image is left to ask about. "
            "Give a data set with more images of each symbol."
        )
    ones = np.ones(len(seen.images))
    rows = [_values(outcome, ones, thresholds) for outcome in outcomes]
    n = {
        key: round(float(np.mean([row[1][key] for row in rows]))) for key in rows[0][1]
    }
    if fixed:
        figures = _resampled(outcomes[0], len(seen.images), thresholds, n, seed=seed)
    else:
        figures = {
            name: over_draws([row[0][name] for row in rows], n=n[name])
            for name in rows[0][0]
        }
    return figures, outcomes[0]


def sweep(outcome: Outcome, *, steps: int = 20) -> list[tuple[float, float, float]]:
    """Return (threshold, recall@1 over it, false matches per 1,000 images) rows."""
    if not len(outcome.claim_similarity):
        return []
    levels = np.quantile(outcome.claim_similarity, np.linspace(0, 1, steps))
    wrong = outcome.claim_similarity[~outcome.claim_shown]
    return [
        (
            float(level),
            float(np.mean(outcome.logo_similarity >= level)),
            1000 * float((wrong >= level).sum()) / len(outcome.asked),
        )
        for level in levels
    ]


def _values(
    outcome: Outcome, weights: Floats, thresholds: SimilarityThresholds
) -> tuple[dict[str, float], dict[str, int]]:
    """Return every figure, and on how many things each rests.

    weights: (images,), how often each image counts.
    """
    own = weights[outcome.logo_image]
    total = own.sum()
    asked = weights[outcome.asked].sum()
    values: dict[str, float] = {}

    def recall(hits: Bools) -> float:
        return float((hits * own).sum() / total) if total else float("nan")

    values["recall_at_1"] = recall(outcome.hit_1)
    values["recall_at_5"] = recall(outcome.hit_5)
    values["recall_at_1.iou30"] = recall(outcome.hit_1_loose)
    values["map50"] = _map(outcome, weights)
    for ending, level in (("", thresholds.uncertain), (".known", thresholds.known)):
        over = outcome.logo_similarity >= level
        name = "recall_at_1.flagged" if not ending else "recall_at_1.known"
        values[name] = recall(over)
        wrong = ~outcome.claim_shown & (outcome.claim_similarity >= level)
        false = (wrong * weights[outcome.claim_image]).sum()
        values[f"false_matches_per_1000{ending}"] = float(1000 * false / asked)
    images, logos = len(outcome.asked), len(outcome.logo_image)
    n = {k: images if k.startswith("false") else logos for k in values}
    return values, n


def _map(outcome: Outcome, weights: Floats) -> float:
    """Average AP at IoU 0.5 over the symbols that are to be found."""
    order = np.argsort(-outcome.claim_similarity, kind="stable")
    averages = []
    for symbol_id in np.unique(outcome.logo_symbol):
        labels = weights[outcome.logo_image[outcome.logo_symbol == symbol_id]].sum()
        if not labels:
            continue
        own = order[outcome.claim_symbol[order] == symbol_id]
        curve = precision_recall(
            outcome.claim_on_logo[own],
            weights[outcome.claim_image[own]],
            labels=float(labels),
        )
        averages.append(average_precision(*curve))
    return float(np.mean(averages)) if averages else float("nan")


def _resampled(
    outcome: Outcome,
    images: int,
    thresholds: SimilarityThresholds,
    n: Mapping[str, int],
    *,
    seed: int,
) -> dict[str, Figure]:
    """Bootstrap over the images that were asked about."""
    point, _ = _values(outcome, np.ones(images), thresholds)
    rows: dict[str, list[float]] = {name: [] for name in point}
    for chunk in cluster_weights(len(outcome.asked), seed=seed, draws=_RESAMPLES):
        for drawn in chunk:
            weights = np.zeros(images)
            weights[outcome.asked] = drawn
            for name, value in _values(outcome, weights, thresholds)[0].items():
                rows[name].append(value)
    figures = {}
    for name, value in point.items():
        low, high = interval(np.asarray(rows[name])[~np.isnan(rows[name])])
        figures[name] = Figure(value, low, high, n[name])
    return figures
