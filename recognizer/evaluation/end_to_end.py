"""Whole images against a gallery of references, through the detector.

References are labelled logos, drawn several times over; the images they are on, and
near-duplicates of these, are not asked about. Where the data set itself says which
images are references, they all are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.boxes import (
    assign,
    average_precision,
    iou,
    precision_recall,
)
from recognizer.evaluation.figures import (
    Figure,
    Floats,
    Ints,
    cluster_weights,
    interval,
    over_draws,
)
from recognizer.evaluation.labelled import EvaluationError, Part
from recognizer.evaluation.names import spoken
from recognizer.evaluation.seeing import SeenData, SeenImage
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.types import Match, Thresholds

K = 5
SHOTS = 5
DRAWS = 10
IOU = 0.5
LOOSE_IOU = 0.3
_RESAMPLES = 200
Bools = NDArray[np.bool_]
Reference = tuple[int, int]
"""(row of the image, row of the label on it)."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What one gallery said of the images it was asked about.

    asked: rows of these images. Logos, (O,): the image, the best match's similarity
    where it is right (else -inf), and whether it is right at rank 1, at rank 1 on a
    looser box, and up to rank 5. Claims, (C,), one a detection: the image, the symbol
    that matched best, its similarity, whether it sits on a logo of that symbol, and
    whether the image shows that symbol at all.
    """

    asked: Ints
    logo_image: Ints
    logo_symbol: Ints
    logo_similarity: Floats
    hit_1: Bools
    hit_1_loose: Bools
    hit_5: Bools
    claim_image: Ints
    claim_symbol: Ints
    claim_similarity: Floats
    claim_on_logo: Bools
    claim_shown: Bools


def measure_end_to_end(
    seen: SeenData, thresholds: Thresholds, *, dim: int, seed: int, shots: int = SHOTS
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
        references = _all_references(seen) if fixed else _draw(seen, rng, shots=shots)
        outcomes.append(_ask(seen, references, dim=dim))
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


# --- galleries -------------------------------------------------------------------


def _all_references(seen: SeenData) -> list[Reference]:
    return [
        (row, label)
        for row, image in enumerate(seen.images)
        if image.part is Part.REFERENCES
        for label in range(len(image.symbol_ids))
    ]


def _draw(seen: SeenData, rng: np.random.Generator, *, shots: int) -> list[Reference]:
    """Take up to `shots` labelled logos a symbol, each from another image.

    A symbol keeps one image at least to be asked about.
    """
    chosen: list[Reference] = []
    for symbol_id in range(len(seen.symbols)):
        rows = [
            row
            for row, image in enumerate(seen.images)
            if symbol_id in image.symbol_ids and image.part is not Part.QUERIES
        ]
        for row in rng.permutation(rows)[: max(1, min(shots, len(rows) - 1))]:
            labels = np.flatnonzero(seen.images[row].symbol_ids == symbol_id)
            chosen.append((int(row), int(rng.choice(labels))))
    return chosen


def _gallery(seen: SeenData, references: Sequence[Reference], *, dim: int) -> Gallery:
    gallery = Gallery(dim)
    entries = []
    for number, (row, label) in enumerate(references):
        image = seen.images[row]
        symbol_id = int(image.symbol_ids[label])
        text = image.texts[label].text
        entries.append(GalleryEntry(number, symbol_id, image.embeddings[label], text))
    gallery.add(entries)
    names = {row: [spoken(symbol)] for row, symbol in enumerate(seen.symbols)}
    gallery.set_symbol_names(names)
    return gallery


# --- asking ----------------------------------------------------------------------


def _ask(seen: SeenData, references: Sequence[Reference], *, dim: int) -> Outcome:
    gallery = _gallery(seen, references, dim=dim)
    taken = {int(seen.photograph_ids[row]) for row, _ in references}
    logos: list[tuple[int, int, float, bool, bool, bool]] = []
    claims: list[tuple[int, int, float, bool, bool]] = []
    asked = []
    for row, image in enumerate(seen.images):
        is_known = int(seen.photograph_ids[row]) in taken
        if image.part is Part.REFERENCES or is_known:
            continue
        asked.append(row)
        perception = image.perception
        matches = gallery.search(perception.embeddings, perception.texts, k=K)
        logos += [(row, *found) for found in _logos(image, matches)]
        claims += [(row, *found) for found in _claims(image, matches)]
    logo = list(zip(*logos, strict=True)) or [()] * 6
    claim = list(zip(*claims, strict=True)) or [()] * 5
    return Outcome(
        asked=np.asarray(asked, np.int64),
        logo_image=np.asarray(logo[0], np.int64),
        logo_symbol=np.asarray(logo[1], np.int64),
        logo_similarity=np.asarray(logo[2], np.float64),
        hit_1=np.asarray(logo[3], bool),
        hit_1_loose=np.asarray(logo[4], bool),
        hit_5=np.asarray(logo[5], bool),
        claim_image=np.asarray(claim[0], np.int64),
        claim_symbol=np.asarray(claim[1], np.int64),
        claim_similarity=np.asarray(claim[2], np.float64),
        claim_on_logo=np.asarray(claim[3], bool),
        claim_shown=np.asarray(claim[4], bool),
    )


def _overlaps(image: SeenImage) -> Floats:
    """Return (detections, labels) IoU; 1 where the whole image is the label."""
    xyxy = image.perception.detections.xyxy
    if image.boxes is None:
        return np.ones((len(xyxy), len(image.symbol_ids)))
    return iou(xyxy, image.boxes)


def _logos(
    image: SeenImage, matches: Sequence[tuple[Match, ...]]
) -> list[tuple[int, float, bool, bool, bool]]:
    """Return, a label: symbol, similarity, right at 1, at 1 loosely, up to 5."""
    overlaps = _overlaps(image)
    found = []
    for label, symbol_id in enumerate(image.symbol_ids.tolist()):
        similarity, right, loose, right_5 = -np.inf, False, False, False
        for overlap, own in zip(overlaps[:, label], matches, strict=True):
            if overlap < LOOSE_IOU or not own:
                continue
            first = own[0].symbol_id == symbol_id
            loose |= first
            if overlap < IOU:
                continue
            right |= first
            right_5 |= any(match.symbol_id == symbol_id for match in own)
            if first:
                similarity = max(similarity, own[0].similarity)
        found.append((symbol_id, similarity, right, loose, right_5))
    return found


def _claims(
    image: SeenImage, matches: Sequence[tuple[Match, ...]]
) -> list[tuple[int, float, bool, bool]]:
    """Return, a detection: symbol, similarity, on a logo of it, shown at all."""
    overlaps = _overlaps(image)
    best = [(row, own[0]) for row, own in enumerate(matches) if own]
    best.sort(key=lambda pair: -pair[1].similarity)
    on_logo: dict[int, bool] = {}
    for symbol_id in {match.symbol_id for _, match in best}:
        rows = [row for row, match in best if match.symbol_id == symbol_id]
        labels = image.symbol_ids == symbol_id
        given = assign(overlaps[rows][:, labels], at_least=IOU)
        on_logo |= {row: bool(g >= 0) for row, g in zip(rows, given, strict=True)}
    shown = set(image.symbol_ids.tolist())
    return [
        (m.symbol_id, m.similarity, on_logo[row], m.symbol_id in shown)
        for row, m in best
    ]


# --- figures ---------------------------------------------------------------------


def _values(
    outcome: Outcome, weights: Floats, thresholds: Thresholds
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
    thresholds: Thresholds,
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
