"""Logos that are no flat print: raised in metal or in the ground's colour, or of light.

Owns pixels of a logo with its coverage, (H, W, 4) uint8; each is a little larger than
what it was made of, around the same centre.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.artwork import LOGO_COVERAGE
from recognizer.synthesis.grounds import Colour
from recognizer.synthesis.printing import recolour

F32 = NDArray[np.float32]
U8 = NDArray[np.uint8]

_METALS: tuple[Colour, ...] = ((205, 208, 212), (150, 152, 156), (196, 160, 84))
_LIGHTS: tuple[Colour, ...] = (
    (255, 60, 70),
    (70, 190, 255),
    (255, 245, 225),
    (255, 205, 60),
    (90, 255, 140),
)


def raised(rng: np.random.Generator, rgba: U8, ground: Colour) -> U8:
    """Make a badge of metal, or press the logo into its ground: edges catch the light.

    Only the shape is left of it, as on the bonnet of a car or on leather.
    """
    depth = rng.uniform(0.8, 2.0)
    cover = _cover(rgba, border=4)
    soft = cv2.GaussianBlur(cover, (0, 0), depth)
    angle = rng.uniform(-np.pi, np.pi)
    slope = np.cos(angle) * cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3)
    slope += np.sin(angle) * cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)
    slope /= max(float(np.abs(slope).max()), 1e-3)
    if rng.random() < 0.6:
        base = _polished(rng, cover.shape[:2])
    else:
        base = np.asarray(ground, np.float32) * rng.uniform(0.8, 1.2)
    shading = slope[..., None]
    lit = base * (1 + rng.uniform(0.5, 0.95) * shading) + 60 * shading
    alpha = np.maximum(cover, np.minimum(np.abs(slope), 0.9))
    return _rgba(lit, alpha)


def glowing(rng: np.random.Generator, rgba: U8) -> U8:
    """Light the logo up as neon or a lamp in a box, with its glow around it."""
    reach = max(min(rgba.shape[:2]) * rng.uniform(0.03, 0.12), 1.0)
    cover = _cover(rgba, border=int(2 * reach) + 2)
    halo = cv2.GaussianBlur(cover, (0, 0), reach) * rng.uniform(0.4, 1.0)
    colour = np.asarray(_LIGHTS[int(rng.integers(len(_LIGHTS)))], np.float32)
    core = cv2.GaussianBlur(cover, (0, 0), reach / 4 + 0.3)[..., None]
    lit = colour * (1 - 0.6 * core) + 255 * 0.6 * core
    # The glow belongs to no logo: its coverage stays under what counts as one.
    faint = np.minimum(halo, (LOGO_COVERAGE - 1) / 255)
    return _rgba(lit, np.maximum(cover, faint))


def _cover(rgba: U8, *, border: int) -> F32:
    """Coverage of the logo in one ink, in [0, 1], with an empty border."""
    inked = recolour(rgba, (0, 0, 0))
    alpha = (rgba if inked is None else inked)[..., 3]
    return np.asarray(np.pad(alpha, border) / 255, np.float32)


def _polished(rng: np.random.Generator, shape: tuple[int, ...]) -> F32:
    """Metal that mirrors a sky over a dark ground, (H, W, 3)."""
    metal = np.asarray(_METALS[int(rng.integers(len(_METALS)))], np.float32)
    horizon = rng.uniform(0.35, 0.65)
    rows = np.linspace(0, 1, shape[0])
    places = [0.0, horizon, horizon + 0.06, 1.0]
    light = np.interp(rows, places, [1.15, rng.uniform(0.8, 1.1), 0.55, 0.95])
    mirrored = light[:, None, None] * metal
    across = np.ones((1, shape[1], 1), np.float32)
    return np.asarray(mirrored * across, np.float32)


def _rgba(rgb: F32, alpha: F32) -> U8:
    planes = np.dstack([np.clip(rgb, 0, 255), np.clip(alpha, 0, 1) * 255])
    return np.asarray(planes, np.float32).astype(np.uint8)
