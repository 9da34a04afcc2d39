"""Whole images against a gallery of references, through the detector: the figures.

References are labelled logos, drawn several times over; the images they are on, and
near-duplicates of these, are not asked about. Where the data set itself says which
images are references, they all are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from recognizer.evaluation.asking import ask
from recognizer.evaluation.boxes import average_precision, precision_recall
from recognizer.evaluation.figures import (
    Figure,
    Floats,
    SweptPoint,
    cluster_weights,
    interval,
    over_draws,
)
from recognizer.evaluation.labelled import EvaluationError, Part
from recognizer.evaluation.outcomes import Bools, Outcome
from recognizer.evaluation.references import (
    Reference,
    all_references,
    draw_references,
)
from recognizer.evaluation.retrieval import SMALL_PX
from recognizer.evaluation.seeing import SeenData
from recognizer.evaluation.ways import Way

SHOTS = 5
DRAWS = 10
RESAMPLES = 200


@dataclass(frozen=True, slots=True, eq=False)
class EndToEnd:
    """Figures of one way, and what is behind them.

    rows: name -> one value a draw of references, or a resample of the images where
    the references are given: paired with those of every other way. outcome: the first
    draw's; references: what its gallery was made of.
    """

    figures: Mapping[str, Figure]
    rows: Mapping[str, Floats]
    outcome: Outcome
    references: tuple[Reference, ...]


def measure_end_to_end(
    seen: SeenData, way: Way, *, seed: int, shots: int = SHOTS
) -> EndToEnd:
    """Measure recall, mAP and false matches of one way to name boxes.

    The way's `uncertain` is the operating threshold, from which an image is put in
    front of a person. shots: references drawn a symbol. The same seed draws the same
    references for every way. Raises EvaluationError where no image is left to ask.
    """
    drawn = _draws(seen, seed=seed, shots=shots)
    outcomes = [ask(seen, references, way) for references in drawn]
    if not len(outcomes[0].logos.image):
        raise EvaluationError(
            "Every image holds a reference: no image is left to ask about. "
            "Give a data set with more images of each symbol."
        )
    ones = np.ones(len(seen.images))
    found = [_values(seen, outcome, ones, way) for outcome in outcomes]
    points, counts = [row[0] for row in found], [row[1] for row in found]
    n = {key: round(float(np.mean([c[key] for c in counts]))) for key in counts[0]}
    if len(drawn) > 1:
        rows = {k: np.asarray([p[k] for p in points]) for k in points[0]}
        figures = {k: over_draws(rows[k].tolist(), n=n[k]) for k in rows}
    else:
        rows = _resampled(seen, outcomes[0], way, seed=seed)
        figures = {k: Figure(points[0][k], *interval(rows[k]), n[k]) for k in points[0]}
    return EndToEnd(figures, rows, outcomes[0], tuple(drawn[0]))


def difference(first: EndToEnd, other: EndToEnd) -> dict[str, Figure]:
    """Return how much more the other way reaches, paired draw by draw."""
    gains = {name: other.rows[name] - first.rows[name] for name in first.rows}
    return {
        name: Figure(
            other.figures[name].value - first.figures[name].value,
            *interval(own),
            first.figures[name].n,
        )
        for name, own in gains.items()
    }


def sweep(outcome: Outcome, *, steps: int = 20) -> list[SweptPoint]:
    """Return what thresholds from the lowest value to the highest would do."""
    values, wrong = outcome.claims.value, outcome.claims.value[~outcome.claims.shown]
    if not len(values):
        return []
    asked = len(outcome.asked)
    return [
        SweptPoint(
            threshold=float(level),
            recall_at_1=float(np.mean(outcome.logos.right_value >= level)),
            false_matches_per_1000=1000 * float((wrong >= level).sum()) / asked,
        )
        for level in np.quantile(values, np.linspace(0, 1, steps))
    ]


def _draws(seen: SeenData, *, seed: int, shots: int) -> list[list[Reference]]:
    if any(image.part is Part.REFERENCES for image in seen.images):
        return [all_references(seen)]
    rng = np.random.default_rng(seed)
    return [draw_references(seen, rng, shots=shots) for _ in range(DRAWS)]


def _values(
    seen: SeenData, outcome: Outcome, weights: Floats, way: Way
) -> tuple[dict[str, float], dict[str, int]]:
    """Return every figure, and on how many things each rests.

    weights: (images,), how often each image counts.
    """
    logos, claims = outcome.logos, outcome.claims
    own, asked = weights[logos.image], weights[outcome.asked].sum()
    values: dict[str, float] = {}
    n: dict[str, int] = {}
    for name, (hits, kept) in _recalls(seen, outcome, way).items():
        total = own[kept].sum()
        share = float((hits[kept] * own[kept]).sum() / total) if total else np.nan
        values[name], n[name] = share, int(kept.sum())
    values["map50"], n["map50"] = _map(outcome, weights), len(logos.image)
    levels = {"": way.thresholds.uncertain, ".known": way.thresholds.known}
    for ending, level in levels.items():
        wrong = ~claims.shown & (claims.value >= level)
        false = (wrong * weights[claims.image]).sum()
        name = f"false_matches_per_1000{ending}"
        values[name], n[name] = float(1000 * false / asked), len(outcome.asked)
    return values, n


def _recalls(
    seen: SeenData, outcome: Outcome, way: Way
) -> dict[str, tuple[Bools, Bools]]:
    """Return (which logos are hit, which logos count) of every kind of recall."""
    logos = outcome.logos
    every = np.ones(len(logos.image), bool)
    small = logos.side_px <= SMALL_PX
    found = {
        "recall_at_1": (logos.hit_1, every),
        "recall_at_5": (logos.hit_5, every),
        "recall_at_1.iou30": (logos.hit_1_loose, every),
        "recall_at_1.small": (logos.hit_1, small),
        "recall_at_1.large": (logos.hit_1, ~small),
    }
    if seen.words_told_by:
        found["recall_at_1.text"] = (logos.hit_1, logos.has_words)
        found["recall_at_1.no_text"] = (logos.hit_1, ~logos.has_words)
    uncertain, known = way.thresholds.uncertain, way.thresholds.known
    found["recall_at_1.flagged"] = (logos.right_value >= uncertain, every)
    found["recall_at_1.known"] = (logos.right_value >= known, every)
    return found


def _map(outcome: Outcome, weights: Floats) -> float:
    """Average AP at IoU 0.5 over the symbols that are to be found."""
    logos, claims = outcome.logos, outcome.claims
    order = np.argsort(-claims.value, kind="stable")
    averages = []
    for symbol_id in np.unique(logos.symbol):
        labels = weights[logos.image[logos.symbol == symbol_id]].sum()
        if not labels:
            continue
        own = order[claims.symbol[order] == symbol_id]
        curve = precision_recall(
            claims.on_logo[own], weights[claims.image[own]], labels=float(labels)
        )
        averages.append(average_precision(*curve))
    return float(np.mean(averages)) if averages else float("nan")


def _resampled(
    seen: SeenData, outcome: Outcome, way: Way, *, seed: int
) -> dict[str, Floats]:
    """Bootstrap over the images that were asked about."""
    rows: dict[str, list[float]] = {}
    for chunk in cluster_weights(len(outcome.asked), seed=seed, draws=RESAMPLES):
        for drawn in chunk:
            weights = np.zeros(len(seen.images))
            weights[outcome.asked] = drawn
            for name, value in _values(seen, outcome, weights, way)[0].items():
                rows.setdefault(name, []).append(value)
    return {name: np.asarray(own) for name, own in rows.items()}


def pooled_curve(outcome: Outcome) -> tuple[Floats, Floats]:
    """Return (precision, recall) over the claims of all symbols, the surest first."""
    order = np.argsort(-outcome.claims.value, kind="stable")
    labels = float(len(outcome.logos.image))
    return precision_recall(
        outcome.claims.on_logo[order], np.ones(len(order)), labels=labels
    )
