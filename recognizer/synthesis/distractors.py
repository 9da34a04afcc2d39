"""What is printed on packages and signs and is no logo.

Owns the drawing of text blocks, tables, barcodes, prices, bursts and interface marks
as (H, W, 4) uint8 pictures. They stay without a box.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognizer.synthesis.grounds import Colour

U8 = NDArray[np.uint8]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_SYLLABLES = (
    "ba be bo ca ce co da de di do fa fe fi ga go ha he hi ka ke la le li lo lu ma me "
    "mi mo na ne ni no nu pa pe pi po ra re ri ro sa se si so su ta te ti to tu va ve "
    "vi vo wa ya yo za zo tion ing er al ent ous ar en st an"
).split()
_LABEL_WORDS = (
    "ingredients sugar water salt contains may contain traces of milk nuts store in a "
    "cool dry place best before see lid net weight 500 g 330 ml nutrition energy kcal "
    "fat protein carbohydrate made in open here shake well recycle fresh natural new "
    "original premium classic free delivery sale open daily hours call us today"
).split()


def random_words(rng: np.random.Generator, count: int) -> list[str]:
    """Words as small print has them: label words, invented ones and numbers."""
    words = []
    for kind in rng.random(count):
        if kind < 0.5:
            words.append(str(rng.choice(_LABEL_WORDS)))
        elif kind < 0.9:
            parts = rng.choice(_SYLLABLES, int(rng.integers(1, 4)))
            words.append("".join(map(str, parts)))
        else:
            words.append(str(rng.integers(0, 1000)))
    return words


# Opening fonts is slow; this many give variety enough to small print.
_FONTS = 40


class TextPrinter:
    """Prints words in the given fonts; keeps opened fonts."""

    def __init__(self, fonts: Sequence[Path]) -> None:
        every = max(len(fonts) // _FONTS, 1)
        self._fonts = list(fonts[::every])[:_FONTS]
        self._opened: dict[tuple[int, int], Font] = {}

    def font(self, rng: np.random.Generator, size_px: int) -> Font:
        """Pick a font of about `size_px`; Pillow's own when none was given."""
        which = int(rng.integers(0, len(self._fonts))) if self._fonts else -1
        size_px = max(size_px - size_px % 3, 6)
        key = (which, size_px)
        if key not in self._opened:
            if len(self._opened) > 512:
                self._opened.clear()
            self._opened[key] = (
                ImageFont.load_default(size_px)
                if which < 0
                else ImageFont.truetype(self._fonts[which], size_px)
            )
        return self._opened[key]

    def lines(self, rng: np.random.Generator, lines: Sequence[str], size_px: int) -> U8:
        """Print lines under one another; returns their coverage (H, W)."""
        font = self.font(rng, size_px)
        align = str(rng.choice(["left", "left", "center", "right"]))
        text = "\n".join(lines)
        probe = ImageDraw.Draw(Image.new("L", (1, 1)))
        left, top, right, bottom = probe.multiline_textbbox(
            (0, 0), text, font=font, align=align, spacing=size_px * 0.25
        )
        size = (max(int(right - left) + 2, 2), max(int(bottom - top) + 2, 2))
        image = Image.new("L", size, 0)
        ImageDraw.Draw(image).multiline_text(
            (1 - left, 1 - top),
            text,
            fill=255,
            font=font,
            align=align,
            spacing=size_px * 0.25,
        )
        return np.asarray(image)


def ink(coverage: U8, colour: Colour) -> U8:
    """Colour a coverage (H, W) into (H, W, 4)."""
    rgba = np.empty((*coverage.shape, 4), np.uint8)
    rgba[..., :3], rgba[..., 3] = colour, coverage
    return rgba


def paragraph(rng: np.random.Generator, printer: TextPrinter, colour: Colour) -> U8:
    """A block of small print, 2 to 9 lines."""
    width = int(rng.integers(2, 8))
    lines = [
        " ".join(random_words(rng, int(rng.integers(max(width - 1, 1), width + 1))))
        for _ in range(int(rng.integers(2, 10)))
    ]
    return ink(printer.lines(rng, lines, int(rng.integers(8, 14))), colour)


def phrase(rng: np.random.Generator, printer: TextPrinter, colour: Colour) -> U8:
    """One line of a claim or an address."""
    words = " ".join(random_words(rng, int(rng.integers(2, 6))))
    words = [words, words.upper(), words.title()][int(rng.integers(0, 3))]
    return ink(printer.lines(rng, [words], int(rng.integers(10, 24))), colour)


def price(rng: np.random.Generator, printer: TextPrinter, colour: Colour) -> U8:
    """A price or a percentage."""
    number = f"{rng.integers(1, 300)}"
    choices = [f"{number}.{rng.integers(0, 100):02d}", f"-{number}%", f"${number}.99"]
    text = str(rng.choice([*choices, f"{number},-", f"{number} ml", f"{number} g"]))
    return ink(printer.lines(rng, [text], int(rng.integers(14, 40))), colour)


def barcode(rng: np.random.Generator, printer: TextPrinter, colour: Colour) -> U8:
    """Black bars on white, with or without digits."""
    del colour
    height, bars = int(rng.integers(24, 60)), int(rng.integers(30, 60))
    widths = rng.integers(1, 4, bars)
    row = np.repeat(np.arange(bars) % 2 * 255, widths).astype(np.uint8)
    picture = np.pad(
        np.broadcast_to(row, (height, len(row))), ((4, 14), (6, 6)), constant_values=255
    ).copy()
    digits = printer.lines(rng, [str(rng.integers(10**11, 10**12))], 9)
    part = digits[:9, : picture.shape[1] - 8]
    rows = slice(height + 5, height + 5 + part.shape[0])
    np.minimum(
        picture[rows, 4 : 4 + part.shape[1]],
        255 - part,
        out=picture[rows, 4 : 4 + part.shape[1]],
    )
    return np.dstack([picture] * 3 + [np.full_like(picture, 255)])


def table(rng: np.random.Generator, printer: TextPrinter, colour: Colour) -> U8:
    """A nutrition table: names at the left, figures at the right, ruled."""
    count = int(rng.integers(4, 9))
    names = printer.lines(rng, random_words(rng, count), 10)
    figures = printer.lines(
        rng, [f"{value:.1f} g" for value in rng.uniform(0, 99, count)], 10
    )
    height = max(names.shape[0], figures.shape[0]) + 6
    width = names.shape[1] + figures.shape[1] + int(rng.integers(12, 40))
    coverage = np.zeros((height, width), np.uint8)
    coverage[3 : 3 + names.shape[0], 3 : 3 + names.shape[1]] = names
    coverage[3 : 3 + figures.shape[0], -figures.shape[1] - 3 : -3] = figures
    coverage[:: max(height // count, 4)] = 200
    cv2.rectangle(coverage, (0, 0), (width - 1, height - 1), 255, 1)
    return ink(coverage, colour)


def burst(rng: np.random.Generator, printer: TextPrinter, colour: Colour) -> U8:
    """A star or disc as shops stick on for offers."""
    size = int(rng.integers(40, 90))
    points = int(rng.integers(8, 20)) * 2
    angles = np.arange(points) * 2 * np.pi / points
    radius = np.where(np.arange(points) % 2, rng.uniform(0.7, 1.0), 1.0) * (
        size / 2 - 1
    )
    outline = np.stack([np.cos(angles), np.sin(angles)], 1) * radius[:, None] + size / 2
    coverage = np.zeros((size, size), np.uint8)
    cv2.fillPoly(coverage, [outline.astype(np.int32)], 255, cv2.LINE_AA)
    rgba = ink(coverage, colour)
    text = printer.lines(
        rng, [str(rng.choice(["NEW", "SALE", "50%", "2x1", "BIO"]))], 16
    )
    y, x = (size - text.shape[0]) // 2, (size - text.shape[1]) // 2
    if x > 0 and y > 0:
        light = 255 if sum(colour) < 380 else 0
        part = rgba[y : y + text.shape[0], x : x + text.shape[1], :3]
        weight = (text / 255.0)[..., None]
        part[...] = (part * (1 - weight) + light * weight).astype(np.uint8)
    return rgba


def interface_mark(
    rng: np.random.Generator, printer: TextPrinter, colour: Colour
) -> U8:
    """An arrow, a cross, bars or a dot as screens and packages carry them."""
    del printer
    size = int(rng.integers(16, 40))
    coverage = np.zeros((size, size), np.uint8)
    thick, far, mid = max(size // 8, 1), size - 3, size // 2
    kind = rng.integers(0, 4)
    if kind == 0:
        corners = np.array([[3, 3], [far, mid], [3, far]])
        cv2.polylines(coverage, [corners], False, 255, thick, cv2.LINE_AA)
    elif kind == 1:
        cv2.line(coverage, (3, mid), (far, mid), 255, thick, cv2.LINE_AA)
        cv2.line(coverage, (mid, 3), (mid, far), 255, thick, cv2.LINE_AA)
    elif kind == 2:
        for y in (4, mid, far - 1):
            cv2.line(coverage, (3, y), (far, y), 255, thick, cv2.LINE_AA)
    else:
        cv2.circle(coverage, (mid, mid), mid - 3, 255, thick, cv2.LINE_AA)
    return ink(coverage, colour)


_KINDS: tuple[
    tuple[Callable[[np.random.Generator, TextPrinter, Colour], U8], float], ...
]
_KINDS = (
    (paragraph, 0.32),
    (phrase, 0.28),
    (price, 0.12),
    (barcode, 0.08),
    (table, 0.06),
    (burst, 0.06),
    (interface_mark, 0.08),
)


def random_distractor(
    rng: np.random.Generator, printer: TextPrinter, colour: Colour
) -> U8:
    """Draw one thing that is no logo in `colour`, (H, W, 4)."""
    kinds, weights = zip(*_KINDS, strict=True)
    draw = kinds[int(rng.choice(len(kinds), p=np.array(weights)))]
    rgba: U8 = draw(rng, printer, colour)
    return rgba
