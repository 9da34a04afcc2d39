"""Colours and plain fills of packages, signs and backdrops.

Owns how colours are chosen so that what is printed can be seen. Draws no shapes.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
Colour = tuple[int, int, int]

# Below this difference of mean colours (0 to 255) print is lost on its ground.
_LEAST_CONTRAST = 55.0


def random_colour(rng: np.random.Generator) -> Colour:
    """Pick a colour as packages have it: white, black, pastel or saturated."""
    kind = rng.random()
    if kind < 0.22:
        level = int(rng.integers(225, 256))
        return level, level, level
    if kind < 0.32:
        level = int(rng.integers(5, 70))
        return level, level, level
    hue = rng.integers(0, 180)
    saturation = rng.integers(30, 110) if kind < 0.5 else rng.integers(120, 256)
    pixel = np.array([[[hue, saturation, rng.integers(60, 256)]]], np.uint8)
    red, green, blue = cv2.cvtColor(pixel, cv2.COLOR_HSV2RGB)[0, 0]
    return int(red), int(green), int(blue)


def contrast(first: Colour, second: Colour) -> float:
    """Return how far two colours are apart, 0 to 255, luminance before hue."""
    difference = np.subtract(first, second)
    luminance = abs(float(difference @ np.array([0.299, 0.587, 0.114])))
    return max(luminance, 0.6 * float(np.abs(difference).max()))


def readable(first: Colour, second: Colour) -> bool:
    """Whether print of one colour can be seen on a ground of the other."""
    return contrast(first, second) > _LEAST_CONTRAST


def contrasting(rng: np.random.Generator, ground: Colour) -> Colour:
    """Pick a colour that can be read on `ground`."""
    for _ in range(6):
        colour = random_colour(rng)
        if readable(colour, ground):
            return colour
    return (0, 0, 0) if sum(ground) > 380 else (255, 255, 255)


def mean_colour(rgb: U8, weights: U8 | None = None) -> Colour:
    """Mean colour of (H, W, 3), weighted by an (H, W) coverage when given."""
    if weights is None:
        mean = rgb.reshape(-1, 3).mean(axis=0)
    else:
        total = max(int(weights.sum(dtype=np.int64)), 1)
        mean = np.tensordot(weights.astype(np.float32), rgb, axes=2) / total
    return int(mean[0]), int(mean[1]), int(mean[2])


def fill(size_wh: tuple[int, int], colour: Colour) -> U8:
    """One colour, (H, W, 3)."""
    return np.full((size_wh[1], size_wh[0], 3), colour, np.uint8)


def gradient(
    rng: np.random.Generator, size_wh: tuple[int, int], first: Colour, second: Colour
) -> U8:
    """A straight or round run from one colour to the other."""
    width, height = size_wh
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / max(width, 1) - 0.5, y / max(height, 1) - 0.5
    if rng.random() < 0.4:
        where = np.hypot(x - rng.normal(0, 0.2), y - rng.normal(0, 0.2)) * 1.3
    else:
        angle = rng.uniform(0, 2 * np.pi)
        where = x * np.cos(angle) + y * np.sin(angle) + 0.5
    where = np.clip(where, 0, 1)[..., None].astype(np.float32)
    one, other = np.array(first, np.float32), np.array(second, np.float32)
    return np.asarray(one * (1 - where) + other * where).astype(np.uint8)


def smooth_noise(
    rng: np.random.Generator, size_wh: tuple[int, int], *, cells: int
) -> NDArray[np.float32]:
    """Noise in about [-1, 1] of about `cells` humps a side, (H, W) float32."""
    coarse = rng.uniform(-1, 1, (cells + 2, cells + 2)).astype(np.float32)
    fine = cv2.resize(coarse, size_wh, interpolation=cv2.INTER_CUBIC)
    return np.asarray(fine, np.float32)


def pattern(rng: np.random.Generator, size_wh: tuple[int, int], ground: Colour) -> U8:
    """Stripes, dots, checks, waves or marbling in two near colours."""
    width, height = size_wh
    other = np.array(random_colour(rng)) * 0.35 + np.array(ground) * 0.65
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.choice([0.0, np.pi / 2, np.pi / 4, rng.uniform(0, np.pi)])
    period = rng.uniform(0.04, 0.4) * max(size_wh)
    along = (x * np.cos(angle) + y * np.sin(angle)) / period
    across = (y * np.cos(angle) - x * np.sin(angle)) / period
    kind = rng.choice(5, p=[0.3, 0.2, 0.15, 0.2, 0.15])
    if kind == 0:
        mask = (along % 1) < rng.uniform(0.2, 0.6)
    elif kind == 1:
        mask = np.hypot(along % 1 - 0.5, across % 1 - 0.5) < rng.uniform(0.15, 0.4)
    elif kind == 2:
        mask = ((along % 1) < 0.5) ^ ((across % 1) < 0.5)
    elif kind == 3:
        mask = ((along + 0.3 * np.sin(across * 2 * np.pi)) % 1) < 0.5
    else:
        mask = smooth_noise(rng, size_wh, cells=int(rng.integers(3, 9))) > 0.1
    picture = fill(size_wh, ground)
    picture[mask] = other.astype(np.uint8)
    return picture
