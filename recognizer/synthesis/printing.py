"""Pictures of logos made ready for print: cut, resized, put into one ink.

Owns pixels of a logo with its coverage, (H, W, 4) uint8, and nothing of where it goes.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.artwork import blend
from recognizer.synthesis.grounds import Colour

U8 = NDArray[np.uint8]

# Spread of luminance (0 to 255) from which a logo has shades that can be left out.
_LEAST_SHADING = 20.0
# A logo that covers this share of its rectangle in one ink is a blot.
_BLOT = 0.8


def trim(rgba: U8) -> U8:
    """Cut away rows and columns that are not covered."""
    covered = rgba[..., 3] >= 32
    rows = np.flatnonzero(covered.any(axis=1))
    columns = np.flatnonzero(covered.any(axis=0))
    if not len(rows):
        return rgba
    return rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def resize_rgba(rgba: U8, size_wh: tuple[int, int]) -> U8:
    """Resize a picture with coverage without dark fringes."""
    width, height = max(size_wh[0], 1), max(size_wh[1], 1)
    smaller = width * height < rgba.shape[0] * rgba.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    weighted = rgba.astype(np.float32)
    weighted[..., :3] *= weighted[..., 3:] / 255
    resized = cv2.resize(weighted, (width, height), interpolation=how)
    sized = np.asarray(resized, np.float32)
    sized[..., :3] /= np.maximum(sized[..., 3:] / 255, 1e-3)
    return np.clip(sized, 0, 255).astype(np.uint8)


def fit(rgba: U8, box_wh: tuple[float, float]) -> U8:
    """Resize to the largest size that fits the box, keeping the aspect ratio."""
    height, width = rgba.shape[:2]
    scale = min(box_wh[0] / width, box_wh[1] / height)
    return resize_rgba(rgba, (round(width * scale), round(height * scale)))


def recolour(rgba: U8, colour: Colour) -> U8 | None:
    """Print the logo in one ink, its lesser shades left out; None if nothing is left.

    Of a solid shape in one colour only a blot would remain.
    """
    luminance = cv2.cvtColor(rgba[..., :3], cv2.COLOR_RGB2GRAY).astype(np.float32)
    covered = rgba[..., 3] > 128
    inside = luminance[covered]
    result = rgba.copy()
    result[..., :3] = colour
    if len(inside) and inside.std() > _LEAST_SHADING:
        low, high = np.percentile(inside, (2, 98))
        light = np.clip((luminance - low) / max(high - low, 1.0), 0, 1)
        kept = light if np.median(light[covered]) > 0.5 else 1 - light
        result[..., 3] = (rgba[..., 3] * np.maximum(kept, 0.12)).astype(np.uint8)
    if (result[..., 3] > 128).mean() > _BLOT:
        return None
    return result


def on_plate(rng: np.random.Generator, rgba: U8, colour: Colour) -> U8:
    """Put a logo on a rectangle or an oval of `colour`; the same centre, larger."""
    height, width = rgba.shape[:2]
    pad = round(rng.uniform(0.06, 0.25) * min(height, width)) + 2
    oval = rng.random() < 0.4
    pad_x, pad_y = (pad + width // 6, pad + height // 6) if oval else (pad, pad)
    size = (height + 2 * pad_y, width + 2 * pad_x)
    coverage = np.full(size, 0 if oval else 255, np.uint8)
    if oval:
        middle = (size[1] // 2, size[0] // 2)
        axes = (size[1] // 2 - 1, size[0] // 2 - 1)
        cv2.ellipse(coverage, middle, axes, 0, 0, 360, 255, -1, cv2.LINE_AA)
    plate = np.dstack([np.full((*size, 3), colour, np.uint8), coverage])
    inner = plate[pad_y : pad_y + height, pad_x : pad_x + width]
    inner[..., :3] = blend(inner[..., :3], rgba[..., :3], rgba[..., 3])
    np.maximum(inner[..., 3], rgba[..., 3], out=inner[..., 3])
    return plate
