"""Owns the building of shader graphs, and of pictures for them."""

from collections.abc import Sequence
from typing import Any

import bpy
import numpy as np
from PIL import Image

Colour = str | Sequence[float]


def linear(colour: Colour) -> tuple[float, float, float, float]:
    """Turn "#rrggbb" (sRGB) into linear RGBA; leave numbers as they are."""
    if not isinstance(colour, str):
        r, g, b = colour
        return r, g, b, 1.0
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return r, g, b, 1.0


class Graph:
    """One material's node graph, with short ways to add and link nodes."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.tree.nodes.clear()
        self.surface = self.node("ShaderNodeBsdfPrincipled")
        self.output = self.node("ShaderNodeOutputMaterial")
        self.link(self.surface.outputs[0], self.output.inputs["Surface"])

    def node(self, kind: str, **settings: Any) -> Any:
        """Add a node; settings that name an input set its default value or link it."""
        node = self.tree.nodes.new(kind)
        for key, value in settings.items():
            name = key.replace("_", " ")
            if hasattr(node, key):
                setattr(node, key, value)
            elif isinstance(value, bpy.types.NodeSocket):
                self.link(value, node.inputs[name])
            else:
                node.inputs[name].default_value = value
        return node

    def link(self, output: Any, target: Any) -> None:
        """Connect two sockets."""
        self.tree.links.new(output, target)

    def set(self, **inputs: Any) -> "Graph":
        """Set or link inputs of the surface shader (words joined by "_")."""
        for key, value in inputs.items():
            socket = self.surface.inputs[key.replace("_", " ")]
            if isinstance(value, bpy.types.NodeSocket):
                self.link(value, socket)
            else:
                socket.default_value = value
        return self

    def ramp(self, value: Any, stops: Sequence[tuple[float, Colour]]) -> Any:
        """Map a value to colours."""
        node = self.node("ShaderNodeValToRGB")
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (at, colour) in zip(elements, stops, strict=True):
            element.position, element.color = at, linear(colour)
        self.link(value, node.inputs[0])
        return node.outputs[0]

    def coordinates(self, scale: Sequence[float] = (1, 1, 1), turn: float = 0) -> Any:
        """Return object coordinates, scaled and turned about z."""
        source = self.node("ShaderNodeTexCoord")
        mapping = self.node("ShaderNodeMapping")
        mapping.inputs["Scale"].default_value = scale
        mapping.inputs["Rotation"].default_value = (0, 0, turn)
        self.link(source.outputs["Object"], mapping.inputs["Vector"])
        return mapping.outputs[0]

    def noise(
        self,
        at: Any,
        scale: float,
        *,
        detail: float = 3,
        rough: float = 0.6,
        distortion: float = 0,
    ) -> Any:
        """Return fractal noise in [0, 1]."""
        node = self.node(
            "ShaderNodeTexNoise",
            Scale=scale,
            Detail=detail,
            Roughness=rough,
            Distortion=distortion,
        )
        self.link(at, node.inputs["Vector"])
        return node.outputs[0]

    def wave(
        self, at: Any, scale: float, *, direction: str = "X", distortion: float = 0
    ) -> Any:
        """Return sine bands in [0, 1]."""
        node = self.node(
            "ShaderNodeTexWave",
            bands_direction=direction,
            Scale=scale,
            Distortion=distortion,
        )
        node.inputs["Detail"].default_value = 1
        self.link(at, node.inputs["Vector"])
        return node.outputs["Fac"]

    def mix(self, a: Any, b: Any, share: Any = 0.5, *, how: str = "MIX") -> Any:
        """Blend two colours (sockets or values)."""
        node = self.node("ShaderNodeMix", data_type="RGBA", blend_type=how)
        for socket, value in (
            (node.inputs[0], share),
            (node.inputs[6], a),
            (node.inputs[7], b),
        ):
            if isinstance(value, bpy.types.NodeSocket):
                self.link(value, socket)
            elif isinstance(value, (int, float)):
                socket.default_value = value
            else:
                socket.default_value = linear(value)
        return node.outputs[2]

    def bump(
        self, height: Any, strength: float, *, depth: float = 0.02, over: Any = None
    ) -> Any:
        """Return a normal that follows a height."""
        node = self.node("ShaderNodeBump", Strength=strength, Distance=depth)
        self.link(height, node.inputs["Height"])
        if over is not None:
            self.link(over, node.inputs["Normal"])
        return node.outputs[0]


def packed(image: Image.Image, name: str) -> Any:
    """Hand a picture to the renderer without a file."""
    rgba = np.asarray(image.convert("RGBA"), dtype=np.float32)[::-1] / 255
    held = bpy.data.images.new(name, image.width, image.height, alpha=True)
    held.pixels.foreach_set(np.ascontiguousarray(rgba).ravel())
    held.alpha_mode = "STRAIGHT"
    held.update()
    held.pack()
    return held
