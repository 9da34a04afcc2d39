"""Owns ground truth: where a photograph shows which symbol.

Points of each mark on each label are carried into the picture; the camera's ray
tells which of them are seen.
"""

import json
from typing import Any

import bpy
import numpy as np
from bpy_extras.object_utils import world_to_camera_view

STEPS = 11
LEAST_SEEN, LEAST_PX = 0.3, 20


def seen_marks(size_wh: tuple[int, int]) -> list[dict[str, Any]]:
    """Return symbol, xyxy (pixels) and the seen share of every mark in the picture."""
    graph = bpy.context.evaluated_depsgraph_get()
    found = []
    for thing in bpy.context.scene.objects:
        if "marks" not in thing:
            continue
        for name, u0, v0, u1, v1 in json.loads(thing["marks"]):
            box = _mark_box(thing, graph, (u0, v0, u1, v1), size_wh)
            if box is not None:
                found.append({"symbol": name, **box})
    return found


def _mark_box(
    thing: Any, graph: Any, uv: tuple[float, ...], size_wh: tuple[int, int]
) -> dict[str, Any] | None:
    points = _surface_points(thing.evaluated_get(graph), uv)
    scene = bpy.context.scene
    eye = scene.camera.matrix_world.translation
    seen = []
    for point in points:
        x, y, depth = world_to_camera_view(scene, scene.camera, point)
        if depth <= 0 or not (0 <= x <= 1 and 0 <= y <= 1):
            continue
        way = point - eye
        hit, where, *_ = scene.ray_cast(graph, eye, way.normalized())
        if not hit or (where - eye).length > way.length - 0.02:
            seen.append((x * size_wh[0], (1 - y) * size_wh[1]))
    share = len(seen) / max(1, len(points))
    if share < LEAST_SEEN:
        return None
    xy = np.array(seen)
    if (np.ptp(xy, axis=0) < LEAST_PX).any():  # a sliver at the edge of a round label
        return None
    box = [*xy.min(0), *xy.max(0)]
    return {"xyxy": [round(float(v), 1) for v in box], "seen": round(share, 2)}


def _surface_points(thing: Any, uv: tuple[float, ...]) -> list[Any]:
    """Return points of the mesh at a lattice over a part of its texture (v down)."""
    data = thing.to_mesh()
    layer = data.uv_layers[0].data
    data.calc_loop_triangles()
    loops = np.array([t.loops[:] for t in data.loop_triangles])
    corners = np.array([t.vertices[:] for t in data.loop_triangles])
    where = np.array([layer[i].uv[:] for i in range(len(layer))])[loops]  # (T, 3, 2)
    points = []
    for u in np.linspace(uv[0], uv[2], STEPS):
        for v in np.linspace(uv[1], uv[3], STEPS):
            weights = _barycentric(where, np.array([u, 1 - v]))
            inside = np.flatnonzero((weights >= -1e-4).all(1))
            if len(inside):
                t = inside[0]
                points.append(
                    thing.matrix_world
                    @ sum(
                        (
                            data.vertices[i].co * w
                            for i, w in zip(
                                corners[t].tolist(), weights[t].tolist(), strict=True
                            )
                        ),
                        start=data.vertices[0].co * 0,
                    )
                )
    thing.to_mesh_clear()
    return points


def _barycentric(triangles: Any, point: Any) -> Any:
    """Return the weights (T, 3) of a point in T flat triangles."""
    a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
    v0, v1, v2 = b - a, c - a, point - a
    den = v0[:, 0] * v1[:, 1] - v1[:, 0] * v0[:, 1]
    den = np.where(np.abs(den) < 1e-12, np.inf, den)
    w1 = (v2[:, 0] * v1[:, 1] - v1[:, 0] * v2[:, 1]) / den
    w2 = (v0[:, 0] * v2[:, 1] - v2[:, 0] * v0[:, 1]) / den
    w0 = np.where(np.isinf(den), -1, 1 - w1 - w2)
    return np.stack([w0, w1, w2], 1)
