"""How a flat print comes onto a thing: boxes, cans, bottles, bags, cloth and signs.

Owns the geometry and the light of each kind of thing. Every function takes a print and
returns a drawing that is tight on the thing, its logos warped with it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.artwork import (
    Artwork,
    paste,
    shade,
    warp,
    warp_perspective,
)
from recognizer.synthesis.grounds import random_colour, smooth_noise

F32 = NDArray[np.float32]
U8 = NDArray[np.uint8]

# Corners of a unit box: x right, y down, z away. Faces run clockwise as seen.
_CORNERS = np.array(
    [[x, y, z] for z in (-0.5, 0.5) for y in (-0.5, 0.5) for x in (-0.5, 0.5)]
)
_FACES = {
    "front": (0, 1, 3, 2),
    "right": (1, 5, 7, 3),
    "left": (4, 0, 2, 6),
    "top": (4, 5, 1, 0),
}


def _rotation(yaw: float, pitch: float, roll: float) -> NDArray[np.float64]:
    cos_y, sin_y = np.cos(yaw), np.sin(yaw)
    cos_p, sin_p = np.cos(pitch), np.sin(pitch)
    cos_r, sin_r = np.cos(roll), np.sin(roll)
    about_y = np.array([[cos_y, 0, sin_y], [0, 1, 0], [-sin_y, 0, cos_y]])
    about_x = np.array([[1, 0, 0], [0, cos_p, -sin_p], [0, sin_p, cos_p]])
    about_z = np.array([[cos_r, -sin_r, 0], [sin_r, cos_r, 0], [0, 0, 1]])
    turned: NDArray[np.float64] = about_z @ about_x @ about_y
    return turned


def project_box(
    rng: np.random.Generator, size_whd: tuple[float, float, float], *, turn: float
) -> dict[str, F32]:
    """Corners (4, 2) of the faces of a box that are seen, nearest face last.

    size_whd: width, height, depth in pixels. turn: 0 straight on, 1 any view.
    """
    yaw, pitch = rng.normal(0, 0.55 * turn), rng.normal(0.15, 0.22) * turn
    roll = rng.normal(0, 0.12 * turn)
    points = (_CORNERS * size_whd) @ _rotation(yaw, pitch, roll).T
    away = max(size_whd) * rng.uniform(1.8, 6.0)
    flat = points[:, :2] * (away / (away + points[:, 2:]))
    flat -= flat.min(axis=0)
    seen = {}
    for name, corners in _FACES.items():
        quad = flat[list(corners)].astype(np.float32)
        if _signed_area(quad) > 12:
            seen[name] = quad
    return dict(reversed(seen.items()))


def _signed_area(quad: F32) -> float:
    x, y = quad[:, 0], quad[:, 1]
    return float(0.5 * (x @ np.roll(y, -1) - y @ np.roll(x, -1)))


def rectangle_to(quad: F32, size_wh: tuple[int, int]) -> F32:
    """Homography (3, 3) that takes a rectangle of `size_wh` to the corners (4, 2)."""
    width, height = size_wh
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, quad.astype(np.float32))
    return np.asarray(matrix, np.float32)


def box(
    rng: np.random.Generator, faces: dict[str, Artwork], quads: dict[str, F32]
) -> Artwork:
    """Put prints on the faces of a box that are seen; each face has its own light."""
    far = np.concatenate(list(quads.values())).max(axis=0)
    thing = Artwork.empty((int(far[0]) + 2, int(far[1]) + 2))
    light = {
        "front": 1.0,
        "right": rng.uniform(0.5, 1),
        "left": rng.uniform(0.5, 1),
        "top": 1.1,
    }
    for name, quad in quads.items():
        x0, y0 = np.floor(quad.min(axis=0)).astype(int)
        x1, y1 = np.ceil(quad.max(axis=0)).astype(int) + 1
        width, height = faces[name].size_wh
        matrix = rectangle_to(quad - np.array([x0, y0], np.float32), (width, height))
        face = warp_perspective(faces[name], matrix, (int(x1 - x0), int(y1 - y0)))
        run = np.linspace(
            1, rng.uniform(0.75, 1.1), face.rgb.shape[1], dtype=np.float32
        )
        shade(face, np.broadcast_to(run * np.float32(light[name]), face.alpha.shape))
        paste(thing, face, (int(x0), int(y0)))
    return thing


def profile(rng: np.random.Generator, kind: str, height_px: int) -> F32:
    """Radius of a turned thing at each row as a share of the largest, (H,)."""
    shapes: dict[str, tuple[list[float], list[float]]] = {
        "can": ([0, 0.03, 0.07, 0.95, 1], [0.8, 0.83, 1, 1, 0.86]),
        "jar": ([0, 0.12, 0.13, 0.2, 0.94, 1], [0.82, 0.82, 0.76, 1, 1, 0.9]),
        "cup": ([0, 0.04, 0.05, 1], [1, 1, 0.94, rng.uniform(0.6, 0.8)]),
        "tin": ([0, 1], [1, 1]),
    }
    neck = rng.uniform(0.22, 0.4)
    shoulder = rng.uniform(0.3, 0.5)
    shapes["bottle"] = (
        [0, 0.08, 0.09, shoulder * 0.6, shoulder, 0.96, 1],
        [neck, neck, neck * 0.85, neck * 1.1, 1, 1, 0.92],
    )
    places, radii = shapes[kind]
    rows = np.interp(np.linspace(0, 1, height_px), places, radii).astype(np.float32)
    smooth = max(height_px // 40, 1) * 2 + 1
    return cv2.blur(rows[:, None], (1, smooth))[:, 0]  # type: ignore[return-value]


def turned(
    rng: np.random.Generator,
    body: U8,
    label: Artwork,
    kind: str,
    *,
    rows: tuple[float, float],
) -> Artwork:
    """Wrap a label around a turned thing of the size of `body`.

    body: (H, W, 3) colours of the thing. rows: where the label starts and ends, shares
    of the height. The label's width goes around half of the thing.
    """
    height, width = body.shape[:2]
    radius = profile(rng, kind, height)[:, None] * (width / 2 - 1)
    x = np.arange(width, dtype=np.float32)[None] - (width - 1) / 2
    across = x / radius
    inside = np.abs(across) <= 1
    facing = np.sqrt(np.clip(1 - across**2, 0, 1))
    dip = rng.uniform(-0.05, 0.22) * width / 2 * facing
    y = np.arange(height, dtype=np.float32)[:, None] - dip
    around = np.arcsin(np.clip(across, -1, 1)) / np.pi + 0.5 + rng.normal(0, 0.06)
    top, bottom = rows[0] * height, rows[1] * height
    map_x = (around * label.size_wh[0]).astype(np.float32)
    map_y = ((y - top) / (bottom - top) * label.size_wh[1]).astype(np.float32)
    wrapped = warp(label, map_x, map_y)
    wrapped.alpha[~inside] = 0
    wrapped.logo_ids[~inside] = 0
    thing = Artwork(
        body.copy(),
        (inside * 255).astype(np.uint8),
        np.zeros((height, width), np.uint8),
    )
    paste(thing, wrapped, (0, 0))
    light = 0.45 + 0.6 * facing + _streak(rng, across)
    shade(thing, light.astype(np.float32))
    thing.logo_ids[facing < 0.28] = 0
    return thing


def _streak(rng: np.random.Generator, across: F32) -> F32:
    """A highlight along a turned thing."""
    where, wide = rng.uniform(-0.8, 0.8), rng.uniform(0.04, 0.2)
    strength = rng.choice([0.0, rng.uniform(0.1, 0.6)])
    streak: F32 = strength * np.exp(-(((across - where) / wide) ** 2))
    return streak


def rumpled(rng: np.random.Generator, art: Artwork, *, depth: float) -> Artwork:
    """Bulge and fold a print as on bags and cloth, with the light of the folds.

    depth: how far pixels move, as a share of the size.
    """
    width, height = art.size_wh
    hills = smooth_noise(rng, art.size_wh, cells=int(rng.integers(2, 7)))
    slope_x = cv2.Sobel(hills, cv2.CV_32F, 1, 0, ksize=3) * width / 8
    slope_y = cv2.Sobel(hills, cv2.CV_32F, 0, 1, ksize=3) * height / 8
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    amount = np.float32(depth * min(width, height) / 4)
    moved = warp(art, x + slope_x * amount / 2, y + slope_y * amount / 2)
    light = 1 + np.clip((slope_x + slope_y) * rng.uniform(0.05, 0.25), -0.45, 0.35)
    shade(moved, light.astype(np.float32))
    return moved


def cut_out(art: Artwork, outline: NDArray[np.float64]) -> None:
    """Keep what is inside the outline (N, 2), in shares of width and height."""
    mask = np.zeros(art.alpha.shape, np.uint8)
    corners = (outline * art.size_wh).astype(np.int32)
    cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA)
    np.minimum(art.alpha, mask, out=art.alpha)
    art.logo_ids[mask < 128] = 0


SHIRT = np.array(
    [
        (0.32, 0.02), (0.42, 0.06), (0.58, 0.06), (0.68, 0.02), (0.98, 0.22),
        (0.88, 0.42), (0.77, 0.35), (0.77, 0.99), (0.23, 0.99), (0.23, 0.35),
        (0.12, 0.42), (0.02, 0.22),
    ]
)  # fmt: skip


def bag_outline(rng: np.random.Generator) -> NDArray[np.float64]:
    """Outline of a bag: pinched sides, ragged top."""
    pinch = rng.uniform(0.02, 0.08)
    along = np.linspace(0, 1, 9)
    side = pinch * np.sin(along * np.pi)
    left = np.stack([side, along], 1)
    right = np.stack([1 - side, along], 1)[::-1]
    return np.concatenate([left, right])


def frame(rng: np.random.Generator, art: Artwork, *, border_share: float) -> Artwork:
    """Put a print into a frame: a sign, a screen, a poster."""
    width, height = art.size_wh
    border = max(round(border_share * min(width, height)), 1)
    colour = random_colour(rng)
    outer = Artwork.opaque(
        np.full((height + 2 * border, width + 2 * border, 3), colour, np.uint8)
    )
    paste(outer, art, (border, border))
    return outer


def spin(art: Artwork, degrees: float, scale: float) -> Artwork:
    """Turn and resize a drawing in the plane; the result is large enough for it."""
    width, height = art.size_wh
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size_wh = (int(width * cos + height * sin) + 1, int(width * sin + height * cos) + 1)
    full = np.vstack([matrix, [0, 0, 1]]).astype(np.float32)
    full[:2, 2] += np.subtract(size_wh, (width, height)).astype(np.float32) / 2
    return warp_perspective(art, full, size_wh)
