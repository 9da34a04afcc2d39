"""Does an embedder know what it does not know? Some symbols are held out.

Every logo of a held-out symbol is unknown; its best similarity is a chance for a false
alarm. Detection and identification rate as in Phillips, Grother and Micheals,
"Evaluation Methods in Face Recognition" (2011).
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.figures import Figure, Floats, over_draws
from recognizer.evaluation.ranking import Similarities, symbol_similarities

FALSE_ALARM_RATES: Mapping[str, float] = {"1pct": 0.01, "0.1pct": 0.001}
HELD_OUT_SHARE = 0.3
DRAWS = 20
_MOST_QUERIES = 20_000


def measure_open_set(
    similarities: Similarities, crops: LabelledCrops, *, seed: int
) -> dict[str, Figure]:
    """Hold 30 % of the symbols out of the gallery, 20 times over.

    Neighbours on the same photograph do not count; a logo that has no other is asked
    about as unknown only. Empty with fewer than 3 symbols.
    """
    rows: dict[str, list[float]] = {}
    count = min(int(crops.is_query.sum()), _MOST_QUERIES)
    for known, right, unknown in _splits(similarities, crops, seed=seed):
        rows.setdefault("auroc_unknown", []).append(auroc(known, unknown))
        for name, rate in FALSE_ALARM_RATES.items():
            found = identification_rate(known, right, unknown, rate=rate)
            rows.setdefault(f"dir_at_far_{name}", []).append(found)
    return {name: over_draws(values, n=count) for name, values in rows.items()}


def open_set_curve(
    similarities: Similarities, crops: LabelledCrops, *, seed: int, points: int = 60
) -> tuple[Floats, Floats]:
    """Return (false-alarm rates, identification rates), means of the 20 draws.

    Both empty with fewer than 3 symbols.
    """
    splits = list(_splits(similarities, crops, seed=seed))
    if not splits:
        return np.zeros(0), np.zeros(0)
    rates = np.geomspace(1e-3, 1, points)
    found = [
        [identification_rate(known, right, unknown, rate=rate) for rate in rates]
        for known, right, unknown in splits
    ]
    return rates, np.nanmean(np.asarray(found), axis=0)


def identification_rate(
    known: Floats, right: NDArray[np.bool_], unknown: Floats, *, rate: float
) -> float:
    """Return the share of known queries that are named rightly over the threshold.

    known, unknown: best similarity of each query; right: whether the best symbol of a
    known one is its own. The threshold is the lowest that raises false alarms on at
    most `rate` of the unknown. NaN without either kind.
    """
    if not len(known) or not len(unknown):
        return float("nan")
    may_pass = int(np.floor(rate * len(unknown) + 1e-9))
    descending = np.sort(unknown)[::-1]
    border = descending[may_pass] if may_pass < len(unknown) else -np.inf
    return float(np.mean(right & (known > border)))


def auroc(known: Floats, unknown: Floats) -> float:
    """Return the chance that a known query is more similar than an unknown one.

    Ties count half. NaN without either kind.
    """
    if not len(known) or not len(unknown):
        return float("nan")
    ordered = np.sort(unknown)
    below = np.searchsorted(ordered, known, side="left")
    up_to = np.searchsorted(ordered, known, side="right")
    return float((below + up_to).mean() / 2 / len(unknown))


def _splits(
    similarities: Similarities, crops: LabelledCrops, *, seed: int
) -> Iterator[tuple[Floats, NDArray[np.bool_], Floats]]:
    """Yield (best of the known, is it right, best of the unknown) of each draw."""
    if len(crops.symbols) < 3:
        return
    rng = np.random.default_rng(seed)
    queries = np.flatnonzero(crops.is_query)
    if len(queries) > _MOST_QUERIES:
        queries = np.sort(rng.choice(queries, _MOST_QUERIES, replace=False))
    references = np.flatnonzero(crops.is_reference)
    table = symbol_similarities(similarities, crops, queries, references, strict=True)
    own = crops.symbol_ids[queries]
    has_other = np.isfinite(table[np.arange(len(queries)), own])
    for _ in range(DRAWS):
        held_out = rng.permutation(len(crops.symbols))
        held_out = held_out[: max(1, round(HELD_OUT_SHARE * len(held_out)))]
        best, right, unknown = _split(table, own, held_out)
        known = ~unknown & has_other
        yield best[known], right[known], best[unknown]


def _split(
    table: NDArray[np.float32], own: NDArray[np.int64], held_out: NDArray[np.int64]
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return (best similarity, is the best symbol right, is unknown) of each query."""
    gallery = table.copy()
    gallery[:, held_out] = -np.inf
    best = gallery.max(1).astype(np.float64)
    right = gallery.argmax(1) == own
    return best, right & np.isfinite(best), np.isin(own, held_out)
