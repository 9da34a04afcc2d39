"""Owns tins, drinks cans, bottles and jars."""

import math
from typing import Any

import numpy as np

from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import (
    face,
    group_of,
    turned,
    wrap,
)


def can(art: Artwork, *, r: float = 0.38, h: float = 1.1, turn: float = 0) -> Any:
    """Make a food tin with a paper label all round."""
    steel = look.brushed("#c2c2bd")
    rim = 0.022
    body = turned(
        [
            (0.001, 0.02),
            (r * 0.9, 0.02),
            (r * 0.93, 0),
            (r + rim, 0),
            (r + rim, 0.035),
            (r, 0.05),
            (r, h - 0.05),
            (r + rim, h - 0.035),
            (r + rim, h),
            (r * 0.95, h),
            (r * 0.93, h - 0.03),
            (r * 0.8, h - 0.03),
            (r * 0.77, h - 0.022),
            (r * 0.55, h - 0.03),
            (0.001, h - 0.03),
        ],
        steel,
    )
    label = wrap(
        art,
        r,
        0.06,
        h - 0.06,
        degrees=360,
        face=turn,
        rough=0.32,
        coat=0.3,
        under="#ffffff",
    )
    return group_of(body, label)


def drink_can(
    art: Artwork, *, under: str, r: float = 0.33, h: float = 1.22, turn: float = 0
) -> Any:
    """Make an aluminium drinks can with a print all round."""
    metal = look.brushed("#c9ccd0", rough=0.22)
    body = turned(
        [
            (0.001, 0.05),
            (r * 0.7, 0.04),
            (r * 0.76, 0),
            (r * 0.82, 0.0),
            (r, 0.1),
            (r, h - 0.16),
            (r * 0.84, h - 0.03),
            (r * 0.86, h),
            (r * 0.81, h),
            (r * 0.78, h - 0.045),
            (0.001, h - 0.045),
        ],
        metal,
    )
    label = wrap(
        art,
        r,
        0.1,
        h - 0.15,
        degrees=360,
        face=turn,
        rough=0.26,
        coat=0.5,
        metal=0.35,
        under=under,
    )
    return group_of(body, label)


def bottle(
    art: Artwork | None,
    *,
    glass: Any,
    cap: str = "#c9a23a",
    r: float = 0.31,
    h: float = 2.35,
    neck: float = 0.13,
    shoulder: float = 0.55,
    label: tuple[float, float] = (0.3, 1.15),
    degrees: float = 200,
    neck_art: Artwork | None = None,
    crown: bool = True,
) -> Any:
    """Make a bottle: solid tinted glass, a paper label, a cap."""
    top = h * shoulder
    profile = [
        (0.001, 0.03),
        (r * 0.85, 0.0),
        (r, 0.05),
        (r, 0.12),
        (r, top * 0.5),
        (r, top - 0.06),
    ]
    for t in np.linspace(0, 1, 9):
        ease = (1 - math.cos(math.pi * t)) / 2
        profile.append((r + (neck - r) * ease, top + t * h * 0.2))
    profile += [
        (neck * 0.98, h * 0.86),
        (neck * 0.95, h * 0.95),
        (neck * 1.12, h * 0.955),
        (neck * 1.12, h * 0.975),
        (neck, h * 0.98),
        (neck, h),
        (0.001, h),
    ]
    parts = [turned(profile, glass, name="bottle")]
    metal = look.plain(cap, metal=0.9 if crown else 0.1, rough=0.3)
    size = neck * 1.28
    if crown:
        parts.append(
            turned(
                [
                    (0.001, h + 0.05),
                    (size * 0.8, h + 0.045),
                    (size * 0.95, h + 0.01),
                    (size * 1.08, h - 0.07),
                    (size, h - 0.075),
                ][::-1],
                metal,
                segments=42,
            )
        )
    else:
        parts.append(
            turned(
                [
                    (size * 0.98, h - 0.26),
                    (size, h - 0.25),
                    (size, h + 0.02),
                    (size * 0.95, h + 0.04),
                    (0.001, h + 0.04),
                ],
                metal,
            )
        )
    if art is not None:
        parts.append(wrap(art, r, *label, degrees=degrees, rough=0.5, lift=0.008))
    if neck_art is not None:
        parts.append(
            wrap(neck_art, neck * 1.06, h * 0.79, h * 0.9, degrees=200, lift=0.012)
        )
    return group_of(*parts)


def jar(
    art: Artwork,
    *,
    content: str,
    lid: str,
    r: float = 0.42,
    h: float = 1.0,
    degrees: float = 190,
    lid_art: Artwork | None = None,
    label: tuple[float, float] = (0.16, 0.72),
) -> Any:
    """Make a jar: glass round its content, a label, a screw lid."""
    seen = look.skin(content, content, rough=0.3, scale=4, pits=0.02)
    seen.node_tree.nodes["Principled BSDF"].inputs["Coat Weight"].default_value = 1.0
    inner = turned(
        [(0.001, 0), (r * 0.9, 0), (r, 0.05), (r, h * 0.74), (r * 0.99, h * 0.76)], seen
    )
    outer = turned(
        [
            (r * 0.99, h * 0.76),
            (r * 0.97, h * 0.8),
            (r * 0.84, h * 0.88),
            (r * 0.84, h),
            (0.001, h),
        ],
        look.plain("#8f9a94", rough=0.08, coat=1.0),
    )
    w = r * 0.93
    cap = turned(
        [
            (w, h * 0.87),
            (w + 0.015, h * 0.88),
            (w, h * 0.9),
            (w, h * 1.02),
            (w * 0.96, h * 1.05),
            (w * 0.85, h * 1.045),
            (0.001, h * 1.045),
        ],
        look.plain(lid, metal=0.6, rough=0.3, coat=0.4),
    )
    parts = [
        outer,
        inner,
        cap,
        wrap(
            art, r, label[0] * h, label[1] * h, degrees=degrees, rough=0.5, lift=0.006
        ),
    ]
    if lid_art is not None:
        parts.append(
            face(
                lid_art,
                w * 1.6,
                w * 1.6,
                at=(0, 0, h * 1.05 + 0.003),
                turn=(-90, 0, 0),
                rough=0.3,
                metal=0.4,
            )
        )
    return group_of(*parts)
