"""Crops against crops: the retrieval protocols of arXiv 2309.10206, and stricter ones.

`all`: leave-one-out. `all_strict`: no neighbour from the same photograph. `qvg`: ten
queries a symbol against the rest. `text`, `small`, `large`: parts of `all`.
`one_shot`, `two_shot`, `five_shot`: that many references a symbol, strictly, counted
by symbol as a reviewer sees them. `text`, and `no_text` beside it, need a data set that
names word marks, or a reader.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.figures import (
    Figure,
    Floats,
    Ints,
    bootstrap_mean,
    over_draws,
)
from recognizer.evaluation.ranking import (
    Ranks,
    Similarities,
    average_precision_at_r,
    rank,
)

KS = (1, 5)
SHOTS: Mapping[str, int] = {"one_shot": 1, "two_shot": 2, "five_shot": 5}
SMALL_PX = 70.0  # the paper's border between small and large
QUERIES_A_SYMBOL = 10
QVG_DRAWS = 10
SHOT_DRAWS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Retrieval:
    """Figures, and the hits behind them for paired comparisons and reports.

    hits: name -> (Q,) 0 or 1 for each query of `all` and `all_strict`.
    draws: name -> one value a draw. strict: the ranks of `all_strict`.
    """

    figures: Mapping[str, Figure]
    hits: Mapping[str, Floats]
    draws: Mapping[str, Floats]
    loose: Ranks
    strict: Ranks


def measure(
    similarities: Similarities, crops: LabelledCrops, *, seed: int
) -> Retrieval:
    """Run every retrieval protocol on one kind of similarity."""
    queries, references = (
        np.flatnonzero(crops.is_query),
        np.flatnonzero(crops.is_reference),
    )
    loose = rank(similarities, crops, queries, references, strict=False)
    strict = rank(similarities, crops, queries, references, strict=True)
    figures: dict[str, Figure] = {}
    hits: dict[str, Floats] = {}
    for name, ranks in (("all", loose), ("all_strict", strict)):
        for k in KS:
            own = (ranks.by_crop <= k).astype(np.float64)
            hits[f"recall_at_{k}.{name}"] = own
            clusters = crops.image_ids[ranks.queries]
            figures[f"recall_at_{k}.{name}"] = bootstrap_mean(own, clusters, seed=seed)
            figures[f"macro_recall_at_{k}.{name}"] = _macro(
                own, crops.symbol_ids[ranks.queries], seed=seed
            )
    figures |= _parts(loose, crops, seed=seed)
    figures |= _map_at_r(similarities, crops, queries, references, seed=seed)
    draws: dict[str, Floats] = {}
    for name, drawn, draw_count in _drawn_protocols(crops):
        own_figures, own_draws = _over_draws(
            similarities, crops, drawn, name=name, draws=draw_count, seed=seed
        )
        figures |= own_figures
        draws |= own_draws
    return Retrieval(figures, hits, draws, loose, strict)


# --- draws of references ---------------------------------------------------------

Draw = Callable[[np.random.Generator], tuple[Ints, Ints]]
"""Returns (queries, references) of one draw."""


def _drawn_protocols(crops: LabelledCrops) -> list[tuple[str, Draw, int]]:
    protocols: list[tuple[str, Draw, int]] = [
        ("qvg", lambda rng: draw_queries(crops, rng), QVG_DRAWS)
    ]
    for name, shots in SHOTS.items():
        protocols.append((name, _shots_drawer(crops, shots), SHOT_DRAWS))
    return protocols


def _shots_drawer(crops: LabelledCrops, shots: int) -> Draw:
    return lambda rng: draw_references(crops, rng, shots=shots)


def draw_queries(crops: LabelledCrops, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Take ten queries a symbol (or all but one); the rest is the gallery.

    Where the data set itself says which are which, there is nothing to draw.
    """
    if not (crops.is_query & crops.is_reference).any():
        return np.flatnonzero(crops.is_query), np.flatnonzero(crops.is_reference)
    chosen = []
    for symbol_id in np.unique(crops.symbol_ids):
        own = np.flatnonzero(crops.symbol_ids == symbol_id)
        count = min(QUERIES_A_SYMBOL, len(own) - 1)
        chosen.append(rng.permutation(own)[:count])
    queries = np.concatenate(chosen)
    return queries, np.setdiff1d(np.arange(len(crops)), queries)


def draw_references(
    crops: LabelledCrops, rng: np.random.Generator, *, shots: int
) -> tuple[Ints, Ints]:
    """Take so many references a symbol; the rest asks.

    Of a symbol with few logos, one is left to ask with where it has two.
    """
    chosen = []
    for symbol_id in np.unique(crops.symbol_ids[crops.is_reference]):
        labelled = crops.symbol_ids == symbol_id
        own = np.flatnonzero(labelled & crops.is_reference)
        is_asked = bool((labelled & ~crops.is_reference).any())
        most = len(own) if is_asked else max(1, len(own) - 1)
        chosen.append(rng.permutation(own)[: min(shots, most)])
    references = np.concatenate(chosen)
    queries = np.setdiff1d(np.flatnonzero(crops.is_query), references)
    return queries, references


def _over_draws(
    similarities: Similarities,
    crops: LabelledCrops,
    draw: Draw,
    *,
    name: str,
    draws: int,
    seed: int,
) -> tuple[dict[str, Figure], dict[str, Floats]]:
    rng = np.random.default_rng(seed)
    few_shot = name in SHOTS
    recalls: dict[int, list[float]] = {k: [] for k in KS}
    asked = []
    for _ in range(draws):
        queries, references = draw(rng)
        ranks = rank(similarities, crops, queries, references, strict=few_shot)
        places = ranks.by_symbol if few_shot else ranks.by_crop
        asked.append(len(places))
        for k in KS:
            hit = float(np.mean(places <= k)) if len(places) else float("nan")
            recalls[k].append(hit)
    count = round(float(np.mean(asked)))
    names = {k: f"recall_at_{k}.{name}" for k in KS}
    figures = {names[k]: over_draws(recalls[k], n=count) for k in KS}
    return figures, {names[k]: np.asarray(recalls[k]) for k in KS}


# --- parts and averages ----------------------------------------------------------


def _parts(ranks: Ranks, crops: LabelledCrops, *, seed: int) -> dict[str, Figure]:
    """Split `all` by what the query is; a part that nothing belongs to is left out."""
    sides = crops.min_side_px[ranks.queries]
    parts = {"small": sides <= SMALL_PX, "large": sides > SMALL_PX}
    if crops.words_told_by:
        has_words = crops.has_words[ranks.queries]
        parts |= {"text": has_words, "no_text": ~has_words}
    figures = {}
    for name, own in parts.items():
        if not own.any():
            continue
        clusters = crops.image_ids[ranks.queries[own]]
        for k in KS:
            hits = (ranks.by_crop[own] <= k).astype(np.float64)
            figure = bootstrap_mean(hits, clusters, seed=seed)
            figures[f"recall_at_{k}.{name}"] = figure
    return figures


def _macro(hits: Floats, symbol_ids: Ints, *, seed: int) -> Figure:
    """Average over symbols, each counting once; the interval is over symbols."""
    own, of_symbol = np.unique(symbol_ids, return_inverse=True)
    means = np.bincount(of_symbol, weights=hits) / np.bincount(of_symbol)
    return bootstrap_mean(means, own, seed=seed)


def _map_at_r(
    similarities: Similarities,
    crops: LabelledCrops,
    queries: Ints,
    references: Ints,
    *,
    seed: int,
) -> dict[str, Figure]:
    figures = {}
    for name, strict in (("all", False), ("all_strict", True)):
        kept, averages = average_precision_at_r(
            similarities, crops, queries, references, strict=strict
        )
        figures[f"map_at_r.{name}"] = bootstrap_mean(
            averages, crops.image_ids[kept], seed=seed
        )
    return figures
