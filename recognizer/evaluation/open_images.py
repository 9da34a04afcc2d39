"""Whole images that show nothing the gallery knows: are they told from the others?

An image is as similar as its most similar box. It is unknown where all its labels are
of held-out symbols; images that show both kinds are not counted.
"""

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.asking import (
    Bools,
    Outcome,
    all_references,
    ask,
    draw_references,
)
from recognizer.evaluation.figures import Figure, Floats, over_draws
from recognizer.evaluation.open_set import (
    FALSE_ALARM_RATES,
    HELD_OUT_SHARE,
    auroc,
    identification_rate,
)
from recognizer.evaluation.seeing import SeenData

DRAWS = 10


def measure_open_images(
    seen: SeenData, *, dim: int, shots: int, seed: int
) -> dict[str, Figure]:
    """Hold 30 % of the symbols out of the gallery, ten times over, image by image.

    An image is identified where its most similar box is named after a symbol that the
    image shows. Empty with fewer than 3 symbols.
    """
    if len(seen.symbols) < 3:
        return {}
    rng = np.random.default_rng(seed)
    rows: dict[str, list[float]] = {"auroc_unknown": []}
    rows |= {f"dir_at_far_{name}": [] for name in FALSE_ALARM_RATES}
    counts = []
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
        outcome = ask(seen, known_ones, dim=dim)
        best, right, unknown, known = _by_image(seen, outcome, held_out)
        counts.append(int(unknown.sum() + known.sum()))
        rows["auroc_unknown"].append(auroc(best[known], best[unknown]))
        for name, rate in FALSE_ALARM_RATES.items():
            found = identification_rate(
                best[known], right[known], best[unknown], rate=rate
            )
            rows[f"dir_at_far_{name}"].append(found)
    n = round(float(np.mean(counts)))
    return {name: over_draws(values, n=n) for name, values in rows.items()}


def _by_image(
    seen: SeenData, outcome: Outcome, held_out: NDArray[np.int64]
) -> tuple[Floats, Bools, Bools, Bools]:
    """Return (best similarity, is it right, is it unknown, is it known), (images,)."""
    best = np.full(len(seen.images), -np.inf)
    right = np.zeros(len(seen.images), bool)
    # Ascending: what comes last, the most similar, stays.
    for row in np.argsort(outcome.claim_similarity, kind="stable"):
        image = outcome.claim_image[row]
        best[image] = outcome.claim_similarity[row]
        right[image] = outcome.claim_shown[row]
    asked = np.isin(np.arange(len(seen.images)), outcome.asked)
    shares = np.asarray(
        [
            np.isin(image.symbol_ids, held_out).mean() if len(image.symbol_ids) else -1
            for image in seen.images
        ]
    )
    return best, right, asked & (shares == 1), asked & (shares == 0)
