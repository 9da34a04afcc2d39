"""Owns what a design is, the register, and the shapes that designs are made of."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assets.demo.drawing.outlines import Outline

INK, WHITE = "#161616", "#ffffff"
DESIGNS: dict[str, "Design"] = {}

Draw = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Design:
    """One symbol: how it is drawn and what the gallery says of it.

    `size_wh` is the box round the origin that it fills; `draw` takes `colours`.
    `mono` are the colours of its one-colour variant, or none.
    `list_name` is empty for a stranger: a symbol that the gallery does not hold.
    """

    name: str
    list_name: str
    size_wh: tuple[float, float]
    colours: tuple[str, ...]
    draw: Draw
    mono: tuple[str, ...] = ()
    severity: int = 1
    policy: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Return the name as it stands in file names."""
        kept = "".join(c if c.isalnum() else " " for c in self.name.lower())
        return "-".join(kept.split())

    def body(self, colours: Sequence[str] | None = None) -> str:
        """Return the SVG elements, centred on the origin."""
        return self.draw(*(colours or self.colours))

    def svg(self, colours: Sequence[str] | None = None, *, pad: float = 0.0) -> str:
        """Return a whole SVG document with a transparent ground."""
        w, h = self.size_wh[0] + 2 * pad, self.size_wh[1] + 2 * pad
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" '
            f'viewBox="{-w / 2:g} {-h / 2:g} {w:g} {h:g}">{self.body(colours)}</svg>\n'
        )


def design(
    name: str,
    list_name: str,
    *,
    size: tuple[float, float],
    colours: str,
    mono: str = "",
    severity: int = 1,
    policy: str = "",
    aliases: tuple[str, ...] = (),
) -> Callable[[Draw], Draw]:
    """Enter a drawing function in the register."""

    def enter(draw: Draw) -> Draw:
        DESIGNS[name] = Design(
            name,
            list_name,
            size,
            tuple(colours.split()),
            draw,
            tuple({"k": INK, "w": WHITE, "-": "none"}[c] for c in mono),
            severity,
            policy,
            aliases,
        )
        return draw

    return enter


def fill(outline: Outline | str, colour: str, more: str = "") -> str:
    """Fill an outline (or path data)."""
    d = outline if isinstance(outline, str) else outline.d()
    return f'<path d="{d}" fill="{colour}" {more}/>'


def line(d: str, colour: str, width: float, more: str = "", cap: str = "round") -> str:
    """Stroke path data with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        f'stroke-linecap="{cap}" stroke-linejoin="round" {more}/>'
    )


def disc(r: float, colour: str, x: float = 0, y: float = 0) -> str:
    """Fill a circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{colour}"/>'


def ring(
    r: float, colour: str, width: float, x: float = 0, y: float = 0, more: str = ""
) -> str:
    """Stroke a circle."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="none" stroke="{colour}" '
        f'stroke-width="{width:g}" {more}/>'
    )


def oval(
    rx: float, ry: float, colour: str, x: float = 0, y: float = 0, more: str = ""
) -> str:
    """Fill an ellipse."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{colour}" {more}/>'  # noqa: E501


def box(
    w: float,
    h: float,
    colour: str,
    x: float = 0,
    y: float = 0,
    r: float = 0,
    more: str = "",
) -> str:
    """Fill a rectangle that is centred on x, y."""
    return (
        f'<rect x="{x - w / 2:g}" y="{y - h / 2:g}" width="{w:g}" height="{h:g}" '
        f'rx="{r:g}" fill="{colour}" {more}/>'
    )


def polygon(points: Sequence[tuple[float, float]], colour: str, more: str = "") -> str:
    """Fill a polygon."""
    listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{listed}" fill="{colour}" {more}/>'


def star(
    n: int, outer: float, inner: float, *, x: float = 0, y: float = 0, turn: float = 0
) -> list[tuple[float, float]]:
    """Return the corners of a star with n points, the first one up."""
    return [
        (
            x + (outer, inner)[i % 2] * math.sin(math.pi * i / n + math.radians(turn)),
            y - (outer, inner)[i % 2] * math.cos(math.pi * i / n + math.radians(turn)),
        )
        for i in range(2 * n)
    ]


def ngon(
    n: int, r: float, *, x: float = 0, y: float = 0, turn: float = 0
) -> list[tuple[float, float]]:
    """Return the corners of a regular polygon, the first one up."""
    return star(n, r, r, x=x, y=y, turn=turn)[::2]


def group(
    *bodies: str,
    move: tuple[float, float] = (0, 0),
    turn: float = 0,
    scale: float | str = 1,
    more: str = "",
) -> str:
    """Move, turn and scale elements together."""
    return (
        f'<g transform="translate({move[0]:g} {move[1]:g}) rotate({turn:g}) '
        f'scale({scale})" {more}>{"".join(bodies)}</g>'
    )


def around(n: int, body: str, *, start: float = 0) -> str:
    """Repeat elements n times round the origin."""
    return "".join(group(body, turn=start + 360 * i / n) for i in range(n))
