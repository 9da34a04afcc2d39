"""What the gallery does not know: is it told from what it knows, image by image?

And region by region. An image is as sure as its surest box. It is unknown where all its
labels are of held-out symbols; images that show both kinds are not counted. A region is
unknown where it sits on a logo of a held-out symbol, or beside all that is labelled.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.asking import ask
from recognizer.evaluation.figures import Figure, Floats, over_draws
from recognizer.evaluation.open_set import (
    FALSE_ALARM_RATES,
    HELD_OUT_SHARE,
    auroc,
    identification_rate,
)
from recognizer.evaluation.outcomes import Bools, Outcome
from recognizer.evaluation.references import all_references, draw_references
from recognizer.evaluation.seeing import SeenData
from recognizer.evaluation.ways import Way

DRAWS = 10
REGION = ".region"


def measure_open_images(
    seen: SeenData, way: Way, *, shots: int, seed: int
) -> dict[str, Figure]:
    """Hold 30 % of the symbols out of the gallery, ten times over.

    An image is identified where its surest box is named after a symbol that the image
    shows; with the ending `.region`, a labelled logo where the surest box on it is
    named rightly. A logo without a box is not identified, and is no part of the AUROC,
    which is of boxes then. Empty with fewer than 3 symbols.
    """
    if len(seen.symbols) < 3:
        return {}
    rng = np.random.default_rng(seed)
    values: dict[str, list[float]] = {}
    counts: dict[str, list[int]] = {"": [], REGION: []}
    given = all_references(seen)
    for _ in range(DRAWS):
        order = rng.permutation(len(seen.symbols))
        held_out = order[: max(1, round(HELD_OUT_SHARE * len(order)))]
        references = given or draw_references(seen, rng, shots=shots)
        known_ones = [
            (row, label)
            for row, label in references
            if seen.images[row].symbol_ids[label] not in held_out
        ]
        outcome = ask(seen, known_ones, way)
        sides = {
            "": _by_image(seen, outcome, held_out),
            REGION: _by_region(outcome, held_out),
        }
        for ending, (known, right, unknown) in sides.items():
            counts[ending].append(len(known) + len(unknown))
            found = _figures(known, right, unknown, of_images=not ending)
            for name, value in found.items():
                values.setdefault(f"{name}{ending}", []).append(value)
    n = {ending: round(float(np.mean(own))) for ending, own in counts.items()}
    return {
        name: over_draws(own, n=n[REGION if name.endswith(REGION) else ""])
        for name, own in values.items()
    }


def _figures(
    known: Floats, right: Bools, unknown: Floats, *, of_images: bool
) -> Mapping[str, float]:
    rates = {
        f"dir_at_far_{name}": identification_rate(known, right, unknown, rate=rate)
        for name, rate in FALSE_ALARM_RATES.items()
    }
    with_box = known if of_images else known[np.isfinite(known)]
    return {"auroc_unknown": auroc(with_box, unknown), **rates}


def _by_image(
    seen: SeenData, outcome: Outcome, held_out: NDArray[np.int64]
) -> tuple[Floats, Bools, Floats]:
    """Return (best value, is it right) of known images, and the best of unknown."""
    claims = outcome.claims
    best = np.full(len(seen.images), -np.inf)
    right = np.zeros(len(seen.images), bool)
    # Ascending: what comes last, the surest, stays.
    order = np.argsort(claims.value, kind="stable")
    best[claims.image[order]] = claims.value[order]
    right[claims.image[order]] = claims.shown[order]
    asked = np.isin(np.arange(len(seen.images)), outcome.asked)
    shares = np.asarray(
        [
            np.isin(image.symbol_ids, held_out).mean() if len(image.symbol_ids) else -1
            for image in seen.images
        ]
    )
    known, unknown = asked & (shares == 0), asked & (shares == 1)
    return best[known], right[known], best[unknown]


def _by_region(
    outcome: Outcome, held_out: NDArray[np.int64]
) -> tuple[Floats, Bools, Floats]:
    """Return (best value, is it right) of known logos, and that of unknown boxes."""
    logos, claims = outcome.logos, outcome.claims
    known = ~np.isin(logos.symbol, held_out)
    unknown = np.isin(claims.covers, held_out) | claims.aside
    return logos.value[known], logos.first_right[known], claims.value[unknown]
