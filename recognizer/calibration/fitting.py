"""Fitting a calibration to labelled pairs; held-out log-loss chooses the method.

Owns the folds and the three candidates. Where the pairs come from is not its matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recognizer.calibration.curves import Ramps, fit_isotonic, fit_logistic
from recognizer.calibration.errors import CalibrationError
from recognizer.calibration.evidence import Bools, Evidence, Floats
from recognizer.calibration.figures import CalibrationFigures, log_loss, measure
from recognizer.calibration.model import (
    Calibration,
    Feature,
    FittedOn,
    Levels,
    Method,
    Weighted,
    values_of,
)

LEAST_PAIRS = 50
LEAST_OF_A_KIND = 10
BEST, ALL = "best", "all"
_FOLDS = 5
_BENDS = 6
_RIDGE = 1e-4
_LOOK = (Feature.SIMILARITY, Feature.MARGIN)
_LOOK_AND_TEXT = (*_LOOK, Feature.VISUAL, Feature.TEXT, Feature.CONTEXT)
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class LabelledPairs:
    """N pairs of region and symbol, and whether the region shows the symbol.

    groups: (N,), pairs of one group (a photograph, a symbol) are held out together.
    kinds: (N,) row of `kind_names`, for figures of each kind alone.
    """

    evidence: Evidence
    right: Bools
    groups: Ints
    kinds: Ints
    kind_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.right)

    def take(self, rows: Bools) -> "LabelledPairs":
        """Return some of the pairs, by a mask (N,)."""
        return replace(
            self,
            evidence=self.evidence.take(rows),
            right=self.right[rows],
            groups=self.groups[rows],
            kinds=self.kinds[rows],
        )


def fit(
    pairs: LabelledPairs, *, embedder_id: str, with_text: bool, data: str, seed: int = 0
) -> tuple[Calibration, Floats]:
    """Return the calibration, and what it says (N,) of pairs that were held out.

    Each method is fitted on four fifths of the groups and asked for the others, five
    times over; the least log-loss wins and is fitted on all. Its figures are those of
    the held-out pairs. Raises CalibrationError where the pairs do not allow a fit.
    """
    _check(pairs)
    folds = _folds(pairs.groups, seed=seed)
    held_out = {
        method: _held_out(pairs, folds, method, with_text=with_text)
        for method in Method
    }
    method = min(Method, key=lambda each: log_loss(held_out[each], pairs.right))
    fitted = replace(
        fit_method(pairs, method, with_text=with_text),
        embedder_id=embedder_id,
        fitted_on=FittedOn(
            data, len(pairs), int(pairs.right.sum()), len(np.unique(pairs.groups))
        ),
        figures=measure_pairs(held_out[method], pairs),
    )
    return fitted, held_out[method]


def measure_pairs(
    probabilities: Floats, pairs: LabelledPairs
) -> dict[str, CalibrationFigures]:
    """Measure the best matches, all matches, and the best of each kind of pair."""
    best = pairs.evidence.is_best
    masks = {BEST: best, ALL: np.ones(len(pairs), bool)}
    masks |= {
        f"{BEST}, {name}": best & (pairs.kinds == row)
        for row, name in enumerate(pairs.kind_names)
    }
    return {
        name: measure(probabilities[mask], pairs.right[mask])
        for name, mask in masks.items()
        if mask.any()
    }


def fit_method(pairs: LabelledPairs, method: Method, *, with_text: bool) -> Calibration:
    """Fit one method to all pairs."""
    evidence, right = pairs.evidence, pairs.right.astype(np.float64)
    other = _typical_other(evidence)
    bends = 1 if method is Method.LOGISTIC else _BENDS
    ramps = _ramps(evidence, right, other=other, with_text=with_text, bends=bends)
    columns, lower = _columns(evidence, ramps, other=other, with_text=with_text)
    weights = fit_logistic(columns, right, lower, ridge=_RIDGE)
    features = {}
    start = 2
    for feature, each in ramps.items():
        end = start + len(each.knots) - 1
        features[feature] = Weighted(each, weights[start:end])
        start = end
    levels = None
    if method is Method.ISOTONIC:
        levels = _levels(columns @ weights, right)
    return Calibration(
        embedder_id="",
        with_text=with_text,
        method=method,
        intercept=float(weights[0]),
        features=features,
        unread=float(weights[1]),
        other=other,
        levels=levels,
        fitted_on=FittedOn("", 0, 0, 0),
    )


def _columns(
    evidence: Evidence,
    ramps: Mapping[Feature, Ramps],
    *,
    other: float,
    with_text: bool,
) -> tuple[Floats, Floats]:
    """Return (N, K) columns and the least weight of each: intercept, unread, ramps."""
    unread = np.isnan(evidence.text)
    if not with_text or unread.all():  # the intercept says it
        unread = np.zeros(len(evidence), bool)
    parts = [np.ones((len(evidence), 1)), unread[:, None].astype(np.float64)]
    for feature, each in ramps.items():
        values = values_of(evidence, feature, other=other)
        known = np.where(np.isnan(values), each.knots[0], values)
        parts.append(each.columns(known))
    columns = np.concatenate(parts, axis=1)
    lower = np.zeros(columns.shape[1])
    lower[:2] = -np.inf
    return columns, lower


def _ramps(
    evidence: Evidence, right: Floats, *, other: float, with_text: bool, bends: int
) -> dict[Feature, Ramps]:
    """Cut each kind of evidence evenly over the range that holds most pairs."""
    found = {}
    for feature in _LOOK_AND_TEXT if with_text else _LOOK:
        values = values_of(evidence, feature, other=other)
        known = ~np.isnan(values)
        if not known.any():
            continue
        low, high = np.quantile(values[known], [0.005, 0.995])
        shown = values[known & (right > 0)]
        if shown.size:  # right ones are few: their range must not be cut off
            high = max(high, np.quantile(shown, 0.98))
        if high - low > 1e-6:
            found[feature] = Ramps(np.linspace(low, high, bends + 1))
    return found


def _levels(index: Floats, right: Floats) -> Levels:
    """Fit the isotonic curve; one pair of each kind more keeps its ends off 0 and 1."""
    ends = np.asarray([index.min(), index.max()])
    values, shares = fit_isotonic(
        np.concatenate([index, ends]), np.concatenate([right, [1.0, 0.0]])
    )
    return Levels(values, shares)


def _typical_other(evidence: Evidence) -> float:
    """Return how similar the best other symbol is to most regions."""
    best = evidence.margin >= 0
    others = (evidence.similarity - evidence.margin)[best]
    return float(np.median(others)) if len(others) else 0.0


def _held_out(
    pairs: LabelledPairs, folds: Ints, method: Method, *, with_text: bool
) -> Floats:
    said = np.zeros(len(pairs))
    for fold in range(_FOLDS):
        asked = folds == fold
        fitted = fit_method(pairs.take(~asked), method, with_text=with_text)
        said[asked] = fitted.probabilities(pairs.evidence.take(asked))
    return said


def _folds(groups: Ints, *, seed: int) -> Ints:
    """Deal the groups out evenly; return the fold of each pair, (N,)."""
    names, place = np.unique(groups, return_inverse=True)
    dealt = np.random.default_rng(seed).permutation(len(names)) % _FOLDS
    folds: Ints = dealt[place].astype(np.int64)
    return folds


def _check(pairs: LabelledPairs) -> None:
    """Raise CalibrationError where a fit would say nothing."""
    right, wrong = int(pairs.right.sum()), int((~pairs.right).sum())
    groups = len(np.unique(pairs.groups))
    for missing, what in (
        (len(pairs) < LEAST_PAIRS, f"{LEAST_PAIRS} pairs"),
        (right < LEAST_OF_A_KIND, f"{LEAST_OF_A_KIND} right matches"),
        (wrong < LEAST_OF_A_KIND, f"{LEAST_OF_A_KIND} wrong matches"),
        (groups < 2 * _FOLDS, f"{2 * _FOLDS} photographs or symbols"),
    ):
        if missing:
            raise CalibrationError(
                f"No calibration follows from {len(pairs):,} matches ({right:,} right, "
                f"{wrong:,} wrong, of {groups:,} photographs or symbols): it takes "
                f"at least {what}. Give more labelled images, or decide more cases."
            )


def summary(calibrations: Sequence[Calibration]) -> str:
    """Say in a line each what was fitted and how true it is."""
    lines = []
    for each in calibrations:
        best = each.figures[BEST]
        reader = "with reader" if each.with_text else "without reader"
        lines.append(
            f"{reader}: {each.method}, {each.fitted_on.pairs:,} pairs; best matches: "
            f"ECE {100 * best.ece:.1f} %, Brier {best.brier:.3f}, "
            f"log-loss {best.log_loss:.3f}"
        )
    return "\n".join(lines)
