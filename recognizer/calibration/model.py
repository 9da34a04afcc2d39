"""From evidence to a probability: the fitted model, and applying it.

The model adds up ramps of every kind of evidence, each with a weight of at least 0, so
that more similarity, margin or agreeing text never makes a match less likely.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from recognizer.calibration.curves import Ramps, sigmoid
from recognizer.calibration.evidence import Evidence, Floats, evidence_of
from recognizer.calibration.figures import CalibrationFigures
from recognizer.types import Match

# No probability is certainty, however clean the pairs were.
LEAST, MOST = 0.001, 0.999


class Method(StrEnum):
    """How evidence becomes a probability."""

    LOGISTIC = "logistic"
    PIECEWISE = "piecewise logistic"
    ISOTONIC = "isotonic"


class Feature(StrEnum):
    """What a match rests on."""

    SIMILARITY = "similarity"
    MARGIN = "margin"
    VISUAL = "visual"
    TEXT = "text"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """One kind of evidence: its ramps (K,), and what logits each of them is worth."""

    ramps: Ramps
    weights: Floats

    def index(self, values: Floats) -> Floats:
        """Return the logits (N,) of values (N,); 0 where nothing is known."""
        known = np.where(np.isnan(values), self.ramps.knots[0], values)
        index: Floats = self.ramps.columns(known) @ self.weights
        return index


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """An isotonic curve: probabilities (B,) at ascending indexes (B,)."""

    index: Floats
    probability: Floats


@dataclass(frozen=True, slots=True)
class FittedOn:
    """What a calibration was fitted on: data in words, pairs, right ones, groups."""

    data: str
    pairs: int
    right: int
    groups: int


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """The chance that a match of one embedder is right, with or without a reader.

    features: what counts. unread: logits of a match that has no text to compare.
    other: how similar another symbol is taken to be in a gallery of one: a typical
    one, or a first symbol would never be likely. levels: for `isotonic`
    alone. figures: on pairs that were held out of the fit, by name.
    """

    embedder_id: str
    with_text: bool
    method: Method
    intercept: float
    features: Mapping[Feature, Weighted]
    unread: float
    other: float
    levels: Levels | None
    fitted_on: FittedOn
    figures: Mapping[str, CalibrationFigures] = field(default_factory=dict)

    def probabilities(self, evidence: Evidence) -> Floats:
        """Return the probability of each of N matches, (N,) in (0, 1)."""
        index = np.full(len(evidence), self.intercept)
        index += np.where(np.isnan(evidence.text), self.unread, 0.0)
        for name, weighted in self.features.items():
            index += weighted.index(values_of(evidence, name, other=self.other))
        if self.levels is None:
            chance = sigmoid(index)
        else:
            chance = np.interp(index, self.levels.index, self.levels.probability)
        clipped: Floats = np.clip(chance, LEAST, MOST)
        return clipped

    def least_similarity(self, probability: float) -> float:
        """Return the visual similarity from which a match may be so likely.

        It is the one for the best case otherwise: no other symbol is similar at all,
        no text contradicts. Text that agrees is not counted. Over 1 where none is.
        """
        return _least_similarity(self, probability)


def values_of(evidence: Evidence, feature: Feature, *, other: float) -> Floats:
    """Return one kind of evidence (N,); NaN where nothing is known of it."""
    values: Floats = getattr(evidence, feature.value)
    if feature is Feature.MARGIN:
        return np.where(np.isnan(values), evidence.similarity - other, values)
    return values


def calibrated(
    matches: Sequence[Match], calibration: Calibration | None
) -> tuple[Match, ...]:
    """Fill in the probabilities of one region's matches; they keep their order.

    Without a calibration the matches have none.
    """
    return calibrated_all([matches], calibration)[0]


def calibrated_all(
    regions: Sequence[Sequence[Match]], calibration: Calibration | None
) -> list[tuple[Match, ...]]:
    """Fill in the probabilities of many regions' matches at once."""
    if calibration is None:
        return [tuple(replace(m, probability=None) for m in own) for own in regions]
    found = iter(calibration.probabilities(evidence_of(regions)).tolist())
    return [tuple(replace(m, probability=next(found)) for m in own) for own in regions]


@lru_cache(maxsize=1024)
def _least_similarity(calibration: Calibration, probability: float) -> float:
    grid = np.linspace(-1, 1, 2001)
    nothing = np.full_like(grid, np.nan)
    best = np.zeros(len(grid))
    for margin in (grid, nothing):  # over an unlike other symbol; over none
        for text in (nothing, np.zeros_like(grid)):
            evidence = Evidence(grid, margin, grid, text, text)
            best = np.maximum(best, calibration.probabilities(evidence))
    enough = np.flatnonzero(best >= probability)
    return float(grid[enough[0]]) if enough.size else 1.001
