"""Pictures of logos made ready for print: cut, resized, put into one ink.

Owns pixels of a logo with its coverage, (H, W, 4) uint8, and nothing of where it goes.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.grounds import Colour

U8 = NDArray[np.uint8]


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


def recolour(rgba: U8, colour: Colour) -> U8:
    """Print the logo in one ink, light parts left out of dense ones."""
    luminance = cv2.cvtColor(rgba[..., :3], cv2.COLOR_RGB2GRAY)
    inside = luminance[rgba[..., 3] > 128]
    result = rgba.copy()
    result[..., :3] = colour
    if len(inside) and inside.std() > 60:
        light = luminance.astype(np.uint16)
        keep = 255 - light if inside.mean() < 128 else light
        result[..., 3] = (rgba[..., 3] * np.maximum(keep, 40) // 255).astype(np.uint8)
        if (result[..., 3] > 128).mean() < 0.1:
            result[..., 3] = rgba[..., 3]
    return result
