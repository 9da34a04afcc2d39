"""Synthetic logos: marks from icon sets, and text logos of invented brands.

A logo's class name says all that its look depends on, so that the same logo can be
drawn again in another colour variant, in any process. Owns that choice; the layout is
in `arrangements`, the pixels of marks in `rasters`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from recognizer.synthesis.arrangements import (
    ARRANGEMENTS,
    Layout,
    Style,
    initials,
    monogram,
)
from recognizer.synthesis.palettes import BLACK, WHITE, Palette, draw_palette
from recognizer.synthesis.rasters import (
    LONGEST_PX,
    load_raster,
    raster_path,
    render_drawings,
)
from recognizer.synthesis.sources import Drawing, Sources
from recognizer.synthesis.words import SLOGANS, NameMaker

_LAYOUTS = [layout for layout, _ in ARRANGEMENTS]
_WEIGHTS = np.array([weight for _, weight in ARRANGEMENTS])
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_SEEDS = 2**31


@dataclass(frozen=True, slots=True, eq=False)
class Logo:
    """One drawn logo.

    rgba: (H, W, 4) uint8, alpha not multiplied in, longest side about 256 px.
    caption: the words on it, or what it shows. class_name: what it is a logo of.
    """

    rgba: NDArray[np.uint8]
    caption: str
    class_name: str


class LogoFactory:
    """Draws logos. The same arguments and the same seed give the same pixels.

    Renders drawings that were never rendered first; see `rasters.render_drawings`.
    """

    def __init__(
        self,
        sources: Sources,
        *,
        processes: int = 1,
        log: Callable[[str], None] = lambda line: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        if not sources.fonts:
            raise ValueError("sources must hold at least one font, got none")
        render_drawings(sources, processes=processes, log=log, stop=stop)
        self._fonts = sources.fonts
        self._sources = sources
        self._marks = _marks_by_class(sources)
        self._names = NameMaker([d.caption for d in sources.drawings])
        self.mark_classes: tuple[str, ...] = tuple(sorted(self._marks))

    def sample(self, rng: np.random.Generator) -> Logo:
        """Draw any logo: about half are words, half marks."""
        return self.render(self.sample_class(rng), rng)

    def sample_class(self, rng: np.random.Generator) -> str:
        """Return the class of any logo."""
        if self.mark_classes and rng.random() < 0.5:
            return self.sample_mark_class(rng)
        return self.text_class(self._names.name(rng), rng)

    def sample_family(self, rng: np.random.Generator, n: int) -> list[Logo]:
        """Draw `n` logos whose names are easily taken for each other."""
        return [self.render(name, rng) for name in self.sample_family_classes(rng, n)]

    def sample_mark_class(self, rng: np.random.Generator) -> str:
        """Return the class of one mark."""
        return self.mark_classes[int(rng.integers(len(self.mark_classes)))]

    def sample_family_classes(self, rng: np.random.Generator, n: int) -> list[str]:
        """Return the classes of `n` look-alike names, half of them in one style."""
        seed = int(rng.integers(_SEEDS))
        return [
            self.text_class(name, rng, seed=seed if rng.random() < 0.5 else None)
            for name in self._names.family(rng, n)
        ]

    def text_class(
        self, name: str, rng: np.random.Generator, *, seed: int | None = None
    ) -> str:
        """Return the class of a text logo; its look follows from name and seed."""
        return f"text:{int(rng.integers(_SEEDS)) if seed is None else seed}:{name}"

    def caption_of(self, class_name: str) -> str:
        """Return the words on logos of a class, or what they show, without drawing."""
        if not class_name.startswith("text:"):
            return self._marks[class_name][0].caption
        _, seed, name = class_name.split(":", 2)
        layout = _layout(np.random.default_rng(int(seed)))
        return initials(name).lower() if layout is monogram else name

    def render(self, class_name: str, rng: np.random.Generator) -> Logo:
        """Draw a logo of the class, in one of its colour variants."""
        if class_name.startswith("text:"):
            return self._render_text(class_name, rng)
        drawings = self._marks[class_name]
        drawing = drawings[int(rng.integers(len(drawings)))]
        rgba = self._mark_pixels(drawing)
        if drawing.recolourable or rng.random() < 0.06:
            color = draw_palette(rng).ink if rng.random() < 0.7 else BLACK
            rgba = _recoloured(rgba, WHITE if rng.random() < 0.15 else color)
        return Logo(rgba, drawing.caption, class_name)

    def _render_text(self, class_name: str, rng: np.random.Generator) -> Logo:
        _, seed, name = class_name.split(":", 2)
        look = np.random.default_rng(int(seed))
        layout = _layout(look)
        style = self._style(look, rng)
        slogan = SLOGANS[int(look.integers(len(SLOGANS)))]
        symbol = None
        if self.mark_classes:
            marks = self._marks[self.sample_mark_class(look)]
            symbol = self._symbol(marks[0], style.palette)
        written = _cased(name, look)
        image = layout(written, slogan, style, symbol)
        image.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.BILINEAR)
        return Logo(np.asarray(image), self.caption_of(class_name), class_name)

    def _style(self, look: np.random.Generator, rng: np.random.Generator) -> Style:
        palette = draw_palette(look)
        spaced, slanted = look.random(2)
        style_fonts = look.integers(len(self._fonts), size=2)
        variant = rng.random()
        if variant < 0.10:
            palette = palette.negative()
        elif variant < 0.22:
            palette = Palette(BLACK, WHITE, BLACK)
        elif variant < 0.28:
            palette = Palette(WHITE, BLACK, WHITE)
        return Style(
            font=self._fonts[int(style_fonts[0])],
            second_font=self._fonts[int(style_fonts[1])],
            palette=palette,
            tracking=float(look.uniform(-0.05, 0.25)) if spaced < 0.35 else 0.0,
            slant=float(look.uniform(-0.1, 0.35)) if slanted < 0.2 else 0.0,
            bold=int(look.choice([0, 0, 0, 1, 2, 4])),
            amount=float(look.random()),
        )

    def _symbol(self, drawing: Drawing, palette: Palette) -> Image.Image:
        rgba = self._mark_pixels(drawing)
        if drawing.recolourable:
            rgba = _recoloured(rgba, palette.ink)
        return Image.fromarray(rgba)

    def _mark_pixels(self, drawing: Drawing) -> NDArray[np.uint8]:
        return load_raster(raster_path(self._sources, drawing))


def _layout(look: np.random.Generator) -> Layout:
    return _LAYOUTS[int(look.choice(len(_LAYOUTS), p=_WEIGHTS))]


def _marks_by_class(sources: Sources) -> dict[str, Sequence[Drawing]]:
    marks: dict[str, list[Drawing]] = defaultdict(list)
    for drawing in sources.drawings:
        if raster_path(sources, drawing).stat().st_size > 0:
            marks[drawing.class_name].append(drawing)
    return dict(marks)


def _recoloured(
    rgba: NDArray[np.uint8], color: tuple[int, int, int]
) -> NDArray[np.uint8]:
    out = rgba.copy()
    out[..., :3] = color
    return out


def _cased(name: str, look: np.random.Generator) -> str:
    kind = look.random()
    if kind < 0.40:
        return name.title()
    return name.upper() if kind < 0.75 else name
