"""Words drawn as pixels: fonts, one line of text, text on an arc.

Owns turning a string into a mask of coverage; colours and arrangement belong to
`arrangements`.
"""

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Mask = NDArray[np.uint8]  # (H, W) coverage 0 to 255
FONT_PX = 96
_WIDEST_PX = 1400


@lru_cache(maxsize=512)
def load_font(path: Path) -> ImageFont.FreeTypeFont:
    """Open a font at the one size that lines are drawn at."""
    return ImageFont.truetype(str(path), FONT_PX)


def draw_line(
    text: str, font: Path, *, tracking: float = 0.0, slant: float = 0.0, bold: int = 0
) -> Mask:
    """Draw one line of text, cut to what is visible.

    tracking: space between letters, as a share of the font size. slant: shift to the
    right per pixel of height. bold: pixels added around every stroke.
    """
    face = load_font(font)
    step = tracking * FONT_PX
    advances = [face.getlength(letter) + step for letter in text]
    plain = abs(step) < 1
    width = face.getlength(text) if plain else sum(advances)
    size = (int(min(width, _WIDEST_PX)) + FONT_PX, 2 * FONT_PX)
    image = Image.new("L", size)
    draw = ImageDraw.Draw(image)
    left, top = FONT_PX // 2, FONT_PX // 3
    if plain:
        draw.text((left, top), text, 255, font=face, stroke_width=bold)
    else:
        at = float(left)
        for letter, advance in zip(text, advances, strict=True):
            draw.text((at, top), letter, 255, font=face, stroke_width=bold)
            at += advance
    mask = np.asarray(image)
    return cut(_slanted(mask, slant) if slant else mask)


def bend(mask: Mask, *, degrees: float, upward: bool = True) -> Mask:
    """Bend a line of text along an arc that spans `degrees`."""
    height, width = mask.shape
    span = np.deg2rad(degrees)
    radius = width / span
    outer = radius + height
    half = min(span / 2, np.pi / 2)
    out_w = int(2 * outer * np.sin(half)) + 2
    out_h = int(outer - radius * np.cos(span / 2)) + 2
    ys, xs = np.mgrid[0:out_h, 0:out_w].astype(np.float32)
    dx, dy = xs - out_w / 2, outer - ys
    if not upward:
        dy = outer - (out_h - 1 - ys)
    angle = np.arctan2(dx, dy)
    distance = np.hypot(dx, dy)
    map_x = (angle / span + 0.5) * width
    map_y = outer - distance if upward else distance - radius
    bent = cv2.remap(
        mask, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR
    )
    return cut(bent.astype(np.uint8, copy=False))


def cut(mask: Mask) -> Mask:
    """Cut away the empty margin; at least one pixel stays."""
    seen = cv2.threshold(mask, 16, 255, cv2.THRESH_BINARY)[1]
    left, top, width, height = cv2.boundingRect(seen)
    if not width or not height:
        return np.zeros((1, 1), np.uint8)
    return mask[top : top + height, left : left + width]


def _slanted(mask: Mask, slant: float) -> Mask:
    height, width = mask.shape
    extra = int(abs(slant) * height) + 1
    shift = extra if slant > 0 else 0
    matrix = np.array([[1, -slant, shift], [0, 1, 0]], np.float32)
    return cv2.warpAffine(mask, matrix, (width + extra, height)).astype(np.uint8)
