"""Owns packages that give way: filled bags and squeeze tubes."""

import math
from typing import Any

import numpy as np

from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import (
    grid,
    group_of,
    mark,
    noise_image,
    sampled,
    turned,
)


def pouch(
    art: Artwork,
    w: float,
    h: float,
    *,
    ground: str,
    depth: float = 0.26,
    seed: int = 1,
    rough: float = 0.3,
    metal: float = 0.0,
    under: str | None = None,
    zigzag: bool = True,
) -> Any:
    """Make a filled bag: sealed above, crumpled towards the seal and the sides."""
    wrinkle, fine = noise_image(seed), noise_image(seed + 7, octaves=6)

    def surface(sign: float, u: Any, v: Any) -> tuple[Any, Any, Any]:
        fat = np.clip(np.sin(np.pi * np.clip(u, 0, 1)), 0, 1) ** 0.55
        fat = fat * np.clip(np.sin(np.pi * np.clip(v * 1.08 - 0.02, 0, 1)), 0, 1) ** 0.5
        rim = np.clip(1 - np.minimum(v, 1 - v) * 4, 0, 1) + 0.5 * np.clip(
            1 - np.minimum(u, 1 - u) * 5, 0, 1
        )
        pleats = np.sin(u * 42 + 6 * sampled(wrinkle, u, v)) * 0.014 * rim
        y = (
            sign * depth * fat * (1 + 0.10 * sampled(wrinkle, u, v))
            + pleats
            + 0.012 * sampled(fine, u, v) * fat
        )
        pinch = 1 - 0.07 * np.sin(np.pi * v) ** 0.6 * (1 - np.abs(2 * u - 1))
        seal = (
            0.008 * np.sign(np.sin(u * 180)) * ((v > 0.985) | (v < 0.015))
            if zigzag
            else 0
        )
        return (
            (u - 0.5) * w * (1.0 - 0.045 * np.sin(np.pi * v)) * pinch**0.2,
            y,
            v * h + seal,
        )

    print_look = look.printed(
        art.image(1600), rough=rough, metal=metal, under=under or ground, coat=0.25
    )
    front = grid(90, 120, lambda u, v: surface(-1, u, v), print_look, name="label")
    mark(front, art)
    back = grid(
        60,
        60,
        lambda u, v: surface(1, 1 - u, v),
        look.plain(ground, rough=rough, metal=metal, coat=0.25),
    )
    for part in (front, back):
        part.modifiers.new("soft", "SUBSURF").render_levels = 1
    return group_of(front, back)


def tube(
    art: Artwork, *, colour: str, cap: str, r: float = 0.24, h: float = 1.5
) -> Any:
    """Make a squeeze tube that stands on its cap, flat at the top."""

    def place(u: Any, v: Any) -> tuple[Any, Any, Any]:
        a = (u - 0.5) * 2 * math.pi
        flat = v**1.5
        return (
            r * np.sin(a) * (1 + 0.28 * flat),
            -r * np.cos(a) * (1 - 0.97 * flat),
            0.32 + v * h,
        )

    body = grid(
        96,
        60,
        place,
        look.printed(art.image(1600), rough=0.35, under=colour, coat=0.2),
        name="label",
    )
    mark(body, art)
    base = turned(
        [
            (0.001, 0),
            (r * 0.9, 0),
            (r * 0.96, 0.02),
            (r * 0.98, 0.28),
            (r, 0.33),
            (0.001, 0.34),
        ],
        look.plain(cap, rough=0.3),
    )
    return group_of(body, base)
