"""A flat drawing with logos on it, before it is bent onto anything.

Owns the three planes that travel together through every warp (colour, coverage and
which logo a pixel belongs to) and how one drawing is laid over another. It refuses to
decide what is drawn.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

# A pixel belongs to a logo where at least this much of it is covered.
LOGO_COVERAGE = 96


@dataclass(slots=True, eq=False)
class Artwork:
    """Three planes of one size, changed in place while something is drawn.

    rgb: (H, W, 3) uint8. alpha: (H, W) uint8 coverage. logo_ids: (H, W) uint8, 0 where
    there is no logo, else the number of the logo that is seen at the pixel.
    """

    rgb: U8
    alpha: U8
    logo_ids: U8

    def __post_init__(self) -> None:
        height, width = self.rgb.shape[:2]
        for name in ("alpha", "logo_ids"):
            shape = getattr(self, name).shape
            if shape != (height, width):
                raise ValueError(f"{name} must be {(height, width)}, got {shape}")

    @property
    def size_wh(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.rgb.shape[1], self.rgb.shape[0]

    @classmethod
    def opaque(cls, rgb: U8) -> "Artwork":
        """Wrap a picture without logos that covers its whole rectangle."""
        shape = rgb.shape[:2]
        return cls(rgb, np.full(shape, 255, np.uint8), np.zeros(shape, np.uint8))

    @classmethod
    def empty(cls, size_wh: tuple[int, int]) -> "Artwork":
        """Make a drawing with nothing on it."""
        width, height = size_wh
        shape = (height, width)
        planes = (np.zeros((*shape, 3), np.uint8), np.zeros(shape, np.uint8))
        return cls(*planes, np.zeros(shape, np.uint8))


def _overlap(
    size_wh: tuple[int, int], shape: tuple[int, ...], at_xy: tuple[int, int]
) -> tuple[slice, slice, slice, slice] | None:
    """Slices (rows below, columns below, rows above, columns above) that meet."""
    (width, height), (x, y) = size_wh, at_xy
    x0, y0 = max(x, 0), max(y, 0)
    x1, y1 = min(x + shape[1], width), min(y + shape[0], height)
    if x1 <= x0 or y1 <= y0:
        return None
    return (
        slice(y0, y1),
        slice(x0, x1),
        slice(y0 - y, y1 - y),
        slice(x0 - x, x1 - x),
    )


def blend(below: U8, above: U8, alpha: U8) -> U8:
    """Lay `above` over `below` where `alpha` covers; all of one height and width."""
    weight = alpha.astype(np.uint16)[..., None]
    mixed = above * weight + below * (255 - weight) + 127
    return (mixed // 255).astype(np.uint8)


def paste(below: Artwork, above: Artwork, at_xy: tuple[int, int]) -> None:
    """Lay `above` over `below` with its top left corner at `at_xy`, clipped.

    What is covered by at least half hides the logo under it.
    """
    slices = _overlap(below.size_wh, above.alpha.shape, at_xy)
    if slices is None:
        return
    rows, columns, above_rows, above_columns = slices
    alpha = above.alpha[above_rows, above_columns]
    below.rgb[rows, columns] = blend(
        below.rgb[rows, columns], above.rgb[above_rows, above_columns], alpha
    )
    ids = above.logo_ids[above_rows, above_columns]
    seen = (ids > 0) | (alpha >= 128)
    target = below.logo_ids[rows, columns]
    target[seen] = ids[seen]
    np.maximum(below.alpha[rows, columns], alpha, out=below.alpha[rows, columns])


def stamp(below: Artwork, rgba: U8, at_xy: tuple[int, int], *, logo_id: int) -> None:
    """Print `rgba` (H, W, 4) on the drawing; `logo_id` 0 prints what is no logo.

    Unlike `paste` it adds ink to what is there: it does not widen the drawing.
    """
    alpha = rgba[..., 3]
    ids = np.where(alpha >= LOGO_COVERAGE, np.uint8(logo_id), np.uint8(0))
    slices = _overlap(below.size_wh, alpha.shape, at_xy)
    if slices is None:
        return
    rows, columns, above_rows, above_columns = slices
    below.rgb[rows, columns] = blend(
        below.rgb[rows, columns],
        rgba[above_rows, above_columns, :3],
        alpha[above_rows, above_columns],
    )
    part = ids[above_rows, above_columns]
    target = below.logo_ids[rows, columns]
    target[part > 0] = part[part > 0]


def warp(art: Artwork, map_x: F32, map_y: F32) -> Artwork:
    """Sample the drawing at (map_x, map_y), in its pixels; outside is empty."""
    rgb = cv2.remap(
        art.rgb, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    alpha = cv2.remap(art.alpha, map_x, map_y, cv2.INTER_LINEAR)
    ids = cv2.remap(art.logo_ids, map_x, map_y, cv2.INTER_NEAREST)
    return Artwork(rgb, alpha, ids)  # type: ignore[arg-type]


def warp_perspective(art: Artwork, matrix: F32, size_wh: tuple[int, int]) -> Artwork:
    """Move the drawing by a (3, 3) homography into a new one of `size_wh`."""
    rgb = cv2.warpPerspective(
        art.rgb, matrix, size_wh, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    alpha = cv2.warpPerspective(art.alpha, matrix, size_wh, flags=cv2.INTER_LINEAR)
    ids = cv2.warpPerspective(art.logo_ids, matrix, size_wh, flags=cv2.INTER_NEAREST)
    return Artwork(rgb, alpha, ids)  # type: ignore[arg-type]


def shade(art: Artwork, light: F32) -> None:
    """Multiply the colours by `light` (H, W), 1 for unchanged; whites clip."""
    lit = art.rgb * light[..., None]
    np.clip(lit, 0, 255, out=lit)
    art.rgb[...] = lit.astype(np.uint8)


def visible_boxes(logo_ids: U8, count: int) -> NDArray[np.float32]:
    """Return (count, 5): x0, y0, x1, y1 and the number of pixels of logos 1..count.

    Pixels, x1 and y1 exclusive; all zero for a logo of which nothing is seen.
    """
    found = np.zeros((count, 5), np.float32)
    ys, xs = np.nonzero(logo_ids)
    which = logo_ids[ys, xs].astype(np.int64) - 1
    if not len(which):
        return found
    low = np.full((count, 2), np.iinfo(np.int64).max)
    high = np.zeros((count, 2), np.int64)
    for axis, values in enumerate((xs, ys)):
        np.minimum.at(low[:, axis], which, values)
        np.maximum.at(high[:, axis], which, values + 1)
    pixels = np.bincount(which, minlength=count)
    seen = pixels > 0
    found[seen, 0:2], found[seen, 2:4] = low[seen], high[seen]
    found[:, 4] = pixels
    return found
