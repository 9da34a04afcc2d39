"""Owns what a scene stands on and before: floors, walls, paper, cloths."""

import math
from typing import Any

import numpy as np

from assets.demo.drawing import materials as look
from assets.demo.drawing.shapes import (
    grid,
    noise_image,
    put,
    sampled,
)


def floor(material: Any, *, size: float = 14, z: float = 0, y: float = 0) -> Any:
    """Lay a table top or a floor."""
    return put(
        grid(2, 2, lambda u, v: ((u - 0.5) * size, (v - 0.5) * size, 0 * u), material),
        0,
        y,
        z,
    )


def wall(material: Any, *, y: float = 4, size: float = 16, z: float = 0) -> Any:
    """Stand a wall behind the scene; the material's x and y run along it."""
    plane = grid(
        2, 2, lambda u, v: ((u - 0.5) * size, (v - 0.5) * size, 0 * u), material
    )
    return put(plane, 0, y, z, tilt=90)


def sweep(colour: str, *, rough: float = 0.6, depth: float = 5, y: float = 2.4) -> Any:
    """Hang a studio's paper roll that bends from table to wall."""

    def place(u: Any, v: Any) -> tuple[Any, Any, Any]:
        s = v * 12 - 6
        bend = 1.6
        arc = np.clip(s - (y - bend), 0, bend * math.pi / 2) / bend
        up = np.clip(s - (y - bend) - bend * math.pi / 2, 0, None)
        yy = np.where(s < y - bend, s, y - bend + bend * np.sin(arc))
        return (u - 0.5) * 16, yy, bend * (1 - np.cos(arc)) + up

    return grid(2, 120, place, look.plain(colour, rough=rough))


def drape(
    material: Any,
    w: float,
    d: float,
    *,
    seed: int = 1,
    rise: float = 0.12,
    folds: float = 5,
    fray: float = 0.02,
) -> Any:
    """Lay a napkin or blanket with soft folds on z = 0."""
    big, small = noise_image(seed, octaves=3), noise_image(seed + 1, octaves=5)

    def place(u: Any, v: Any) -> tuple[Any, Any, Any]:
        n = sampled(big, u, v)
        crease = np.abs(np.sin(folds * (u * 1.3 + v * 0.6) + 2.5 * n)) ** 3
        z = (
            0.012
            + rise * (0.45 * crease + 0.35 * np.clip(n, 0, 1))
            + 0.01 * sampled(small, u, v)
        )
        edge = fray * sampled(small, v, u)
        return (u - 0.5) * w + edge, (v - 0.5) * d + edge, np.maximum(z, 0.006)

    thing = grid(140, 140, place, material, name="drape")
    thing.modifiers.new("soft", "SUBSURF").render_levels = 1
    return thing
