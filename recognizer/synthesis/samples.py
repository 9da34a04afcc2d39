"""Samples of what training draws, as pictures to look at.

Owns the choice of samples, the contact sheet and the page around it. Each sample
follows from the seed and its number alone.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognizer.synthesis.crops import CropMaker
from recognizer.synthesis.logos import Logo, LogoFactory

RGB = NDArray[np.uint8]
_FAMILY = 4
_CELL_PX, _TEXT_PX, _GAP_PX, _COLUMNS = 144, 18, 8, 8
_PAPER, _INK = (250, 250, 248), (40, 40, 40)


class Kind(StrEnum):
    """What is sampled: crops of any logo, of look-alike names, or the bare logos."""

    CROPS = "crops"
    FAMILIES = "families"
    LOGOS = "logos"


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """pixels: (H, W, 3) uint8. caption: what the text tower learns it by."""

    pixels: RGB
    caption: str
    class_name: str


def draw_samples(
    factory: LogoFactory, maker: CropMaker, kind: Kind, *, count: int, seed: int
) -> list[Sample]:
    """Draw `count` samples; families come as four look-alikes, one after the other."""
    samples: list[Sample] = []
    number = 0
    while len(samples) < count:
        rng = np.random.default_rng([seed, number])
        if kind is Kind.FAMILIES:
            logos = factory.sample_family(rng, _FAMILY)
        else:
            logos = [factory.sample(rng)]
        for logo in logos:
            pixels = _flat(logo) if kind is Kind.LOGOS else maker.make(logo, rng)
            samples.append(Sample(pixels, logo.caption, logo.class_name))
        number += 1
    return samples[:count]


def write_samples(samples: Sequence[Sample], folder: Path) -> None:
    """Write every sample as a PNG, all on `sheet.png`, and `index.html` to look at.

    Raises OSError where the disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{number:04d}.png" for number in range(len(samples))]
    for name, sample in zip(names, samples, strict=True):
        Image.fromarray(sample.pixels).save(folder / name)
    Image.fromarray(contact_sheet(samples)).save(folder / "sheet.png")
    (folder / "index.html").write_text(_page(names, samples), "utf-8")


def contact_sheet(samples: Sequence[Sample]) -> RGB:
    """Lay samples out in rows of eight, with their captions; (H, W, 3) uint8."""
    rows = max(1, -(-len(samples) // _COLUMNS))
    step_x, step_y = _CELL_PX + _GAP_PX, _CELL_PX + _TEXT_PX + _GAP_PX
    size = (_COLUMNS * step_x + _GAP_PX, rows * step_y + _GAP_PX)
    sheet = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(12)
    for number, sample in enumerate(samples):
        left = _GAP_PX + number % _COLUMNS * step_x
        top = _GAP_PX + number // _COLUMNS * step_y
        picture = Image.fromarray(sample.pixels)
        picture.thumbnail((_CELL_PX, _CELL_PX))
        middle = (_CELL_PX - picture.width) // 2, (_CELL_PX - picture.height) // 2
        sheet.paste(picture, (left + middle[0], top + middle[1]))
        text = sample.caption
        while font.getlength(text) > _CELL_PX:
            text = text.removesuffix("…")[:-1] + "…"
        draw.text((left, top + _CELL_PX + 2), text, _INK, font=font)
    return np.asarray(sheet)


def _flat(logo: Logo) -> RGB:
    """Lay a bare logo on grey, so that white and black ones are seen."""
    alpha = logo.rgba[..., 3:].astype(np.float32) / 255
    flat = logo.rgba[..., :3] * alpha + 160 * (1 - alpha)
    return flat.astype(np.uint8)


def _page(names: Sequence[str], samples: Sequence[Sample]) -> str:
    figures = "\n".join(
        f'<figure title="{html.escape(sample.class_name)}"><img src="{name}" alt="">'
        f"<figcaption>{html.escape(sample.caption)}</figcaption></figure>"
        for name, sample in zip(names, samples, strict=True)
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Samples</title>\n'
        "<style>body{font:13px sans-serif;display:flex;flex-wrap:wrap;gap:12px;"
        "background:#fafaf8;color:#282828}figure{margin:0;width:150px}"
        "img{max-width:150px;max-height:150px}</style>\n"
        f"{figures}\n</html>\n"
    )
