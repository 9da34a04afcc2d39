"""Owns what people carry and keep: phones, shoe boxes, badges."""

import math
from typing import Any

import numpy as np

from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import (
    block,
    face,
    grid,
    group_of,
    mark,
    mesh,
    put,
    turned,
)


def phone(
    back: Artwork,
    *,
    colour: str,
    w: float = 0.74,
    h: float = 1.52,
    rough: float = 0.2,
    metal: float = 0.2,
    clear: bool = False,
) -> Any:
    """Make a phone (or its case) that stands with its back to the camera."""
    body = _slab(w, h, 0.085, look.plain(colour, rough=rough, metal=metal, coat=0.6))
    print_ = face(
        back, w * 0.94, h * 0.94, at=(0, -0.0445, h / 2), rough=rough, coat=0.6
    )
    bump = put(
        _slab(0.3, 0.34, 0.03, look.plain("#15171a", rough=0.08, coat=1.0), edge=0.1),
        -w / 2 + 0.22,
        -0.055,
        h - 0.42,
    )
    parts = [body, print_, bump]
    for x, z in ((-0.07, 0.25), (0.07, 0.17), (-0.07, 0.09)):
        ring = turned(
            [(0.062, 0), (0.062, 0.022), (0.05, 0.024), (0.045, 0.014), (0.001, 0.014)],
            look.plain("#0a0d12", rough=0.05, metal=0.5, coat=1.0),
            segments=40,
        )
        parts.append(put(ring, -w / 2 + 0.22 + x, -0.07, h - 0.42 + z, tilt=90))
    return group_of(*parts)


def _slab(w: float, h: float, d: float, material: Any, *, edge: float = 0.13) -> Any:
    """Make an upright plate with round corners: w wide, h high, d thick."""
    corners = []
    for cx, cz, start in (
        (w / 2 - edge, h - edge, 0),
        (-w / 2 + edge, h - edge, 90),
        (-w / 2 + edge, edge, 180),
        (w / 2 - edge, edge, 270),
    ):
        for i in range(13):
            a = math.radians(start + 90 * i / 12)
            corners.append((cx + edge * math.cos(a), cz + edge * math.sin(a)))
    n = len(corners)
    vertices = [(x, -d / 2, z) for x, z in corners] + [
        (x, d / 2, z) for x, z in corners
    ]
    faces: list[tuple[int, ...]] = [
        (i, i + n, (i + 1) % n + n, (i + 1) % n) for i in range(n)
    ]
    faces += [tuple(range(n)), tuple(range(2 * n - 1, n - 1, -1))]
    thing = mesh("slab", vertices, faces, material)
    bevel = thing.modifiers.new("edge", "BEVEL")
    bevel.width, bevel.segments, bevel.harden_normals = min(0.02, d / 3), 3, True
    return thing


def shoe_box(
    lid: Artwork,
    front: Artwork,
    *,
    ground: str,
    w: float = 3.2,
    d: float = 2.0,
    h: float = 1.15,
) -> Any:
    """Make a shoe box with a lid: artworks on the lid's top and the box's front."""
    base = block(w, d, h - 0.05, look.cardboard(ground), edge=0.015)
    top = put(
        block(w + 0.06, d + 0.06, 0.32, look.cardboard(ground), edge=0.015),
        0,
        0,
        h - 0.3,
    )
    return group_of(
        base,
        top,
        face(
            lid, w * 0.99, d * 0.98, at=(0, 0, h + 0.024), turn=(-90, 0, 0), rough=0.7
        ),
        face(
            front, w * 0.97, h - 0.36, at=(0, -d / 2 - 0.004, (h - 0.34) / 2), rough=0.7
        ),
    )


def badge(art: Artwork, *, r: float = 0.3, ground: str = "#eeeeee") -> Any:
    """Lay a tin button badge on z = 0, its print up."""

    def dome(u: Any, v: Any) -> tuple[Any, Any, Any]:
        x, y = (u - 0.5) * 2, (v - 0.5) * 2
        dx, dy = x * np.sqrt(1 - y * y / 2), y * np.sqrt(1 - x * x / 2)
        return r * dx, r * dy, 0.09 - 0.055 * (dx * dx + dy * dy) ** 1.5

    back = turned(
        [(r * 1.0, 0), (r * 1.02, 0.02), (r * 0.99, 0.036)], look.brushed("#9a9a9a")
    )
    return group_of(
        mark(
            grid(
                40,
                40,
                dome,
                look.printed(
                    art.image(900), rough=0.12, coat=1.0, under=ground, bump=0
                ),
                name="label",
            ),
            art,
        ),
        back,
    )
