"""Owns mugs and bowls."""

import math
from typing import Any

import numpy as np

from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import (
    grid,
    group_of,
    turned,
    wrap,
)


def mug(
    art: Artwork,
    *,
    colour: str = "#f4f1ea",
    r: float = 0.42,
    h: float = 0.96,
    degrees: float = 150,
    turn: float = 0,
    drink: str | None = "#2a1408",
) -> Any:
    """Make a glazed mug with a print; the handle is at the right."""
    glaze = look.plain(colour, rough=0.12, coat=0.6)
    t = 0.04
    cup = turned(
        [
            (0.001, 0.0),
            (r * 0.8, 0.0),
            (r * 0.95, 0.03),
            (r, 0.1),
            (r, h - 0.03),
            (r - t * 0.4, h),
            (r - t, h - 0.02),
            (r - t, 0.12),
            (r * 0.7, 0.06),
            (0.001, 0.06),
        ],
        glaze,
    )
    parts = [
        cup,
        wrap(
            art,
            r,
            0.12,
            h - 0.1,
            degrees=degrees,
            face=turn,
            rough=0.12,
            coat=0.6,
            lift=0.002,
            bump=0.0,
        ),
    ]
    k, n = 28, 14

    def handle(u: Any, v: Any) -> tuple[Any, Any, Any]:
        a, b = (v - 0.5) * math.pi * 1.08, u * 2 * math.pi
        fat = 0.055
        ring = 0.27 + fat * np.cos(b) * 0.8
        return (
            r - 0.03 + ring * np.cos(a) * 0.95,
            fat * 1.35 * np.sin(b),
            h * 0.5 + ring * np.sin(a) * 1.15,
        )

    parts.append(grid(n, k, handle, glaze, name="handle"))
    if drink:
        parts.append(
            turned(
                [(r - t, h - 0.14), (0.001, h - 0.14)], look.plain(drink, rough=0.05)
            )
        )
    return group_of(*parts)


def bowl(colour: str, *, r: float = 0.55) -> Any:
    """Make a glazed bowl."""
    return turned(
        [
            (0.001, 0.02),
            (r * 0.4, 0.0),
            (r * 0.45, 0.04),
            (r * 0.85, 0.2),
            (r, 0.42),
            (r * 0.95, 0.43),
            (r * 0.8, 0.22),
            (r * 0.4, 0.08),
            (0.001, 0.07),
        ],
        look.plain(colour, rough=0.15, coat=0.5),
    )
