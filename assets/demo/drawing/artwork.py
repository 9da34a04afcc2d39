"""Owns printed matter: labels, box faces and prints, composed of symbols and text.

An artwork remembers where it put each symbol, so that a photograph of it can tell
where the symbol is seen.
"""

import io
import random
from dataclasses import dataclass, field

import cairosvg
from PIL import Image

from assets.demo.drawing.design import DESIGNS, INK, WHITE, box, fill, group, line
from assets.demo.drawing.outlines import word

COPY = (
    "Ingredients: water, sugar, modified maize starch, salt, spirit vinegar,",
    "spices (contain celery), natural flavouring, acid: citric acid. May contain",
    "traces of milk and egg. Store in a cool, dry place. Once opened keep",
    "refrigerated and use within three days. Best before: see lid. Packed in a",
    "protective atmosphere. Shake well. Keep out of reach of small children.",
    "Distributed by Marrow & Finch Ltd, 4 Quay Street, Port Elver. Questions?",
    "Write to us, quoting the number on the base. Please recycle this pack.",
)


@dataclass(slots=True)
class Artwork:
    """Printed matter of w x h units; `marks` are (symbol, u0, v0, u1, v1), v down."""

    w: float
    h: float
    ground: str = "none"
    parts: list[str] = field(default_factory=list)
    marks: list[tuple[str, float, float, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.ground != "none":
            self.parts.append(box(self.w, self.h, self.ground, self.w / 2, self.h / 2))

    def add(self, *bodies: str) -> "Artwork":
        """Put plain elements on top."""
        self.parts += bodies
        return self

    def symbol(
        self,
        name: str,
        x: float,
        y: float,
        *,
        w: float,
        colours: str = "",
        turn: float = 0,
    ) -> "Artwork":
        """Put a symbol's centre at x, y. `colours`: "" its own, "mono", or a list."""
        one = DESIGNS[name]
        inks = one.mono if colours == "mono" else tuple(colours.split()) or None
        scale = w / one.size_wh[0]
        h = one.size_wh[1] * scale
        self.parts.append(group(one.body(inks), move=(x, y), scale=scale, turn=turn))
        u, v, du, dv = x / self.w, y / self.h, w / 2 / self.w, h / 2 / self.h
        self.marks.append((name, u - du, v - dv, u + du, v + dv))
        return self

    def word(
        self,
        text: str,
        font: str,
        x: float,
        y: float,
        *,
        w: float | None = None,
        h: float | None = None,
        colour: str = INK,
        tracking: float = 0,
        turn: float = 0,
    ) -> "Artwork":
        """Put a line of text with its centre at x, y."""
        outline = word(text, font, tracking=tracking).fit(w=w, h=h)
        self.parts.append(group(fill(outline, colour), move=(x, y), turn=turn))
        return self

    def copy(
        self, x: float, y: float, *, w: float, lines: int = 5, colour: str = INK
    ) -> "Artwork":
        """Put small print with its upper left corner at x, y."""
        for i in range(lines):
            text = word(COPY[i % len(COPY)], "inter:500").fit(w=w)
            x0, _, _, _y1 = text.bounds()
            d = text.map(
                lambda px, py, i=i, x0=x0: (px - x0 + x, py + y + (i + 0.5) * w / 20)
            )
            self.parts.append(fill(d, colour))
        return self

    def barcode(
        self, x: float, y: float, *, w: float, h: float, seed: int = 1
    ) -> "Artwork":
        """Put a bar code on a white field with its centre at x, y."""
        rng = random.Random(seed)
        self.parts.append(box(w * 1.16, h * 1.2, WHITE, x, y))
        at, unit = x - w / 2, w / 95
        while at < x + w / 2 - 4 * unit:
            wide = rng.choice((1, 1, 2, 3)) * unit
            self.parts.append(box(wide, h * 0.8, "#111", at + wide / 2, y - h * 0.1))
            at += wide + rng.choice((1, 1, 2, 3)) * unit
        digits = "".join(rng.choice("0123456789") for _ in range(13))
        return self.word(digits, "ibm-plex-mono:500", x, y + h * 0.45, w=w * 0.9)

    def facts(
        self, x: float, y: float, *, w: float, colour: str = INK, paper: str = WHITE
    ) -> "Artwork":
        """Put a nutrition table with its centre at x, y (its height is 1.2 w)."""
        h = 1.2 * w
        edge = f'stroke="{colour}" stroke-width="{w / 90:g}"'
        self.parts.append(box(w, h, paper, x, y, more=edge))
        self.word(
            "Nutrition per 100 g",
            "inter:800",
            x,
            y - 0.42 * h,
            w=w * 0.86,
            colour=colour,
        )
        rows = (
            "Energy 412 kJ",
            "Fat 0.6 g",
            "of which saturates 0.1 g",
            "Carbohydrate 13 g",
            "of which sugars 4.9 g",
            "Fibre 4.1 g",
            "Protein 4.7 g",
            "Salt 0.62 g",
        )
        for i, row in enumerate(rows):
            top = y - 0.31 * h + i * 0.1 * h
            d = f"M{x - w * 0.46} {top - 0.045 * h} H{x + w * 0.46}"
            self.parts.append(line(d, colour, w / 250))
            outline = word(row, "inter:500").fit(h=0.052 * h)
            x0 = outline.bounds()[0]
            d2 = outline.map(
                lambda px, py, x0=x0, top=top: (px - x0 + x - w * 0.44, py + top)
            )
            self.parts.append(fill(d2, colour))
        return self

    def image(self, longest_px: int = 1400) -> Image.Image:
        """Rasterise with an alpha channel."""
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.w:g}" '
            f'height="{self.h:g}" viewBox="0 0 {self.w:g} {self.h:g}">'
            f"{''.join(self.parts)}</svg>"
        )
        scale = longest_px / max(self.w, self.h)
        return Image.open(
            io.BytesIO(cairosvg.svg2png(bytestring=svg.encode(), scale=scale))
        )
