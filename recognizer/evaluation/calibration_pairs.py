"""Pairs of region and symbol whose truth is known, from galleries drawn at random.

Each draw makes a small world of some symbols, of which a part has one to five
references in the gallery; the logos of the others are unknown to it. Asked are the
labelled logos and, which matters most in use, the detector's boxes, most of which show
no symbol at all. Photographs that hold a reference of the draw are not asked about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from recognizer.calibration import LabelledPairs, evidence_of
from recognizer.evaluation.calibration_looks import LookedData
from recognizer.evaluation.calibration_pool import KINDS, Asked, Crop, Ints, Pool
from recognizer.evaluation.names import spoken
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.types import Match

DRAWS = 12
K = 5
_MOST_SHOTS = 5
_MOST_ASKED = 600  # of a kind, a draw
_KNOWN_SHARES = (0.3, 0.9)


@dataclass(frozen=True, slots=True, eq=False)
class _World:
    """chosen: symbols of a draw; references: of those that the gallery knows."""

    chosen: frozenset[int]
    references: tuple[Crop, ...]


def labelled_pairs(
    sets: Sequence[LookedData],
    *,
    dim: int,
    draws: int = DRAWS,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> LabelledPairs:
    """Draw galleries and return the matches that they give, with their truth.

    dim: of the embeddings. Raises EvaluationError where no gallery can be drawn.
    """
    pool = Pool(sets)
    rng = np.random.default_rng(seed)
    asked: list[Asked] = []
    found: list[tuple[Match, ...]] = []
    for draw in range(draws):
        world = _draw_world(pool, rng)
        of_draw = _draw_asked(pool, world, rng)
        asked += of_draw
        found += _search(pool, world, of_draw, dim=dim)
        if progress:
            progress(draw + 1, draws)
    return _pairs(asked, found)


def _pairs(asked: Sequence[Asked], found: Sequence[Sequence[Match]]) -> LabelledPairs:
    """Put every match beside its truth; those of unknown truth are left out."""
    rows = [
        (truth, one.group, one.kind)
        for one, matches in zip(asked, found, strict=True)
        for match in matches
        for truth in [one.is_right(match.symbol_id)]
    ]
    known = np.asarray([truth is not None for truth, _, _ in rows], bool)
    pairs = LabelledPairs(
        evidence=evidence_of(found),
        right=np.asarray([bool(truth) for truth, _, _ in rows], bool),
        groups=np.asarray([group for _, group, _ in rows], np.int64),
        kinds=np.asarray([kind for _, _, kind in rows], np.int64),
        kind_names=KINDS,
    )
    return pairs.take(known)


def _draw_world(pool: Pool, rng: np.random.Generator) -> _World:
    """Choose some symbols of every data set, and references of a part of these.

    How many is drawn by its logarithm: galleries of all sizes count alike.
    """
    chosen: set[int] = set()
    known: set[int] = set()
    for symbols in pool.worlds:
        size = round(
            np.exp(rng.uniform(np.log(min(2, len(symbols))), np.log(len(symbols))))
        )
        some = rng.permutation(symbols)[: max(1, size)]
        inside = max(1, round(rng.uniform(*_KNOWN_SHARES) * len(some)))
        chosen.update(some.tolist())
        known.update(some[:inside].tolist())
    return _World(frozenset(chosen), _draw_references(pool, known, rng))


def _draw_references(
    pool: Pool, known: set[int], rng: np.random.Generator
) -> tuple[Crop, ...]:
    """Draw one to five crops of each symbol, of one photograph each."""
    by_symbol: dict[int, dict[int, list[Crop]]] = {symbol: {} for symbol in known}
    for crop in pool.crops:
        if crop.symbol in known:
            by_symbol[crop.symbol].setdefault(crop.photograph, []).append(crop)
    references = []
    for symbol in sorted(known):
        photographs = sorted(by_symbol[symbol])
        most = max(1, min(_MOST_SHOTS, len(photographs) - 1))
        for row in rng.permutation(len(photographs))[: rng.integers(1, most + 1)]:
            crops = by_symbol[symbol][photographs[row]]
            references.append(crops[int(rng.integers(len(crops)))])
    return tuple(references)


def _draw_asked(pool: Pool, world: _World, rng: np.random.Generator) -> list[Asked]:
    """Take crops of the chosen symbols, and boxes of images that show these or none."""
    taken = {crop.photograph for crop in world.references}
    drawn: list[Asked] = []
    for kind in range(len(KINDS)):
        may = [
            one
            for one in pool.asked
            if one.kind == kind
            and one.photograph not in taken
            and (not one.on_image or one.on_image & world.chosen)
        ]
        rows: Ints = np.sort(rng.permutation(len(may))[:_MOST_ASKED])
        drawn += [may[row] for row in rows]
    return drawn


def _search(
    pool: Pool, world: _World, asked: Sequence[Asked], *, dim: int
) -> list[tuple[Match, ...]]:
    if not asked:
        return []
    gallery = Gallery(dim)
    gallery.add(
        [
            GalleryEntry(number, crop.symbol, crop.embedding, crop.text)
            for number, crop in enumerate(world.references)
        ]
    )
    known = {crop.symbol for crop in world.references}
    gallery.set_symbol_names({row: [spoken(pool.symbols[row])] for row in known})
    return gallery.search(
        np.stack([one.embedding for one in asked]),
        [one.text for one in asked],
        k=K,
        contexts=[one.context for one in asked],
    )
