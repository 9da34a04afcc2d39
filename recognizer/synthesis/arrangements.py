"""How a text logo is laid out: on a line, stacked, in a badge, beside a symbol.

Each arrangement is a function of the words, the style and an optional symbol; all
are listed in ARRANGEMENTS. Owns layout and colour, not the choice of names or fonts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from recognizer.synthesis.lettering import Mask, bend, draw_line
from recognizer.synthesis.palettes import Color, Palette


@dataclass(frozen=True, slots=True)
class Style:
    """All that decides the look of one text logo.

    amount: (0 to 1) a free number that each arrangement uses for its proportions.
    """

    font: Path
    second_font: Path
    palette: Palette
    tracking: float
    slant: float
    bold: int
    amount: float


Layout = Callable[[str, str, Style, Image.Image | None], Image.Image]


def plain(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """One line."""
    return _ink(_line(name, style), style.palette.ink)


def stacked(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """Words one above the other, as wide as each other or all of one height."""
    words = name.split()
    if len(words) == 1:
        words = [name, slogan.split()[-1]] if style.amount > 0.7 else [name]
    rows = [_ink(_line(word, style), style.palette.ink) for word in words]
    if style.amount > 0.5:
        rows = [_to_width(row, 300) for row in rows]
    return _column(rows, gap=10)


def with_slogan(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """A line and a smaller one below it."""
    first = _ink(_line(name, style), style.palette.ink)
    small = _ink(draw_line(slogan, style.second_font, tracking=0.08), style.palette.ink)
    return _column([first, _to_width(small, int(first.width * 0.9))], gap=14)


def outlined(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """Letters with an edge of a second colour."""
    mask = _padded(_line(name, style), 12)
    size = 2 * int(2 + 4 * style.amount) + 1
    edge = Image.fromarray(mask).filter(ImageFilter.MaxFilter(size))
    return _over(_ink(np.asarray(edge), style.palette.accent), mask, style.palette.ink)


def shadowed(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """Letters that stand out by a shadow or a solid side."""
    shift = 4 + int(8 * style.amount)
    mask = _padded(_line(name, style), shift)
    side = np.zeros_like(mask)
    first = 1 if style.amount > 0.5 else shift
    for step in range(first, shift + 1):
        side = np.maximum(side, np.roll(mask, (step, step), (0, 1)))
    return _over(_ink(side, style.palette.accent), mask, style.palette.ink)


def boxed(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """A line in a filled box, rounded box, pill or ellipse."""
    line = _ink(_line(name, style), style.palette.ink)
    radius = int(line.height * (0.0, 0.3, 0.9)[int(style.amount * 3)])
    space = int(line.height * (0.35 + 0.3 * style.amount))
    size = (line.width + 2 * space, line.height + 2 * space)
    if style.amount > 0.85:
        size = (int(size[0] * 1.25), int(size[1] * 1.4))
        image = _shape(size, "ellipse", style.palette.paper, style.palette.ink, 4)
    else:
        image = _shape(size, "box", style.palette.paper, None, 0, radius)
    return _centred(image, line)


def framed(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """A line in a frame with nothing behind it."""
    line = _ink(_line(name, style), style.palette.ink)
    space = int(line.height * 0.5)
    size = (line.width + 2 * space, line.height + 2 * space)
    width = 4 + int(10 * style.amount)
    radius = int(line.height * style.amount)
    frame = _shape(size, "box", None, style.palette.ink, width, radius)
    return _centred(frame, line)


def arc(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """A line bent upwards, with the symbol or the slogan in its curve."""
    bent = bend(_line(name, style), degrees=60 + 90 * style.amount)
    top = _ink(bent, style.palette.ink)
    if symbol is not None:
        return _column([top, _to_width(symbol, int(top.width * 0.45))], gap=-20)
    small = _ink(draw_line(slogan, style.second_font), style.palette.ink)
    return _column([top, _to_width(small, int(top.width * 0.6))], gap=-10)


def badge(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """A disc with the name around its upper edge and a symbol or initials within."""
    side = 420
    palette = style.palette
    disc = _shape((side, side), "ellipse", palette.paper, palette.ink, 12)
    line = _line(name, style, tracking=0.06)
    degrees = float(np.clip(len(name) * 13, 70, 250))
    scale = (side * 0.36 * np.deg2rad(degrees)) / max(line.shape[1], 1)
    small = Image.fromarray(line).resize(
        (max(8, int(line.shape[1] * scale)), max(8, int(line.shape[0] * scale)))
    )
    if small.height > side * 0.2:
        small = small.resize((small.width, int(side * 0.2)))
    ring = _ink(bend(np.asarray(small), degrees=degrees), palette.ink)
    disc.alpha_composite(ring, ((side - ring.width) // 2, int(side * 0.07)))
    middle = symbol
    if middle is None:
        middle = _ink(draw_line(initials(name), style.font), palette.ink)
    middle = _within(middle, int(side * 0.42))
    at = ((side - middle.width) // 2, int(side * 0.56) - middle.height // 2)
    disc.alpha_composite(middle, at)
    return disc


def monogram(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """The initials alone, in a disc, a box or free."""
    letters = _within(_ink(_line(initials(name), style), style.palette.ink), 150)
    if style.amount < 0.3:
        return letters
    kind = "ellipse" if style.amount > 0.6 else "box"
    shape = _shape((256, 256), kind, style.palette.paper, style.palette.accent, 10, 40)
    return _centred(shape, letters)


def beside(
    name: str, slogan: str, style: Style, symbol: Image.Image | None
) -> Image.Image:
    """The symbol to the left of the line, or above it."""
    line = _ink(_line(name, style), style.palette.ink)
    if symbol is None:
        return line
    if style.amount < 0.5:
        return _row([_within(symbol, int(line.height * 1.7)), line], gap=24)
    return _column([_within(symbol, int(max(140, line.width * 0.5))), line], gap=20)


ARRANGEMENTS: tuple[tuple[Layout, float], ...] = (
    (plain, 0.24),
    (beside, 0.18),
    (boxed, 0.14),
    (with_slogan, 0.08),
    (stacked, 0.09),
    (outlined, 0.07),
    (shadowed, 0.05),
    (framed, 0.03),
    (arc, 0.04),
    (badge, 0.06),
    (monogram, 0.02),
)


def initials(name: str) -> str:
    """Return the first letters of up to three words."""
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:3].upper()


def _line(text: str, style: Style, tracking: float | None = None) -> Mask:
    return draw_line(
        text,
        style.font,
        tracking=style.tracking if tracking is None else tracking,
        slant=style.slant,
        bold=style.bold,
    )


def _ink(mask: Mask, color: Color) -> Image.Image:
    image = Image.new("RGBA", (mask.shape[1], mask.shape[0]), (*color, 255))
    image.putalpha(Image.fromarray(mask))
    return image


def _over(image: Image.Image, mask: Mask, color: Color) -> Image.Image:
    image.alpha_composite(_ink(mask, color))
    return image


def _padded(mask: Mask, border: int) -> Mask:
    return np.pad(mask, border)


def _shape(
    size: tuple[int, int],
    kind: str,
    fill: Color | None,
    edge: Color | None,
    width: int,
    radius: int = 0,
) -> Image.Image:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    box = (0, 0, size[0] - 1, size[1] - 1)
    inside = None if fill is None else (*fill, 255)
    outline = None if edge is None else (*edge, 255)
    if kind == "ellipse":
        draw.ellipse(box, inside, outline, width)
    else:
        draw.rounded_rectangle(box, min(radius, min(size) // 2), inside, outline, width)
    return image


def _centred(image: Image.Image, inner: Image.Image) -> Image.Image:
    at = ((image.width - inner.width) // 2, (image.height - inner.height) // 2)
    image.alpha_composite(inner, at)
    return image


def _column(images: list[Image.Image], *, gap: int) -> Image.Image:
    width = max(image.width for image in images)
    height = sum(image.height for image in images) + gap * (len(images) - 1)
    out = Image.new("RGBA", (width, max(1, height)), (0, 0, 0, 0))
    top = 0
    for image in images:
        out.alpha_composite(image, ((width - image.width) // 2, max(0, top)))
        top += image.height + gap
    return out


def _row(images: list[Image.Image], *, gap: int) -> Image.Image:
    height = max(image.height for image in images)
    width = sum(image.width for image in images) + gap * (len(images) - 1)
    out = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    left = 0
    for image in images:
        out.alpha_composite(image, (left, (height - image.height) // 2))
        left += image.width + gap
    return out


def _to_width(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((max(1, width), height), Image.Resampling.BILINEAR)


def _within(image: Image.Image, side: int) -> Image.Image:
    scale = side / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BILINEAR)
