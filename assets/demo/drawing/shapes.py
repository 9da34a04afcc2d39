"""Owns meshes: turned bodies, boxes, sheets, cloth, labels. One unit is 10 cm.

Fronts face -y (towards the camera); labels carry `marks`, the symbols' places on
them, as a custom property.
"""

import itertools
import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import bpy
import numpy as np
from PIL import Image

from assets.demo.drawing.artwork import Artwork
from assets.demo.drawing.materials import printed

Radius = float | Callable[[float], float]


def mesh(
    name: str,
    vertices: Any,
    faces: Any,
    material: Any,
    *,
    uv: Any = None,
    smooth: bool = True,
) -> Any:
    """Make an object. `uv`: one (u, v) for each vertex, v up."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(
        [tuple(map(float, v)) for v in vertices],
        [],
        [tuple(map(int, f)) for f in faces],
    )
    if uv is not None:
        layer = data.uv_layers.new(name="UVMap")
        index = np.zeros(len(data.loops), dtype=np.int32)
        data.loops.foreach_get("vertex_index", index)
        layer.data.foreach_set("uv", np.asarray(uv, dtype=np.float32)[index].ravel())
    data.polygons.foreach_set("use_smooth", [smooth] * len(data.polygons))
    thing = bpy.data.objects.new(name, data)
    data.materials.append(material)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def grid(
    nu: int,
    nv: int,
    place: Callable[[Any, Any], tuple[Any, Any, Any]],
    material: Any,
    *,
    name: str = "sheet",
) -> Any:
    """Make a sheet of nu x nv cells from place(u, v) -> x, y, z with u, v in [0, 1]."""
    u, v = np.meshgrid(np.linspace(0, 1, nu + 1), np.linspace(0, 1, nv + 1))
    x, y, z = (np.broadcast_to(a, u.shape).ravel() for a in place(u, v))
    i = (np.arange(nv)[:, None] * (nu + 1) + np.arange(nu)).ravel()
    faces = np.stack([i, i + 1, i + nu + 2, i + nu + 1], 1)
    return mesh(
        name,
        np.stack([x, y, z], 1),
        faces,
        material,
        uv=np.stack([u.ravel(), v.ravel()], 1),
    )


def turned(
    profile: Sequence[tuple[float, float]],
    material: Any,
    *,
    segments: int = 96,
    name: str = "turned",
    soft: bool = True,
) -> Any:
    """Turn a profile of (radius, z) about z; `soft` rounds its corners a little."""
    if soft:
        profile = _supported(profile)
    a = np.linspace(0, 2 * math.pi, segments, endpoint=False)
    vertices = [(r * math.sin(t), -r * math.cos(t), z) for r, z in profile for t in a]
    faces = [
        (
            j * segments + i,
            j * segments + (i + 1) % segments,
            (j + 1) * segments + (i + 1) % segments,
            (j + 1) * segments + i,
        )
        for j in range(len(profile) - 1)
        for i in range(segments)
    ]
    thing = mesh(name, vertices, faces, material)
    thing.data.update()
    if soft:
        thing.modifiers.new("soft", "SUBSURF").render_levels = 1
    return thing


def _supported(profile: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Add points near both ends of each piece: subdivision then keeps it straight."""
    out = [profile[0]]
    for (r0, z0), (r1, z1) in itertools.pairwise(profile):
        share = min(0.34, 0.012 / max(1e-6, math.hypot(r1 - r0, z1 - z0)))
        out += [
            (r0 + (r1 - r0) * t, z0 + (z1 - z0) * t) for t in (share, 1 - share, 1.0)
        ]
    return out


def block(
    w: float,
    d: float,
    h: float,
    material: Any,
    *,
    edge: float = 0.03,
    name: str = "block",
) -> Any:
    """Make a box that stands on z = 0, with rounded edges."""
    x, y = w / 2, d / 2
    vertices = [
        (-x, -y, 0),
        (x, -y, 0),
        (x, y, 0),
        (-x, y, 0),
        (-x, -y, h),
        (x, -y, h),
        (x, y, h),
        (-x, y, h),
    ]
    faces = [
        (3, 2, 1, 0),
        (4, 5, 6, 7),
        (0, 1, 5, 4),
        (1, 2, 6, 5),
        (2, 3, 7, 6),
        (3, 0, 4, 7),
    ]
    thing = mesh(name, vertices, faces, material, smooth=True)
    bevel = thing.modifiers.new("edge", "BEVEL")
    bevel.width, bevel.segments = edge, 4
    bevel.harden_normals = True
    return thing


def ball(
    r: float,
    material: Any,
    *,
    squash: float = 1.0,
    dent: float = 0.0,
    name: str = "ball",
) -> Any:
    """Make a fruit-like ball that rests on z = 0; `dent` hollows its top."""
    n = 40
    profile = []
    for i in range(n + 1):
        t = math.pi * i / n
        radius = max(r * math.sin(t), 0.0005)
        z = -r * math.cos(t) * squash
        z -= (
            dent
            * r
            * math.exp(-((radius / (0.35 * r)) ** 2))
            * (1 if t > math.pi / 2 else -0.6)
        )
        profile.append((radius, z + r * squash))
    return turned(profile, material, segments=48, name=name, soft=False)


def mark(thing: Any, art: Artwork) -> Any:
    thing["marks"] = json.dumps(art.marks)
    return thing


def wrap(
    art: Artwork,
    radius: Radius,
    z0: float,
    z1: float,
    *,
    degrees: float,
    material: Any = None,
    face: float = 0,
    lift: float = 0.004,
    px: int = 1800,
    **look: Any,
) -> Any:
    """Wrap an artwork round a turned body; `face` turns its middle from the front."""
    at = radius if callable(radius) else lambda _: radius

    def place(u: Any, v: Any) -> tuple[Any, Any, Any]:
        a = np.radians((u - 0.5) * degrees + face)
        z = z0 + (z1 - z0) * v
        r = np.vectorize(at)(z) + lift
        return r * np.sin(a), -r * np.cos(a), z

    surface = material or printed(art.image(px), **look)
    return mark(grid(max(12, int(degrees / 3)), 24, place, surface, name="label"), art)


def face(
    art: Artwork,
    w: float,
    h: float,
    *,
    at: Sequence[float] = (0, 0, 0),
    turn: Sequence[float] = (0, 0, 0),
    px: int = 1600,
    bulge: float = 0,
    **look: Any,
) -> Any:
    """Lay an artwork on a flat face that stands and looks to -y before `turn`."""

    def place(u: Any, v: Any) -> tuple[Any, Any, Any]:
        swell = -bulge * np.sin(np.pi * u) * np.sin(np.pi * v)
        return (u - 0.5) * w, swell, (v - 0.5) * h

    thing = grid(12, 12, place, printed(art.image(px), **look), name="label")
    thing.location = at
    thing.rotation_euler = [math.radians(t) for t in turn]
    return mark(thing, art)


def group_of(*things: Any) -> Any:
    """Hang things on one empty, to be moved together."""
    root = bpy.data.objects.new("group", None)
    bpy.context.scene.collection.objects.link(root)
    for thing in things:
        if thing.parent is None:
            thing.parent = root
    return root


def put(
    thing: Any,
    x: float = 0,
    y: float = 0,
    z: float = 0,
    *,
    turn: float = 0,
    tilt: float = 0,
    roll: float = 0,
    scale: float = 1,
) -> Any:
    """Place a thing: `turn` about z, `tilt` about x, `roll` about y, in degrees."""
    thing.location = (x, y, z)
    thing.rotation_euler = [math.radians(a) for a in (tilt, roll, turn)]
    thing.scale = (scale, scale, scale)
    return thing


def noise_image(seed: int, size: int = 256, *, octaves: int = 4) -> Any:
    """Return smooth noise in [-1, 1] as an array of size x size."""
    rng = np.random.default_rng(seed)
    total = np.zeros((size, size))
    for octave in range(octaves):
        n = 3 * 2**octave + 1
        small = Image.fromarray(rng.normal(size=(n, n)).astype(np.float32), mode="F")
        total += (
            np.asarray(small.resize((size, size), Image.Resampling.BICUBIC))
            / 1.9**octave
        )
    return total / np.abs(total).max()


def sampled(noise: Any, u: Any, v: Any) -> Any:
    """Look up a noise array at u, v in [0, 1]."""
    n = noise.shape[0] - 1
    return noise[np.clip((v * n).astype(int), 0, n), np.clip((u * n).astype(int), 0, n)]
