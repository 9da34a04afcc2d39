"""Owns the photographer's room: an empty scene, camera, lights, and the exposure."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bpy
from mathutils import Vector

from assets.demo.drawing.graph import Colour, linear


def empty(*, world: Colour = "#5b6470", strength: float = 0.4) -> None:
    """Start an empty scene with an even surrounding light."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    background = scene.world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = linear(world)
    background.inputs["Strength"].default_value = strength


def camera(
    eye: Sequence[float],
    target: Sequence[float],
    *,
    lens: float = 60,
    f: float = 5.6,
    focus: Sequence[float] | None = None,
    roll: float = 0,
) -> Any:
    """Stand a camera at `eye`; `f` is the stop at our scale, 0 for all in focus."""
    data = bpy.data.cameras.new("camera")
    thing = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    thing.location = eye
    gaze = Vector(target) - Vector(eye)
    thing.rotation_euler = gaze.to_track_quat("-Z", "Y").to_euler()
    thing.rotation_euler.rotate_axis("Z", math.radians(roll))
    data.lens = lens
    data.clip_start = 0.05
    if f:
        data.dof.use_dof = True
        data.dof.focus_distance = (Vector(focus or target) - Vector(eye)).length
        data.dof.aperture_fstop = f * 0.1  # one unit is 10 cm, Blender thinks 1 m
    return thing


def lamp(
    at: Sequence[float],
    target: Sequence[float],
    watts: float,
    *,
    size: float = 2,
    tall: float | None = None,
    colour: Colour = "#ffffff",
) -> Any:
    """Hang a soft box; a small `size` makes hard shadows."""
    data = bpy.data.lights.new("lamp", "AREA")
    data.shape = "RECTANGLE"
    data.size, data.size_y = size, tall or size
    data.energy = watts
    data.color = linear(colour)[:3]
    thing = bpy.data.objects.new("lamp", data)
    bpy.context.scene.collection.objects.link(thing)
    thing.location = at
    thing.rotation_euler = (
        (Vector(target) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    )
    return thing


def sun(
    turn: float,
    height: float,
    strength: float,
    *,
    size: float = 0.6,
    colour: Colour = "#fff1d8",
) -> Any:
    """Let the sun shine from compass `turn` (0 from the front) at `height` degrees."""
    data = bpy.data.lights.new("sun", "SUN")
    data.energy, data.angle, data.color = (
        strength,
        math.radians(size),
        linear(colour)[:3],
    )
    thing = bpy.data.objects.new("sun", data)
    bpy.context.scene.collection.objects.link(thing)
    thing.rotation_euler = (math.radians(90 - height), 0, math.radians(turn))
    return thing


def render(
    path: Path,
    size_wh: tuple[int, int],
    *,
    samples: int,
    look: str = "AgX",
    exposure: float = 0,
    threads: int = 2,
) -> None:
    """Trace the scene into a 16-bit PNG."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    c = scene.cycles
    c.device, c.samples, c.use_denoising, c.denoiser = (
        "CPU",
        samples,
        True,
        "OPENIMAGEDENOISE",
    )
    c.use_adaptive_sampling, c.adaptive_threshold = True, 0.03
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transmission_bounces = (
        5,
        2,
        2,
        5,
    )
    c.transparent_max_bounces, c.caustics_reflective, c.caustics_refractive = (
        8,
        False,
        False,
    )
    c.sample_clamp_indirect = 4.0
    scene.render.resolution_x, scene.render.resolution_y = size_wh
    scene.render.resolution_percentage = 100
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.view_settings.view_transform = look
    if look == "AgX":
        scene.view_settings.look = "AgX - Medium High Contrast"
    scene.view_settings.exposure = exposure
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_depth = "8"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
