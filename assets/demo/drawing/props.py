"""Owns what stands about in photographs and bears no symbol: fruit, books, plants."""

import math
import random
from typing import Any

import bpy
import numpy as np

from assets.demo.drawing import materials as look
from assets.demo.drawing.shapes import (
    ball,
    block,
    grid,
    group_of,
    put,
    turned,
)


def tomato(r: float = 0.3, seed: int = 1) -> Any:
    """Make a tomato with its green star."""
    fruit = ball(
        r,
        look.skin("#c4200e", "#a3120a", rough=0.16, pits=0.02),
        squash=0.84,
        dent=0.16,
    )
    rng = random.Random(seed)
    leaf = look.plain("#3f6a24", rough=0.7)
    parts = [fruit]
    for i in range(6):
        a = i * math.pi / 3 + rng.uniform(-0.2, 0.2)
        long = r * rng.uniform(0.5, 0.8)

        def place(
            u: Any, v: Any, a: float = a, long: float = long
        ) -> tuple[Any, Any, Any]:
            x, side = (
                u * long,
                (v - 0.5) * 0.16 * r * 2 * np.sin(np.pi * (u * 0.85 + 0.15)),
            )
            z = r * 1.60 + 0.18 * r * np.sin(u * 3) - 0.25 * r * u**2
            return (
                x * math.cos(a) - side * math.sin(a),
                x * math.sin(a) + side * math.cos(a),
                z,
            )

        parts.append(grid(8, 2, place, leaf))
    stem = turned(
        [(r * 0.06, r * 1.5), (r * 0.05, r * 1.95), (0.001, r * 1.97)],
        leaf,
        segments=12,
    )
    return group_of(*parts, stem)


def lemon(r: float = 0.26) -> Any:
    """Make a lemon that lies along x."""
    profile = []
    for i in range(33):
        t = i / 32
        z = (t - 0.5) * 2.7 * r
        body = (
            math.sqrt(max(0.0, 1 - (z / (1.18 * r)) ** 2)) * r
            if abs(z) < 1.18 * r
            else 0
        )
        tip = 0.22 * r * (1 - abs(abs(z) - 1.1 * r) / (0.35 * r))
        profile.append((max(body, tip, 0.0005), z))
    fruit = turned(
        profile,
        look.skin("#f0c419", "#e0a90c", scale=6, rough=0.35, pits=0.35),
        segments=48,
        soft=False,
    )
    return group_of(put(fruit, 0, 0, r * 0.98, roll=90))


def apple(colour: tuple[str, str] = ("#b3231b", "#8aa33a"), r: float = 0.36) -> Any:
    """Make an apple with a stalk."""
    fruit = ball(
        r, look.skin(*colour, rough=0.2, pits=0.02, scale=3), squash=0.92, dent=0.34
    )
    stalk = turned(
        [(0.02, r * 1.4), (0.016, r * 1.7), (0.02, r * 2.0), (0.001, r * 2.0)],
        look.plain("#4b3420", rough=0.8),
        segments=10,
    )
    return group_of(fruit, stalk)


def beans(
    n: int,
    *,
    seed: int,
    spread: tuple[float, float],
    colour: str = "#3a1d0d",
    size: float = 0.07,
) -> Any:
    """Scatter coffee beans (or pebbles) on z = 0."""
    rng = random.Random(seed)
    material = look.skin(colour, "#22100a", rough=0.38, pits=0.1)
    first = ball(size, material, squash=0.6)
    parts = [first]
    for _ in range(n - 1):
        other = first.copy()
        bpy.context.scene.collection.objects.link(other)
        parts.append(other)
    for part in parts:
        put(
            part,
            rng.gauss(0, spread[0]),
            rng.gauss(0, spread[1]),
            rng.uniform(0, 0.02),
            turn=rng.uniform(0, 360),
            tilt=rng.uniform(-25, 25),
        )
        part.scale = (1.35, 0.95, 0.9)
    return group_of(*parts)


def books(colours: list[str], *, seed: int = 1, w: float = 1.5, d: float = 1.05) -> Any:
    """Pile books flat."""
    rng = random.Random(seed)
    z, parts = 0.0, []
    for colour in colours:
        h = rng.uniform(0.16, 0.3)
        cover = block(w, d, h, look.plain(colour, rough=0.55, grain=0.15), edge=0.02)
        pages = block(
            w * 0.985, d * 0.99, h * 0.8, look.plain("#e9e0cc", rough=0.9), edge=0.005
        )
        turn = rng.uniform(-12, 12)
        put(cover, 0, 0, z, turn=turn)
        put(pages, 0.02, -0.012, z + h * 0.1, turn=turn)
        parts += [cover, pages]
        z += h
    return group_of(*parts)


def plant(
    *,
    seed: int = 1,
    pot: str = "#c9beb0",
    leaf: str = "#33592c",
    n: int = 26,
    tall: float = 1.3,
) -> Any:
    """Make a potted plant with arching leaves."""
    rng = random.Random(seed)
    parts = [
        turned(
            [
                (0.001, 0),
                (0.32, 0),
                (0.35, 0.04),
                (0.42, 0.62),
                (0.42, 0.68),
                (0.37, 0.68),
                (0.34, 0.56),
                (0.001, 0.56),
            ],
            look.stone(pot, "#8d8479", scale=4),
        )
    ]
    green = look.skin(leaf, "#1f3d1c", rough=0.4, pits=0.02, scale=2)
    for _ in range(n):
        a, long = rng.uniform(0, 2 * math.pi), rng.uniform(0.6, 1.0) * tall
        bow, wide = rng.uniform(0.3, 1.1), rng.uniform(0.10, 0.2)

        def place(
            u: Any,
            v: Any,
            a: float = a,
            long: float = long,
            bow: float = bow,
            wide: float = wide,
        ) -> tuple[Any, Any, Any]:
            out = bow * u**1.7 * 0.9
            side = (
                (v - 0.5)
                * 2
                * wide
                * np.sin(np.pi * np.clip(u * 0.95 + 0.04, 0, 1)) ** 0.8
            )
            z = 0.55 + long * (u - 0.45 * bow * u**2.4) + 0.06 * np.abs(v - 0.5)
            return (
                out * math.cos(a) - side * math.sin(a),
                out * math.sin(a) + side * math.cos(a),
                z,
            )

        parts.append(grid(16, 4, place, green))
    return group_of(*parts)


def pencil(colour: str = "#d9a514") -> Any:
    """Lay a pencil along x."""
    shaft = turned(
        [(0.001, 0), (0.035, 0), (0.035, 1.5), (0.008, 1.68), (0.001, 1.7)],
        look.plain(colour, rough=0.3, coat=0.4),
        segments=6,
        soft=False,
    )
    return group_of(put(shaft, 0, 0, 0.035, roll=90))


def blurred_goods(
    n: int,
    *,
    seed: int,
    wide: float = 6,
    colours: tuple[str, ...] = (
        "#a33b2a",
        "#3d6a7d",
        "#c7a24c",
        "#e6e0d2",
        "#4d6b3c",
        "#2c2c33",
    ),
) -> Any:
    """Stand bottles, boxes and tins without print in a row, for a background."""
    rng = random.Random(seed)
    parts, x = [], -wide / 2
    while x < wide / 2 and len(parts) < n:
        colour, h, r = (
            rng.choice(colours),
            rng.uniform(0.7, 1.7),
            rng.uniform(0.2, 0.36),
        )
        kind = rng.random()
        if kind < 0.45:
            thing = block(2 * r, 0.5, h, look.plain(colour, rough=0.5), edge=0.02)
        else:
            neck = r * rng.choice((0.4, 0.8, 1.0))
            thing = turned(
                [
                    (0.001, 0),
                    (r, 0.0),
                    (r, h * 0.62),
                    (neck, h * 0.82),
                    (neck, h),
                    (0.001, h),
                ],
                look.plain(colour, rough=0.25, coat=0.3),
                segments=40,
            )
        parts.append(
            put(thing, x + r, rng.uniform(-0.1, 0.1), 0, turn=rng.uniform(-10, 10))
        )
        x += 2 * r + rng.uniform(0.03, 0.2)
    return group_of(*parts)
