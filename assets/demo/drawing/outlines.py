"""Owns text as outlines: fonts, glyph runs, and the bending of paths.

Knows nothing of symbols. Coordinates are SVG ones: x to the right, y down.
"""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

FONT_ROOT = Path(__file__).parent / "node_modules" / "@fontsource"

Point = tuple[float, float]
Warp = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Outline:
    """A path as absolute commands: ("M" | "L" | "C" | "Z", points)."""

    commands: tuple[tuple[str, tuple[Point, ...]], ...]

    def map(self, warp: Warp) -> "Outline":
        """Move every point (control points too) by `warp`."""
        return Outline(
            tuple((op, tuple(warp(x, y) for x, y in pts)) for op, pts in self.commands)
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """Return x0, y0, x1, y1 over all points."""
        points = [p for _, pts in self.commands for p in pts]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)

    def fit(
        self, *, at: Point = (0, 0), w: float | None = None, h: float | None = None
    ) -> "Outline":
        """Centre the outline at a point, scaled to a width, a height, or both."""
        x0, y0, x1, y1 = self.bounds()
        sx = w / (x1 - x0) if w else None
        sy = h / (y1 - y0) if h else None
        sx, sy = sx or sy or 1.0, sy or sx or 1.0
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        return self.map(lambda x, y: (at[0] + (x - cx) * sx, at[1] + (y - cy) * sy))

    def rotate(self, degrees: float) -> "Outline":
        """Turn clockwise about the origin."""
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return self.map(lambda x, y: (c * x - s * y, s * x + c * y))

    def skew(self, amount: float) -> "Outline":
        """Lean to the right by `amount` of the height."""
        return self.map(lambda x, y: (x - amount * y, y))

    def split(self, pieces: int = 4) -> "Outline":
        """Cut every segment into pieces, so that a bend keeps its shape."""
        out: list[tuple[str, tuple[Point, ...]]] = []
        last = start = (0.0, 0.0)
        for op, pts in self.commands:
            if op == "M":
                start = pts[0]
                out.append((op, pts))
            elif op == "Z":
                out += _cut(
                    (last, _mix(last, start, 1 / 3), _mix(last, start, 2 / 3), start),
                    pieces,
                )
                out.append((op, pts))
            elif op == "L":
                end = pts[0]
                out += _cut(
                    (last, _mix(last, end, 1 / 3), _mix(last, end, 2 / 3), end), pieces
                )
            else:
                out += _cut((last, *pts), pieces)
            last = pts[-1] if pts else start
        return Outline(tuple(out))

    def bend(self, rise: float) -> "Outline":
        """Lift the middle by `rise` (arched baseline and top alike)."""
        x0, _, x1, _ = self.bounds()
        half, mid = (x1 - x0) / 2, (x0 + x1) / 2
        return self.split().map(
            lambda x, y: (x, y - rise * (1 - ((x - mid) / half) ** 2))
        )

    def swell(self, amount: float) -> "Outline":
        """Make the middle taller (amount > 0) or lower than the ends."""
        x0, y0, x1, y1 = self.bounds()
        half, mx, my = (x1 - x0) / 2, (x0 + x1) / 2, (y0 + y1) / 2
        return self.split().map(
            lambda x, y: (
                x,
                my + (y - my) * (1 + amount * (1 - ((x - mx) / half) ** 2)),
            )
        )

    def crown(self, amount: float) -> "Outline":
        """Arch the top only: the baseline stays straight."""
        x0, _y0, x1, y1 = self.bounds()
        half, mx = (x1 - x0) / 2, (x0 + x1) / 2
        return self.split().map(
            lambda x, y: (
                x,
                y1 + (y - y1) * (1 + amount * (1 - ((x - mx) / half) ** 2)),
            )
        )

    def wave(self, rise: float, turns: float = 1.0) -> "Outline":
        """Lay the outline on a sine wave."""
        x0, _, x1, _ = self.bounds()
        return self.split().map(
            lambda x, y: (
                x,
                y + rise * math.sin((x - x0) / (x1 - x0) * turns * math.tau),
            )
        )

    def d(self) -> str:
        """Return the SVG path data."""
        return "".join(
            op + " ".join(f"{x:.1f} {y:.1f}" for x, y in pts)
            for op, pts in self.commands
        )


def _mix(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _cut(curve: tuple[Point, ...], pieces: int) -> list[tuple[str, tuple[Point, ...]]]:
    """Cut one cubic at equal parameters (de Casteljau)."""
    out = []
    for left in range(pieces, 0, -1):
        t = 1 / left
        p0, p1, p2, p3 = curve
        a, b, c = _mix(p0, p1, t), _mix(p1, p2, t), _mix(p2, p3, t)
        d, e = _mix(a, b, t), _mix(b, c, t)
        f = _mix(d, e, t)
        out.append(("C", (a, d, f)))
        curve = (f, e, c, p3)
    return out


@cache
def _face(font: str) -> tuple[TTFont, hb.Font]:
    """Load "family", "family:weight" or "family:weight:italic" from @fontsource."""
    family, weight, style = [*font.split(":"), "400", "normal"][:3]
    if font.count(":") == 1:
        style = "normal"
    path = FONT_ROOT / family / "files" / f"{family}-latin-{weight}-{style}.woff2"
    ttf = TTFont(path)
    ttf.flavor = None
    buffer = io.BytesIO()
    ttf.save(buffer)
    return TTFont(io.BytesIO(buffer.getvalue())), hb.Font(hb.Face(buffer.getvalue()))


def text(
    line: str, font: str, *, size: float = 100, tracking: float = 0
) -> tuple[list[tuple[Outline, float]], float]:
    """Set one line. Returns its glyphs with their x offset, and the line's width."""
    ttf, face = _face(font)
    buffer = hb.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    hb.shape(face, buffer, {"kern": True, "liga": tracking == 0})
    scale = size / ttf["head"].unitsPerEm
    glyphs, x = [], 0.0
    for info, pos in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        outline = _glyph(font, ttf.getGlyphName(info.codepoint))
        shift = x + pos.x_offset * scale
        glyphs.append(
            (
                outline.map(lambda px, py, s=shift: (s + px * scale, -py * scale)),
                shift + pos.x_advance * scale / 2,
            )
        )
        x += pos.x_advance * scale + tracking * size
    return glyphs, x - tracking * size


@cache
def _glyph(font: str, name: str) -> Outline:
    ttf, _ = _face(font)
    glyphs = ttf.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(Qu2CuPen(pen, 0.5, all_cubic=True) if "glyf" in ttf else pen)
    ops = {"moveTo": "M", "lineTo": "L", "curveTo": "C"}
    return Outline(
        tuple(
            (ops[op], tuple((float(p[0]), float(p[1])) for p in pts))
            if op in ops
            else ("Z", ())
            for op, pts in pen.value
        )
    )


def word(line: str, font: str, *, tracking: float = 0) -> Outline:
    """Set one line as one outline, to be fitted where it belongs."""
    glyphs, _ = text(line, font, tracking=tracking)
    return Outline(tuple(c for outline, _ in glyphs for c in outline.commands))


def ring_word(
    line: str,
    font: str,
    *,
    radius: float,
    size: float,
    tracking: float = 0.05,
    below: bool = False,
) -> Outline:
    """Set a line round the origin: centred at the top, or (below) at the bottom."""
    glyphs, width = text(line, font, size=size, tracking=tracking)
    commands: list[tuple[str, tuple[Point, ...]]] = []
    for outline, middle in glyphs:
        angle = (middle - width / 2) / radius
        upright = outline.map(lambda x, y, m=middle: (x - m, y))
        if below:
            placed = upright.map(lambda x, y: (x, y + radius)).rotate(
                -math.degrees(angle)
            )
        else:
            placed = upright.map(lambda x, y: (x, y - radius)).rotate(
                math.degrees(angle)
            )
        commands += placed.commands
    return Outline(tuple(commands))
