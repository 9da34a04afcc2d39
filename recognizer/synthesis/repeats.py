"""Scenes in which one logo stands again and again: cloth, badges, walls of sponsors.

Owns the grid and its tilt. How a logo is put on its ground belongs to `labels`.
"""

import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.artwork import Artwork, stamp, warp_perspective
from recognizer.synthesis.backdrops import Backdrops, studio
from recognizer.synthesis.grounds import fill, mean_colour, random_colour
from recognizer.synthesis.labels import Press, legible, plain_ground
from recognizer.synthesis.printing import fit
from recognizer.synthesis.surfaces import rectangle_to

U8 = NDArray[np.uint8]


def repeats(press: Press, backdrops: Backdrops, size_wh: tuple[int, int]) -> Artwork:
    """One logo, or two in turn, in rows; every one of them is a logo."""
    rng = press.rng
    canvas = _ground(press, backdrops, size_wh)
    columns, rows = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    cell_wh = np.array(size_wh) / (columns, rows)
    originals = [press.logo() for _ in range(int(rng.choice([1, 1, 1, 2])))]
    share, own_grounds = float(rng.uniform(0.4, 0.9)), rng.random() < 0.3
    prints: list[U8] = []
    for place in range(rows * columns):
        if press.is_full:
            break
        corner = np.array([place % columns, place // columns]) * cell_wh
        if own_grounds:
            _panel(rng, canvas, corner, cell_wh)
        if place < len(originals) or own_grounds or rng.random() < 0.1:
            rgba = fit(originals[place % len(originals)], tuple(cell_wh * share))
            prints.append(legible(rng, rgba, _colour_at(canvas, corner, cell_wh)))
        rgba = prints[-1 - place % min(len(originals), len(prints))]
        middle = corner + cell_wh * (0.5 + rng.normal(0, 0.02, 2))
        x, y = (middle - np.array(rgba.shape[1::-1]) / 2).astype(int)
        stamp(canvas, rgba, (int(x), int(y)), logo_id=press.next_id())
    return _seen_aslant(rng, canvas) if rng.random() < 0.5 else canvas


def _ground(press: Press, backdrops: Backdrops, size_wh: tuple[int, int]) -> Artwork:
    kind = press.rng.random()
    if kind < 0.5:
        return plain_ground(press.rng, size_wh)
    if kind < 0.75:
        return Artwork.opaque(studio(press.rng, size_wh))
    return Artwork.opaque(backdrops.photograph(press.rng, size_wh, blurred=True))


def _panel(
    rng: np.random.Generator,
    canvas: Artwork,
    corner: NDArray[np.float64],
    cell_wh: NDArray[np.float64],
) -> None:
    left, top = corner.astype(int)
    right, bottom = (corner + cell_wh).astype(int)
    panel = fill((int(right - left), int(bottom - top)), random_colour(rng))
    canvas.rgb[top:bottom, left:right] = panel


def _colour_at(
    canvas: Artwork, corner: NDArray[np.float64], cell_wh: NDArray[np.float64]
) -> tuple[int, int, int]:
    left, top = corner.astype(int)
    right, bottom = (corner + cell_wh).astype(int)
    return mean_colour(canvas.rgb[top:bottom, left:right])


def _seen_aslant(rng: np.random.Generator, canvas: Artwork) -> Artwork:
    """See the sheet from aside: its corners move, inwards only by its edge."""
    width, height = canvas.size_wh
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    moved = corners + rng.uniform(-0.16, 0.1, (4, 2)) * (1 - 2 * corners)
    quad = (moved * (width, height)).astype(np.float32)
    return warp_perspective(
        canvas, rectangle_to(quad, (width, height)), (width, height)
    )
