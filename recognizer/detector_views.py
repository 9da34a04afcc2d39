"""Which parts of an image a detector looks at, and how large: whole, or in tiles.

Owns the choice of views and which boxes of a view count. A coarse view makes large
logos as large as those that detectors learn from; a fine view and tiles, small ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

# Measured on validation images: elsewhere the view at the usual size finds as much.
_COARSE_LEAST_SIDE = 0.2
_FINE_MOST_SIDE = 0.15
# Tiles share this part of their side with the next.
_OVERLAP = 0.25
_MOST_TILES = 24
# A box within so many pixels of the view's own edge was probably cut by it.
_EDGE_PX = 3.0


@dataclass(frozen=True, slots=True)
class View:
    """A part of an image, (x0, y0, x1, y1) pixels, looked at `size_px` large.

    least_side, most_side: boxes whose side (the root of their area) is a smaller or
    larger share of the image's longer side do not count. whole: the part is all of it.
    """

    part: tuple[int, int, int, int]
    size_px: int
    least_side: float = 0.0
    most_side: float = np.inf
    whole: bool = True

    def counts(self, xyxy: F32, size_wh: tuple[int, int]) -> NDArray[np.bool_]:
        """Say which boxes (N, 4), in pixels of the image, this view may speak for."""
        sides = np.sqrt(np.prod((xyxy[:, 2:] - xyxy[:, :2]).clip(min=0), axis=1))
        shares = sides / max(size_wh)
        fits = (shares >= self.least_side) & (shares <= self.most_side)
        return np.asarray(fits if self.whole else fits & ~self._cut(xyxy, size_wh))

    def _cut(self, xyxy: F32, size_wh: tuple[int, int]) -> NDArray[np.bool_]:
        x0, y0, x1, y1 = self.part
        width, height = size_wh
        cut = (x0 > 0) & (xyxy[:, 0] < x0 + _EDGE_PX)
        cut |= (y0 > 0) & (xyxy[:, 1] < y0 + _EDGE_PX)
        cut |= (x1 < width) & (xyxy[:, 2] > x1 - _EDGE_PX)
        cut |= (y1 < height) & (xyxy[:, 3] > y1 - _EDGE_PX)
        return np.asarray(cut)


def views_of(
    size_wh: tuple[int, int],
    *,
    size_px: int,
    coarse_size_px: int = 0,
    fine_size_px: int = 0,
    tile_px: int = 0,
) -> list[View]:
    """List the views of an image: whole, coarse, fine, then its tiles.

    coarse_size_px, fine_size_px, tile_px: 0 leaves these out. tile_px: side of a tile
    in pixels of the image; it grows where more than 24 tiles would be needed. An image
    that one tile nearly covers has none.
    """
    whole = (0, 0, *size_wh)
    views = [View(whole, size_px)]
    if coarse_size_px:
        views.append(View(whole, coarse_size_px, least_side=_COARSE_LEAST_SIDE))
    if fine_size_px:
        views.append(View(whole, fine_size_px, most_side=_FINE_MOST_SIDE))
    if tile_px and max(size_wh) > 1.5 * tile_px:
        views += [
            View(part, size_px, whole=False) for part in tiles(size_wh, tile_px=tile_px)
        ]
    return views


def tiles(size_wh: tuple[int, int], *, tile_px: int) -> list[tuple[int, int, int, int]]:
    """Cover an image with overlapping tiles, row by row: (x0, y0, x1, y1) pixels."""
    side = tile_px
    while True:
        columns, rows = (_starts(length, side) for length in size_wh)
        if len(columns) * len(rows) <= _MOST_TILES:
            break
        side = int(side * 1.25) + 1
    width, height = size_wh
    return [
        (x, y, min(x + side, width), min(y + side, height))
        for y in rows
        for x in columns
    ]


def _starts(length: int, side: int) -> list[int]:
    """Where tiles of `side` begin along `length`, evenly spread."""
    if length <= side:
        return [0]
    count = 1 + -(-(length - side) // int(side * (1 - _OVERLAP)))
    return [round(i * (length - side) / (count - 1)) for i in range(count)]
