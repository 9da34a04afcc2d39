"""A tiny folder of sources: two fonts, a few drawings, one photograph."""

from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image

from recognizer.synthesis.sources import Sources, find_sources

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{}</svg>'
SHAPES = {
    "solara-icon": '<circle cx="20" cy="20" r="15" fill="#c21"/>',
    "solara-ar21": '<rect x="2" y="12" width="36" height="14" fill="#c21"/>',
    "norvik": '<path d="M4 36L20 4l16 32z" fill="#135"/>',
    "coca-cola-icon": '<circle cx="20" cy="20" r="15" fill="#f00"/>',
    "redbull": '<circle cx="20" cy="20" r="15" fill="#f00"/>',
    "broken": '<circle cx="twenty" r="x',
    "empty": "",
}


def write_sources(folder: Path) -> None:
    """Write everything that synthetic crops need."""
    for name, shape in SHAPES.items():
        (folder / f"{name}.svg").write_text(FRAME.format(shape), "utf-8")
    pixels = np.random.default_rng(0).integers(0, 256, (120, 160, 3), np.uint8)
    Image.fromarray(pixels).save(folder / "shelf.png")
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in ("DejaVuSans.ttf", "DejaVuSerif-Bold.ttf"):
        (folder / name).write_bytes((fonts / name).read_bytes())


def tiny_sources(folder: Path) -> Sources:
    """Write a folder of sources and find them."""
    write_sources(folder)
    return find_sources(
        cache_dir=folder.with_name("cache"),
        svg_folders=[folder],
        font_folders=[folder],
        background_folders=[folder],
    )
