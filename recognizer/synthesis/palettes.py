"""Colours of synthetic logos: pairs that a designer might have chosen.

Owns drawing a palette and telling whether two colours can be told apart.
"""

import colorsys
from dataclasses import dataclass

import numpy as np

Color = tuple[int, int, int]  # RGB, 0 to 255
WHITE: Color = (255, 255, 255)
BLACK: Color = (17, 17, 17)


@dataclass(frozen=True, slots=True)
class Palette:
    """Three colours of one logo. ink and paper contrast, accent stands beside both."""

    ink: Color
    paper: Color
    accent: Color

    def negative(self) -> "Palette":
        """Swap ink and paper: light on dark where it was dark on light."""
        return Palette(self.paper, self.ink, self.accent)


def draw_palette(rng: np.random.Generator) -> Palette:
    """Draw a palette: dark or vivid ink on light paper, or the other way round."""
    ink = _vivid(rng) if rng.random() < 0.7 else BLACK
    light = rng.random()
    paper: Color = WHITE if light < 0.6 else _pale(rng)
    if light > 0.85:
        paper = _vivid(rng)
    if contrast(ink, paper) < 2.2:
        paper = WHITE if _luminance(ink) < 0.4 else BLACK
    palette = Palette(ink, paper, _vivid(rng))
    return palette.negative() if rng.random() < 0.35 else palette


def contrast(first: Color, second: Color) -> float:
    """Return the contrast ratio of two colours, 1 (same) to 21 (WCAG 2)."""
    a, b = sorted((_luminance(first), _luminance(second)))
    return (b + 0.05) / (a + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (float((c / 255) ** 2.2) for c in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _vivid(rng: np.random.Generator) -> Color:
    return _from_hsv(rng.random(), rng.uniform(0.55, 1.0), rng.uniform(0.3, 1.0))


def _pale(rng: np.random.Generator) -> Color:
    return _from_hsv(rng.random(), rng.uniform(0.03, 0.25), rng.uniform(0.85, 1.0))


def _from_hsv(hue: float, saturation: float, value: float) -> Color:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)
