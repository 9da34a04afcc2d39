"""Shares of hits by what a logo is: its size in tenths, word mark or not."""

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.figures import Figure, Floats, Ints, bootstrap_mean
from recognizer.evaluation.report.page import Page

_TENTHS = 10


def by_size(
    page: Page,
    sides_px: Floats,
    hits: NDArray[np.bool_],
    images: Ints,
    *,
    said: str,
) -> None:
    """Add a bar for each tenth of the logos, by the shorter side of their box."""
    page.heading(
        "By size of the logo", f"{said}, by the shorter side of the labelled box."
    )
    order = np.argsort(sides_px, kind="stable")
    tenths = [own for own in np.array_split(order, _TENTHS) if len(own)]
    page.bars(
        {
            f"{sides_px[own].min():.0f} to {sides_px[own].max():.0f} px": {
                said: _share(hits, images, own)
            }
            for own in tenths
        }
    )


def by_words(
    page: Page,
    has_words: NDArray[np.bool_],
    hits: NDArray[np.bool_],
    images: Ints,
    *,
    told_by: str,
    said: str,
) -> None:
    """Add a bar for logos with words and one for those without, if that is told."""
    if not told_by:
        return
    page.heading(
        "Words or none",
        f"{said}. What carries words is told by the {told_by}.",
    )
    parts = {"with words": has_words, "without": ~has_words}
    page.bars(
        {
            name: {said: _share(hits, images, np.flatnonzero(own))}
            for name, own in parts.items()
        }
    )


def _share(hits: NDArray[np.bool_], images: Ints, rows: Ints) -> Figure:
    return bootstrap_mean(hits[rows].astype(np.float64), images[rows], seed=0)
