"""The flat print of packages, signs and screens: grounds, logos and small print.

Owns where logos and distractors go on a flat ground so that they do not cover each
other and can be seen. It bends nothing: that is for the surfaces.
"""

from dataclasses import dataclass, field
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.synthesis.artwork import Artwork, stamp
from recognizer.synthesis.distractors import TextPrinter, random_distractor
from recognizer.synthesis.grounds import (
    Colour,
    contrasting,
    fill,
    gradient,
    mean_colour,
    pattern,
    random_colour,
    readable,
)
from recognizer.synthesis.printing import fit, on_plate, recolour, trim
from recognizer.synthesis.reliefs import glowing, raised

U8 = NDArray[np.uint8]


class Logo(Protocol):
    """What a scene needs of a logo: its picture, (H, W, 4) uint8."""

    @property
    def rgba(self) -> U8: ...


class LogoSource(Protocol):
    """Hands out random logos."""

    def sample(self, rng: np.random.Generator) -> Logo: ...


@dataclass(slots=True)
class Press:
    """Prints one scene: hands out logos, numbers them and keeps count.

    most_logos: how many are printed at most, up to 255. repeat_share: how often a logo
    is one that the scene has already.
    """

    rng: np.random.Generator
    logos: LogoSource
    printer: TextPrinter
    most_logos: int = 15
    repeat_share: float = 0.35
    count: int = 0
    _seen: list[U8] = field(default_factory=list)

    def logo(self) -> U8:
        """Pick a logo, tight on its coverage, (H, W, 4)."""
        if self._seen and self.rng.random() < self.repeat_share:
            return self._seen[int(self.rng.integers(0, len(self._seen)))]
        rgba = trim(self.logos.sample(self.rng).rgba)
        self._seen.append(rgba)
        return rgba

    @property
    def is_full(self) -> bool:
        """Whether the scene has all the logos it may have."""
        return self.count >= self.most_logos

    def next_id(self) -> int:
        """Number the next logo of the scene, from 1."""
        self.count += 1
        return self.count


def plain_ground(rng: np.random.Generator, size_wh: tuple[int, int]) -> Artwork:
    """A ground of one colour, a gradient or a pattern, perhaps with bands on it."""
    colour = random_colour(rng)
    kind = rng.random()
    if kind < 0.55:
        rgb = fill(size_wh, colour)
    elif kind < 0.8:
        rgb = gradient(rng, size_wh, colour, random_colour(rng))
    else:
        rgb = pattern(rng, size_wh, colour)
    art = Artwork.opaque(rgb)
    for _ in range(int(rng.integers(0, 3))):
        _draw_band(rng, art)
    return art


def _draw_band(rng: np.random.Generator, art: Artwork) -> None:
    width, height = art.size_wh
    colour = random_colour(rng)
    if rng.random() < 0.5:
        centre = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        axes = (int(rng.uniform(0.2, 0.8) * width), int(rng.uniform(0.1, 0.5) * height))
        cv2.ellipse(
            art.rgb, centre, axes, float(rng.normal(0, 20)), 0, 360, colour, -1, 16
        )
        return
    y0, slope = rng.uniform(0, height), rng.normal(0, 0.1) * height
    depth = rng.uniform(0.08, 0.4) * height
    corners = [
        [0, y0],
        [width, y0 + slope],
        [width, y0 + slope + depth],
        [0, y0 + depth],
    ]
    cv2.fillPoly(art.rgb, [np.array(corners, np.int32)], colour, 16)


class Layout:
    """Finds free places on a drawing."""

    def __init__(self, size_wh: tuple[int, int]) -> None:
        self._size_wh = size_wh
        self._taken: list[tuple[int, int, int, int]] = []

    def place(
        self, rng: np.random.Generator, size_wh: tuple[int, int], *, central: bool
    ) -> tuple[int, int] | None:
        """Take a free place of `size_wh`; its top left corner, None without room."""
        width, height = size_wh
        room_x, room_y = self._size_wh[0] - width, self._size_wh[1] - height
        if room_x < 0 or room_y < 0:
            return None
        for _ in range(8):
            spot = rng.normal(0.5, 0.1, 2) if central else rng.uniform(0, 1, 2)
            x, y = (np.clip(spot, 0, 1) * (room_x, room_y)).astype(int)
            if self._take(int(x), int(y), width, height):
                return int(x), int(y)
        return None

    def _take(self, x: int, y: int, width: int, height: int) -> bool:
        gap = 3
        for x0, y0, x1, y1 in self._taken:
            beside = x >= x1 + gap or x + width <= x0 - gap
            if not beside and y < y1 + gap and y + height > y0 - gap:
                return False
        self._taken.append((x, y, x + width, y + height))
        return True


def print_logo(
    press: Press, art: Artwork, layout: Layout, *, share: float, central: bool
) -> bool:
    """Print one logo over about `share` of the drawing's sides; False without room."""
    if press.is_full:
        return False
    rng = press.rng
    width, height = art.size_wh
    rgba = fit(press.logo(), (width * share, height * min(share, 0.9)))
    if min(rgba.shape[:2]) < 8:
        return False
    at_xy = layout.place(rng, (rgba.shape[1], rgba.shape[0]), central=central)
    if at_xy is None:
        return False
    print_legibly(press, art, rgba, at_xy)
    return True


def print_legibly(press: Press, art: Artwork, rgba: U8, at_xy: tuple[int, int]) -> None:
    """Print a logo so that it can be seen: in another ink, raised, lit or on a plate.

    A plate belongs to the logo: what is seen is a badge.
    """
    height, width = rgba.shape[:2]
    x, y = at_xy
    under = art.rgb[max(y, 0) : y + height, max(x, 0) : x + width]
    ground = mean_colour(under) if under.size else (128, 128, 128)
    rgba = legible(press.rng, rgba, ground)
    x, y = x - (rgba.shape[1] - width) // 2, y - (rgba.shape[0] - height) // 2
    stamp(art, rgba, (x, y), logo_id=press.next_id())


def legible(rng: np.random.Generator, rgba: U8, ground: Colour) -> U8:
    """A logo so that it can be seen on `ground`, (H, W, 4); a plate makes it larger."""
    unusual = rng.random()
    if unusual < 0.08:
        return raised(rng, rgba, ground)
    if unusual < 0.3 and max(ground) < 80:
        return glowing(rng, rgba)
    own = mean_colour(rgba[..., :3], rgba[..., 3])
    one_ink = rng.random() < 0.2
    if not one_ink and readable(own, ground):
        return rgba
    inked = recolour(rgba, contrasting(rng, ground))
    if inked is not None and (one_ink or rng.random() < 0.5):
        return inked
    if readable(own, ground):
        return rgba
    return on_plate(rng, rgba, contrasting(rng, own))


def print_distractors(
    press: Press, art: Artwork, layout: Layout, *, count: int
) -> None:
    """Print up to `count` things that are no logos where there is room."""
    rng = press.rng
    width, height = art.size_wh
    for _ in range(count):
        under = mean_colour(art.rgb[:: max(height // 8, 1), :: max(width // 8, 1)])
        rgba = random_distractor(rng, press.printer, contrasting(rng, under))
        scale = rng.uniform(0.5, 1.0)
        box = (width * scale, min(height * 0.5, rgba.shape[0] * scale))
        if rgba.shape[1] > box[0] or rgba.shape[0] > box[1]:
            rgba = fit(rgba, box)
        at_xy = layout.place(rng, (rgba.shape[1], rgba.shape[0]), central=False)
        if at_xy is not None:
            stamp(art, rgba, at_xy, logo_id=0)


def front_label(
    press: Press, size_wh: tuple[int, int], *, largest: float = 0.95
) -> Artwork:
    """The front of a package: a large logo, small ones at times, small print.

    largest: share of the width that the large logo has at most.
    """
    return print_on(press, plain_ground(press.rng, size_wh), largest=largest)


def print_on(press: Press, art: Artwork, *, largest: float = 0.95) -> Artwork:
    """Print a front on a ground that is there; returns the same drawing."""
    rng = press.rng
    layout = Layout(art.size_wh)
    share = float(rng.uniform(0.35, largest))
    print_logo(press, art, layout, share=share, central=True)
    for _ in range(int(rng.choice([0, 0, 1, 1, 2, 3]))):
        print_logo(
            press, art, layout, share=float(rng.uniform(0.12, 0.3)), central=False
        )
    print_distractors(press, art, layout, count=int(rng.integers(0, 6)))
    return art


def back_label(press: Press, size_wh: tuple[int, int]) -> Artwork:
    """The side or back of a package: mostly small print, a small logo at times."""
    rng = press.rng
    art = plain_ground(rng, size_wh)
    layout = Layout(size_wh)
    for _ in range(int(rng.choice([0, 0, 1, 1, 2]))):
        print_logo(
            press, art, layout, share=float(rng.uniform(0.2, 0.7)), central=False
        )
    print_distractors(press, art, layout, count=int(rng.integers(2, 9)))
    return art
