"""Owns things of cloth: shirts, bags, caps."""

import math
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import (
    grid,
    group_of,
    mark,
    mesh,
    noise_image,
    put,
    sampled,
    turned,
)

# Half of a T-shirt's outline (x >= 0), from the collar down; the shirt is 1 high.
SHIRT = (
    (0.13, 0.985),
    (0.2, 1.0),
    (0.34, 0.95),
    (0.56, 0.72),
    (0.43, 0.62),
    (0.335, 0.72),
    (0.345, 0.4),
    (0.355, 0.0),
)

NECK = ((0.13, 0.985), (0.09, 0.93), (0.0, 0.905))


def _shirt_mask(n: int) -> Any:
    """Return the shirt's silhouette as an n x n array, v up, x in [-0.6, 0.6]."""
    half = [*reversed(NECK), *SHIRT[1:]]
    points = half + [(-x, y) for x, y in reversed(half)]
    big = Image.new("L", (4 * n, 4 * n))
    ImageDraw.Draw(big).polygon(
        [((x / 1.2 + 0.5) * 4 * n, (1.02 - y) / 1.04 * 4 * n) for x, y in points],
        fill=255,
    )
    return (
        np.asarray(big.resize((n, n), Image.Resampling.LANCZOS), dtype=np.float32)[::-1]
        / 255
    )


def shirt(
    art: Artwork,
    colour: str,
    *,
    size: float = 6.5,
    seed: int = 1,
    folds: float = 1.0,
    n: int = 260,
) -> Any:
    """Lay a T-shirt flat on z = 0: its print is an artwork of the whole square.

    The artwork's square spans x in [-0.6, 0.6] and y in [-0.02, 1.02] of the shirt.
    """
    mask = _shirt_mask(n + 1)
    soft = (
        np.asarray(
            Image.fromarray((mask * 255).astype(np.uint8)).filter(
                ImageFilter.GaussianBlur(n / 60)
            ),
            dtype=np.float32,
        )
        / 255
    )
    big, small = (
        noise_image(seed, 512, octaves=3),
        noise_image(seed + 1, 512, octaves=6),
    )
    u, v = np.meshgrid(np.linspace(0, 1, n + 1), np.linspace(0, 1, n + 1))
    warp = 2.4 * sampled(big, u, v)
    height = np.zeros_like(u)
    rng = np.random.default_rng(seed)
    for _ in range(9):
        a, at, long = (
            rng.uniform(0, math.pi),
            rng.uniform(0.2, 0.8, 2),
            rng.uniform(0.12, 0.34),
        )
        across = (u - at[0]) * math.cos(a) + (v - at[1]) * math.sin(a) + 0.03 * warp
        along = -(u - at[0]) * math.sin(a) + (v - at[1]) * math.cos(a)
        height += (
            rng.uniform(0.4, 1)
            * np.exp(-((across / 0.016) ** 2))
            * np.exp(-((along / long) ** 2))
        )
    height = (
        0.012 * height * folds
        + 0.010 * (sampled(big, v, u) + 1) * folds
        + 0.0018 * sampled(small, u, v)
    )
    z = (
        (
            0.006
            + 0.03 * np.clip(soft * 2 - 1, 0, 1) ** 0.5
            + height * np.clip(soft * 2 - 0.9, 0, 1)
        )
        * size
        * 0.62
    )
    keep = mask > 0.5
    index = -np.ones(keep.shape, dtype=int)
    index[keep] = np.arange(keep.sum())
    quads = np.stack(
        [index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], -1
    ).reshape(-1, 4)
    vertices = np.stack([(u - 0.5) * 1.2 * size, (v * 1.04 - 0.02) * size, z], -1)[keep]
    material = look.printed(
        art.image(1800), rough=0.9, under=colour, cloth=True, bump=0.02
    )
    body = mesh(
        "label",
        vertices,
        quads[(quads >= 0).all(1)],
        material,
        uv=np.stack([u, v], -1)[keep],
    )
    body.modifiers.new("soft", "SUBSURF").render_levels = 1
    mark(body, art)
    smooth = body.modifiers.new("edges", "SMOOTH")
    smooth.factor, smooth.iterations = 0.5, 3
    collar = _collar(colour, size)
    return group_of(body, collar)


def _collar(colour: str, size: float) -> Any:
    path = [(-x, y) for x, y in NECK] + [(x, y) for x, y in reversed(NECK[:-1])]
    path = [(0.145, 0.985), (0.105, 0.925), (0.05, 0.895), (0.0, 0.888)]
    path = [(-x, y) for x, y in path] + [(x, y) for x, y in reversed(path[:-1])]
    xs, ys = np.array(path).T
    s = np.linspace(0, len(path) - 1, 60)
    cx, cy = np.interp(s, range(len(path)), xs), np.interp(s, range(len(path)), ys)
    for _ in range(6):
        cx[1:-1], cy[1:-1] = (cx[:-2] + cx[2:]) / 2, (cy[:-2] + cy[2:]) / 2

    def place(u: Any, v: Any) -> tuple[Any, Any, Any]:
        i = np.clip((v * 59).astype(int), 0, 59)
        a = u * 2 * math.pi
        k = 0.017
        out = np.hypot(cx[i], cy[i] - 1.02) + 1e-6
        nx, ny = cx[i] / out, (cy[i] - 1.02) / out
        return (
            (cx[i] + nx * k * np.cos(a)) * size,
            (cy[i] + ny * k * np.cos(a)) * size,
            (0.035 + 0.010 * np.sin(a)) * size,
        )

    return grid(12, 59, place, look.cloth(colour, weave=60), name="collar")


def tote(
    art: Artwork,
    colour: str,
    *,
    w: float = 3.4,
    h: float = 3.8,
    seed: int = 1,
    strap: str | None = None,
) -> Any:
    """Stand (or hang) a cloth bag: the artwork is its front; handles above."""
    big, small = (
        noise_image(seed, 512, octaves=3),
        noise_image(seed + 3, 512, octaves=6),
    )

    def surface(sign: float, u: Any, v: Any) -> tuple[Any, Any, Any]:
        n = sampled(big, u, v)
        belly = (
            0.2
            * np.sin(np.pi * u) ** 0.6
            * (1.05 - v) ** 0.7
            * np.clip(v * 9, 0, 1) ** 0.5
        )
        hang = 0.05 * np.sin(9 * u + 3 * n + 2 * v) * (0.3 + 0.7 * v) + 0.05 * n
        cross = 0.035 * np.exp(
            -(((u - 0.25 - 0.35 * v + 0.06 * n) / 0.05) ** 2)
        ) + 0.03 * np.exp(-(((u - 0.85 + 0.3 * v) / 0.06) ** 2))
        y = sign * (
            belly + hang * np.sin(np.pi * u) + cross + 0.008 * sampled(small, u, v)
        )
        sag = 0.05 * h * np.sin(np.pi * u) * v**6
        return (u - 0.5) * w * (1 - 0.04 * v + 0.02 * np.sin(6 * v + n)), y, v * h - sag

    front = grid(
        150,
        150,
        lambda u, v: surface(-1, u, v),
        look.printed(art.image(1800), rough=0.9, under=colour, cloth=True, bump=0.02),
        name="label",
    )
    mark(front, art)
    back = grid(80, 80, lambda u, v: surface(1, 1 - u, v), look.cloth(colour))
    parts = [front, back]
    for sign in (-1, 1):

        def band(u: Any, v: Any, sign: float = sign) -> tuple[Any, Any, Any]:
            a = v * math.pi
            x = 0.21 * w * np.cos(a) * (1 - 0.12 * np.sin(a))
            z = h * 0.9 + 0.62 * h * np.sin(a) ** 0.85 * 0.75
            return (
                x
                + (u - 0.5)
                * 0.26
                * np.abs(np.sin(a * 0.98 + 0.02)) ** 0.0
                * np.where(np.abs(x) > 0, 1, 1),
                sign * (-0.10) - 0.02 * sign + 0 * u,
                z + (u - 0.5) * 0.2 * np.sin(a),
            )

        parts.append(grid(4, 60, band, look.cloth(strap or colour)))
    return group_of(*parts)


def cap(art: Artwork, colour: str, *, brim: str | None = None, r: float = 0.92) -> Any:
    """Make a baseball cap that faces the camera; the artwork is its front panel."""

    def crown(u: Any, v: Any) -> tuple[Any, Any, Any]:
        a, b = u * 2 * math.pi, v * math.pi / 2
        seam = 1 - 0.010 * np.exp(-((((a * 6 / (2 * math.pi)) % 1 - 0.5) / 0.06) ** 2))
        return (
            r * np.sin(a) * np.cos(b) ** 0.75 * seam,
            -r * 1.12 * np.cos(a) * np.cos(b) ** 0.75 * seam,
            r * 0.86 * np.sin(b) ** 0.9,
        )

    def panel(u: Any, v: Any) -> tuple[Any, Any, Any]:
        a, b = np.radians((u - 0.5) * 92), np.radians(6 + v * 56)
        k = 1.006
        return (
            k * r * np.sin(a) * np.cos(b) ** 0.75,
            -k * r * 1.12 * np.cos(a) * np.cos(b) ** 0.75,
            k * r * 0.86 * np.sin(b) ** 0.9,
        )

    def shade(u: Any, v: Any) -> tuple[Any, Any, Any]:
        a = np.radians((u - 0.5) * 130)
        out = 1 + 0.78 * v * np.cos(a * 1.25) ** 0.6
        droop = 0.2 * v**1.3 + 0.22 * np.sin(a) ** 2
        return (
            r * np.sin(a) * (1 + 0.08 * v),
            -r * 1.12 * np.cos(a) * out,
            0.04 - droop + 0.1,
        )

    parts = [
        grid(120, 40, crown, look.cloth(colour, weave=40)),
        mark(
            grid(
                40,
                40,
                panel,
                look.printed(art.image(1200), rough=0.85, bump=0.0),
                name="label",
            ),
            art,
        ),
    ]
    visor = grid(60, 20, shade, look.cloth(brim or colour, weave=40))
    visor.modifiers.new("thick", "SOLIDIFY").thickness = 0.045
    button = put(
        turned([(0.07, 0), (0.06, 0.03), (0.001, 0.045)], look.cloth(colour)),
        0,
        0,
        r * 0.86,
    )
    return group_of(*parts, visor, button)
