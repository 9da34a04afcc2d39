"""A measured number with its interval, and the object that a run writes as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BOOTSTRAP_DRAWS = 1000
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its 95 % interval; n: how many things it was measured on."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class SweptPoint:
    """What a threshold would do, with the first draw of references."""

    threshold: float
    recall_at_1: float
    false_matches_per_1000: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Another embedder on the same logos; differences: its figures less the first's."""

    embedder: str
    figures: Mapping[str, Figure]
    differences: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that one run measured. `detector` is empty where none took part.

    words_told_by: what says which logos are word marks: `names`, `reader` or nothing.
    thresholds: (uncertain, known) of end-to-end figures; calibrated: whether these are
    probabilities. sweep: other thresholds.
    """

    task: str
    data: str
    embedder: str
    figures: Mapping[str, Figure]
    detector: str = ""
    format: str = ""
    images: int = 0
    objects: int = 0
    symbols: int = 0
    left_out: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = field(default=())
    words_told_by: str = ""
    thresholds: tuple[float, float] | None = None
    calibrated: bool = False
    sweep: tuple[SweptPoint, ...] = ()


def to_json(evaluation: Evaluation) -> str:
    """Write one JSON object; every number is rounded to six digits."""
    return json.dumps(rounded(asdict(evaluation)), indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Evaluation:
    """Read what `to_json` wrote. Raises ValueError for anything else."""
    try:
        values = json.loads(text)
        thresholds = values.pop("thresholds")
        return Evaluation(
            figures=_figures(values.pop("figures")),
            left_out=tuple(values.pop("left_out")),
            compared=tuple(
                Compared(
                    other["embedder"],
                    _figures(other["figures"]),
                    _figures(other["differences"]),
                )
                for other in values.pop("compared")
            ),
            thresholds=None if thresholds is None else tuple(thresholds),
            sweep=tuple(SweptPoint(**point) for point in values.pop("sweep")),
            **values,
        )
    except (KeyError, TypeError, AttributeError) as err:
        raise ValueError(f"no evaluation: {err}") from err


def _figures(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Figure]:
    return {name: _figure(figure) for name, figure in values.items()}


def _figure(values: Mapping[str, Any]) -> Figure:
    value, low, high = (
        float("nan") if values[key] is None else float(values[key])
        for key in ("value", "low", "high")
    )
    return Figure(value, low, high, int(values["n"]))


def bootstrap_mean(
    values: Floats, clusters: Ints, *, seed: int, draws: int = BOOTSTRAP_DRAWS
) -> Figure:
    """Return the mean of `values` with a bootstrap 95 % interval over clusters.

    values, clusters: (N,). Values of one cluster (the logos of one photograph) are
    drawn together, since they are not independent. NaN of nothing.
    """
    if not len(values):
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    _, of_cluster = np.unique(clusters, return_inverse=True)
    sums = np.bincount(of_cluster, weights=values)
    sizes = np.bincount(of_cluster).astype(np.float64)
    weights = cluster_weights(len(sums), seed=seed, draws=draws)
    means = np.concatenate([(w @ sums) / (w @ sizes) for w in weights])
    low, high = interval(means)
    return Figure(float(np.mean(values)), low, high, len(values))


def bootstrap_ratio(
    parts: Floats, wholes: Floats, *, seed: int, draws: int = BOOTSTRAP_DRAWS
) -> Figure:
    """Return sum(parts) / sum(wholes) with a bootstrap 95 % interval over the rows.

    parts, wholes: (N,), one a photograph. NaN where there is nothing to divide by.
    """
    values = _ratios(parts, wholes, seed=seed, draws=draws)
    value = _ratio(parts.sum(), wholes.sum())
    low, high = interval(values)
    return Figure(value, low, high, round(float(wholes.sum())))


def bootstrap_quotient(
    one: tuple[Floats, Floats],
    other: tuple[Floats, Floats],
    *,
    seed: int,
    draws: int = BOOTSTRAP_DRAWS,
) -> Figure:
    """Return the quotient of two ratios of sums, paired: over the same resamples.

    one, other: (parts, wholes), (N,) each, of the same N photographs.
    """
    above = _ratios(*one, seed=seed, draws=draws)
    below = _ratios(*other, seed=seed, draws=draws)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = above / below
    value = _ratio(_ratio(*map(np.sum, one)), _ratio(*map(np.sum, other)))
    low, high = interval(values[np.isfinite(values)])
    return Figure(value, low, high, len(one[0]))


def _ratios(parts: Floats, wholes: Floats, *, seed: int, draws: int) -> Floats:
    weights = cluster_weights(len(parts), seed=seed, draws=draws)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.concatenate([(w @ parts) / (w @ wholes) for w in weights])


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def cluster_weights(clusters: int, *, seed: int, draws: int) -> list[Floats]:
    """Return, in chunks of rows, how often each cluster is drawn in each resample."""
    rng = np.random.default_rng(seed)
    share = np.full(clusters, 1 / clusters)
    sizes = [min(_CHUNK, draws - start) for start in range(0, draws, _CHUNK)]
    return [
        rng.multinomial(clusters, share, size=size).astype(np.float64) for size in sizes
    ]


def over_draws(values: Sequence[float], *, n: int) -> Figure:
    """Return the mean over repeated draws, with the interval that 95 % of them fill."""
    kept = np.asarray([value for value in values if not np.isnan(value)], np.float64)
    if not len(kept):
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    low, high = interval(kept)
    return Figure(float(kept.mean()), low, high, n)


def interval(values: Floats) -> tuple[float, float]:
    """Return the 2.5th and the 97.5th percentile; NaN are left out."""
    kept = values[~np.isnan(values)]
    if not len(kept):
        return float("nan"), float("nan")
    low, high = np.percentile(kept, [2.5, 97.5])
    return float(low), float(high)


def rounded(value: Any) -> Any:
    """Round every number in a JSON value to six digits; NaN becomes null."""
    if isinstance(value, float):
        # JSON has no NaN: what could not be measured is null.
        return None if np.isnan(value) else round(value, 6)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    return value
