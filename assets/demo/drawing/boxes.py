"""Owns folding boxes and gable-top cartons."""

from typing import Any

from assets.demo.drawing import materials as look
from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.shapes import (
    block,
    face,
    group_of,
    mesh,
    put,
    turned,
)


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
