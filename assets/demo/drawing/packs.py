"""Owns packages and products: cans, bottles, jars, cartons, pouches, tubes, mugs."""

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
    noise_image,
    put,
    sampled,
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


def carton(
    front: Artwork,
    w: float,
    d: float,
    h: float,
    *,
    side: Artwork | None = None,
    top: Artwork | None = None,
    ground: str = "#ffffff",
    rough: float = 0.4,
    edge: float = 0.018,
) -> Any:
    """Make a folding box with printed faces (front, right side, top)."""
    parts = [block(w, d, h, look.plain(ground, rough=rough, grain=0.05), edge=edge)]
    lift, cut = 0.003, 2 * edge * 0.6
    parts.append(
        face(
            front,
            w - cut,
            h - cut,
            at=(0, -d / 2 - lift, h / 2),
            rough=rough,
            bulge=0.012,
        )
    )
    if side is not None:
        parts.append(
            face(
                side,
                d - cut,
                h - cut,
                at=(w / 2 + lift, 0, h / 2),
                turn=(0, 0, 90),
                rough=rough,
            )
        )
    if top is not None:
        parts.append(
            face(
                top,
                w - cut,
                d - cut,
                at=(0, 0, h + lift),
                turn=(-90, 0, 0),
                rough=rough,
            )
        )
    return group_of(*parts)


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


def milk(art: Artwork, *, ground: str, w: float = 0.72, h: float = 1.35) -> Any:
    """Make a gable-top carton with a cap; the artwork is its front."""
    paper = look.plain(ground, rough=0.35, coat=0.2)
    body = block(w, w, h, paper, edge=0.02)
    x, top = w / 2, h + 0.34
    roof = mesh(
        "roof",
        [
            (-x, -x, h - 0.01),
            (x, -x, h - 0.01),
            (x, x, h - 0.01),
            (-x, x, h - 0.01),
            (-x, -0.02, top),
            (x, -0.02, top),
            (x, 0.02, top),
            (-x, 0.02, top),
            (-x, 0, top + 0.16),
            (x, 0, top + 0.16),
        ],
        [
            (0, 1, 5, 4),
            (2, 3, 7, 6),
            (1, 2, 6, 5),
            (3, 0, 4, 7),
            (4, 5, 9, 8),
            (6, 7, 8, 9),
        ],
        paper,
        smooth=False,
    )
    cap = put(
        turned(
            [(0.001, 0.1), (0.13, 0.1), (0.14, 0.08), (0.14, 0.0)][::-1],
            look.plain("#173f7a", rough=0.3),
        ),
        0.0,
        -x * 0.52,
        h + 0.17,
        tilt=46,
    )
    front = face(
        art, w - 0.02, h - 0.02, at=(0, -x - 0.003, h / 2), rough=0.35, coat=0.2
    )
    return group_of(body, roof, cap, front)


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
