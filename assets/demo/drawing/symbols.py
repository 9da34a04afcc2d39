"""Owns the files of the demo gallery: SVG, reference pictures and their manifest."""

import csv
import io
from pathlib import Path

import cairosvg
from PIL import Image

from assets.demo.drawing import designs
from assets.demo.drawing.design import DESIGNS, Design

REFERENCE_PX = 320

assert designs.__all__  # importing the designs fills the register


def picture(
    one: Design,
    *,
    colours: tuple[str, ...] | None = None,
    longest_px: int = REFERENCE_PX,
) -> Image.Image:
    """Rasterise a design on white, with a margin of 6 %."""
    svg = one.svg(colours, pad=0.06 * max(one.size_wh))
    scale = longest_px / (1.12 * max(one.size_wh))
    png = cairosvg.svg2png(
        bytestring=svg.encode(), scale=scale, background_color="white"
    )
    return Image.open(io.BytesIO(png)).convert("RGB")


def draw_symbols(root: Path) -> None:
    """Write `symbols/<list>/<slug>.svg`, the references, `symbols.csv`."""
    rows = []
    for one in DESIGNS.values():
        folder = root / ("symbols/" + one.list_name if one.list_name else "strangers")
        folder.mkdir(parents=True, exist_ok=True)
        names = [f"{one.slug}.png"]
        (folder / f"{one.slug}.svg").write_text(one.svg(), encoding="utf-8")
        _save(picture(one), folder / names[0])
        if one.mono and one.list_name:
            names.append(f"{one.slug}-one-colour.png")
            _save(picture(one, colours=one.mono), folder / names[1])
        if one.list_name:
            aliases = ";".join(one.aliases)
            about = (one.name, one.list_name, one.severity, one.policy, aliases)
            rows += [(*about, f"symbols/{one.list_name}/{name}") for name in names]
    with (root / "symbols.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "list", "severity", "policy_text", "aliases", "image"))
        writer.writerows(rows)


def _save(image: Image.Image, path: Path) -> None:
    image.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
