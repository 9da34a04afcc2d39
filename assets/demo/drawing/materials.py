"""Owns how things look: paper, metal, glass, cloth, wood, stone."""

from typing import Any

from PIL import Image

from assets.demo.drawing.graph import Colour, Graph, linear, packed


def plain(
    colour: Colour,
    *,
    rough: float = 0.5,
    metal: float = 0,
    coat: float = 0,
    grain: float = 0,
) -> Any:
    """Return paint, plastic or metal of one colour."""
    g = Graph("plain").set(
        Base_Color=linear(colour),
        Roughness=rough,
        Metallic=metal,
        Coat_Weight=coat,
        Coat_Roughness=0.08,
    )
    if grain:
        g.set(Normal=g.bump(g.noise(g.coordinates(), 90), grain, depth=0.01))
    return g.material


def printed(
    image: Image.Image,
    *,
    rough: float = 0.45,
    coat: float = 0,
    metal: float = 0,
    under: Colour | None = None,
    bump: float = 0.05,
    cloth: bool = False,
) -> Any:
    """Return printed matter. `under`: the ground's colour where the print has none;
    without it the print is a sticker, and clear where it has no ink."""
    g = Graph("printed")
    texture = g.node(
        "ShaderNodeTexImage", image=packed(image, "print"), extension="EXTEND"
    )
    colour = texture.outputs["Color"]
    if under is None:
        g.set(Alpha=texture.outputs["Alpha"])
    else:
        ground: Any = under
        if cloth:
            ground = g.mix(under, (0.0, 0.0, 0.0), 0.0)
        colour = g.mix(ground, colour, texture.outputs["Alpha"])
    fibre = g.noise(g.coordinates(), 14, detail=3, rough=0.7)
    colour = g.mix(
        colour,
        g.ramp(fibre, [(0.3, "#d8d8d8"), (0.7, "#ffffff")]),
        0.35,
        how="MULTIPLY",
    )
    g.set(
        Base_Color=colour,
        Roughness=rough,
        Coat_Weight=coat,
        Coat_Roughness=0.06,
        Metallic=metal,
    )
    normal = g.bump(g.noise(g.coordinates(), 3, detail=1), bump, depth=0.1)
    if cloth:
        weave = g.mix(
            g.wave(g.coordinates(), 34),
            g.wave(g.coordinates(), 34, direction="Y"),
            how="MULTIPLY",
        )
        normal = g.bump(weave, 0.25, depth=0.012, over=normal)
        g.set(Sheen_Weight=0.25, Specular_IOR_Level=0.2)
    g.set(Normal=normal)
    return g.material


def cloth(colour: Colour, *, weave: float = 34, second: Colour | None = None) -> Any:
    """Return woven cloth, with stripes of a second colour if given."""
    g = Graph("cloth")
    at = g.coordinates()
    threads = g.mix(g.wave(at, weave), g.wave(at, weave, direction="Y"), how="MULTIPLY")
    base: Any = g.mix(
        colour,
        (0.02, 0.02, 0.02),
        g.ramp(g.noise(at, 4), [(0.35, (0.0, 0.0, 0.0)), (0.9, (0.25, 0.25, 0.25))]),
    )
    if second is not None:
        base = g.mix(
            base,
            second,
            g.ramp(
                g.wave(at, 0.9, direction="Y"),
                [(0.62, (0.0, 0.0, 0.0)), (0.66, (1.0, 1.0, 1.0))],
            ),
        )
    g.set(
        Base_Color=base,
        Roughness=0.92,
        Sheen_Weight=0.3,
        Specular_IOR_Level=0.2,
        Normal=g.bump(threads, 0.35, depth=0.015),
    )
    return g.material


def wood(
    light: Colour,
    dark: Colour,
    *,
    planks: float = 1.4,
    rough: float = 0.42,
    turn: float = 0,
) -> Any:
    """Return boards with grain along x; `planks` is a board's width, 0 for none."""
    g = Graph("wood")
    at = g.coordinates(turn=turn)
    long_at = g.coordinates((0.35, 4.0, 4.0), turn)
    grain = g.noise(long_at, 3.2, detail=4, rough=0.62, distortion=1.1)
    pores = g.noise(g.coordinates((1.2, 34.0, 34.0), turn), 3, detail=2)
    tone = g.ramp(grain, [(0.3, dark), (0.52, light), (0.75, dark)])
    tone = g.mix(
        tone, g.ramp(pores, [(0.35, "#8a8078"), (0.6, "#ffffff")]), 0.55, how="MULTIPLY"
    )
    height: Any = pores
    if planks:
        boards = g.node("ShaderNodeTexBrick", offset=0.37, Scale=1.0)
        for key, value in (
            ("Brick Width", planks * 7),
            ("Row Height", planks),
            ("Mortar Size", 0.012),
            ("Mortar Smooth", 0.3),
            ("Bias", 0.0),
        ):
            boards.inputs[key].default_value = value
        for key, shade in (("Color1", 0.62), ("Color2", 1.0), ("Mortar", 0.03)):
            boards.inputs[key].default_value = (shade, shade, shade, 1)
        g.link(at, boards.inputs["Vector"])
        tone = g.mix(tone, boards.outputs["Color"], 1.0, how="MULTIPLY")
        height = g.mix(pores, boards.outputs["Color"], 0.8)
    gloss = g.ramp(grain, [(0.3, (rough + 0.14,) * 3), (0.7, (rough - 0.06,) * 3)])
    g.set(Base_Color=tone, Roughness=gloss, Normal=g.bump(height, 0.35, depth=0.03))
    return g.material


def marble(
    ground: Colour = "#ece9e4", vein: Colour = "#6d6a68", *, rough: float = 0.12
) -> Any:
    """Return polished stone with veins."""
    g = Graph("marble")
    at = g.coordinates()
    cloud = g.ramp(
        g.noise(at, 0.5, detail=5, distortion=1.6), [(0.35, "#cfcac4"), (0.65, ground)]
    )
    veins = g.ramp(
        g.noise(at, 0.38, detail=7, rough=0.58, distortion=2.2),
        [(0.475, (0, 0, 0)), (0.5, (0.8, 0.8, 0.8)), (0.525, (0, 0, 0))],
    )
    g.set(Base_Color=g.mix(cloud, vein, veins), Roughness=rough)
    return g.material


def stone(
    light: Colour, dark: Colour, *, rough: float = 0.8, scale: float = 1.2
) -> Any:
    """Return concrete, plaster or slate."""
    g = Graph("stone")
    at = g.coordinates()
    stain = g.noise(at, scale, detail=4, rough=0.65)
    fine = g.noise(at, 22, detail=3, rough=0.75)
    tone = g.mix(
        g.ramp(stain, [(0.3, dark), (0.7, light)]),
        g.ramp(fine, [(0.3, "#9a9a9a"), (0.65, "#ffffff")]),
        0.5,
        how="MULTIPLY",
    )
    g.set(
        Base_Color=tone,
        Roughness=rough,
        Normal=g.bump(g.mix(stain, fine, 0.6), 0.3, depth=0.03),
    )
    return g.material


def bricks(
    a: Colour, b: Colour, joint: Colour, *, wide: float = 2.2, high: float = 0.7
) -> Any:
    """Return a wall of bricks or tiles, in object x and z (lay the wall flat)."""
    g = Graph("bricks")
    at = g.coordinates()
    node = g.node("ShaderNodeTexBrick", Scale=1.0)
    for key, value in (
        ("Brick Width", wide),
        ("Row Height", high),
        ("Mortar Size", 0.04),
        ("Mortar Smooth", 0.2),
    ):
        node.inputs[key].default_value = value
    for key, colour in (("Color1", a), ("Color2", b), ("Mortar", joint)):
        node.inputs[key].default_value = linear(colour)
    g.link(at, node.inputs["Vector"])
    fine = g.noise(at, 9, detail=3)
    tone = g.mix(
        node.outputs["Color"],
        g.ramp(fine, [(0.3, "#8c8c8c"), (0.7, "#ffffff")]),
        0.6,
        how="MULTIPLY",
    )
    height = g.mix(fine, node.outputs["Fac"], 0.7)
    g.set(Base_Color=tone, Roughness=0.75, Normal=g.bump(height, -0.5, depth=0.05))
    return g.material


def cardboard(colour: Colour = "#b58a5c") -> Any:
    """Return brown board with faint flutes."""
    g = Graph("cardboard")
    at = g.coordinates()
    tone = g.mix(
        colour,
        "#7d5c38",
        g.ramp(g.noise(at, 7, detail=4), [(0.4, (0, 0, 0)), (0.8, (0.45, 0.45, 0.45))]),
    )
    g.set(
        Base_Color=tone,
        Roughness=0.85,
        Normal=g.bump(g.wave(at, 9, distortion=0.4), 0.06, depth=0.02),
    )
    return g.material


def glass(colour: Colour, *, rough: float = 0.01) -> Any:
    """Return tinted glass."""
    g = Graph("glass")
    g.set(Base_Color=linear(colour), Roughness=rough, Transmission_Weight=1.0, IOR=1.48)
    return g.material


def brushed(colour: Colour = "#b9bcc0", *, rough: float = 0.28) -> Any:
    """Return drawn metal with fine rings about z."""
    g = Graph("brushed")
    fine = g.noise(g.coordinates((0.4, 0.4, 60.0)), 4, detail=4)
    g.set(
        Base_Color=linear(colour),
        Metallic=1.0,
        Roughness=rough,
        Normal=g.bump(fine, 0.05, depth=0.01),
    )
    return g.material


def skin(
    light: Colour,
    dark: Colour,
    *,
    scale: float = 5,
    rough: float = 0.35,
    pits: float = 0.25,
) -> Any:
    """Return the peel of a fruit."""
    g = Graph("peel")
    at = g.coordinates()
    tone = g.ramp(g.noise(at, scale * 0.35, detail=6), [(0.35, dark), (0.65, light)])
    g.set(
        Base_Color=tone,
        Roughness=rough,
        Subsurface_Weight=0.1,
        Normal=g.bump(g.noise(at, scale * 6, detail=2), pits, depth=0.02),
    )
    return g.material


def glow(colour: Colour, strength: float) -> Any:
    """Return a light's face."""
    g = Graph("glow").set(
        Emission_Color=linear(colour),
        Emission_Strength=strength,
        Base_Color=(0, 0, 0, 1),
    )
    return g.material
