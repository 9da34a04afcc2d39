"""Where synthetic logos come from: icon sets, SVG folders, fonts and photographs.

Owns finding them on the disk and keeping the brands of the test sets out. It renders
nothing and installs nothing.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Brands of the sets that models are measured on: never seen in training, by name.
TEST_BRANDS = (
    "adidas",
    "apple",
    "asahi",
    "bmw",
    "citroen",
    "coca cola",
    "dhl",
    "fedex",
    "ferrari",
    "ford",
    "google",
    "heineken",
    "hp",
    "intel",
    "kirin",
    "mcdonalds",
    "mini",
    "nbc",
    "nike",
    "pepsi",
    "porsche",
    "puma",
    "red bull",
    "sprite",
    "starbucks",
    "texaco",
    "unicef",
    "vodafone",
    "yahoo",
)

# Sets of pictograms, emblems and tokens are large: a part of each is variety enough.
_MOST_OF_SET = {
    "cbi": 500,
    "circle-flags": 260,
    "fluent-emoji-flat": 900,
    "game-icons": 1800,
    "healthicons": 400,
    "maki": 150,
    "token-branded": 1500,
}
_PICTOGRAM_SETS = {
    "circle-flags",
    "fluent-emoji-flat",
    "game-icons",
    "healthicons",
    "maki",
}
_WORDMARK = re.compile(r"-(wordmark|ar21|horizontal|vertical|tile)(-|$)")
_VARIANT = re.compile(
    r"-(icon|logo|logomark|wordmark|ar21|horizontal|vertical|tile|original|plain|line"
    r"|light|dark|background|official|alt|square)(?=-|$)"
)
_FONT_FILE = re.compile(r"-latin-(400|700|900)-(normal|italic)\.woff2$")
_SHORT_NAME = 5  # letters; a shorter brand counts only as a whole word


@dataclass(frozen=True, slots=True)
class Drawing:
    """One SVG: the icon `name` of the set `icon_set`, or of a folder of SVG files.

    class_name: the same for drawings of one mark in several sets.
    recolourable: drawn in one colour that may be replaced.
    """

    icon_set: str
    name: str
    file: Path
    class_name: str
    caption: str
    recolourable: bool

    @property
    def key(self) -> str:
        """Name of the rendered file, unique among all drawings."""
        return f"{self.icon_set}/{self.name}"


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that logos, crops and scenes are made from.

    fonts: files that Pillow reads. backgrounds: photographs. cache_dir: where rendered
    drawings are kept.
    """

    drawings: tuple[Drawing, ...]
    fonts: tuple[Path, ...]
    backgrounds: tuple[Path, ...]
    cache_dir: Path


def find_sources(
    *,
    cache_dir: Path,
    packages: Path | None = None,
    svg_folders: Sequence[Path] = (),
    font_folders: Sequence[Path] = (),
    background_folders: Sequence[Path] = (),
) -> Sources:
    """Find drawings, fonts and backgrounds, in the same order on every machine.

    packages: the folder that holds `node_modules`. Test brands are left out.
    """
    drawings: list[Drawing] = []
    fonts: list[Path] = []
    if packages is not None:
        modules = packages / "node_modules"
        for file in sorted(modules.glob("@iconify-json/*/icons.json")):
            drawings.extend(_drawings_of_set(file))
        for family in sorted(modules.glob("@fontsource/*")):
            fonts.extend(_fonts_of_family(family))
    for folder in svg_folders:
        drawings.extend(_drawings_of_folder(folder))
    for folder in font_folders:
        fonts.extend(p for p in sorted(folder.rglob("*")) if _is_font(p))
    backgrounds = [
        path
        for folder in background_folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".jpg", ".jpeg", ".png"}
    ]
    return Sources(tuple(drawings), tuple(fonts), tuple(backgrounds), cache_dir)


def is_test_brand(name: str) -> bool:
    """Tell whether a name holds the name of a brand of the test sets."""
    words = re.findall(r"[a-z]+", name.lower())
    joined = "".join(words)
    return any(_holds(words, joined, brand) for brand in TEST_BRANDS)


def load_svg(drawing: Drawing) -> bytes:
    """Return the drawing as a whole SVG document."""
    if drawing.file.suffix == ".svg":
        return drawing.file.read_bytes()
    icons = _read_icon_set(drawing.file)
    icon = icons["icons"][drawing.name]
    width = icon.get("width", icons.get("width", 16))
    height = icon.get("height", icons.get("height", 16))
    left, top = icon.get("left", 0), icon.get("top", 0)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}">'
        f"{icon['body']}</svg>"
    ).encode()


def _holds(words: list[str], joined: str, brand: str) -> bool:
    squashed = brand.replace(" ", "")
    if len(squashed) >= _SHORT_NAME:
        return squashed in joined
    return squashed in words or joined == squashed


def _drawings_of_set(file: Path) -> Iterator[Drawing]:
    icon_set = file.parent.name
    icons = _read_icon_set(file)["icons"]
    names = [name for name, icon in icons.items() if not icon.get("hidden")]
    names.sort(key=lambda name: hashlib.sha256(name.encode()).digest())
    for name in sorted(names[: _MOST_OF_SET.get(icon_set, len(names))]):
        if not is_test_brand(name):
            recolourable = "currentColor" in icons[name]["body"]
            yield _drawing(icon_set, name, file, recolourable)


def _drawings_of_folder(folder: Path) -> Iterator[Drawing]:
    for file in sorted(folder.rglob("*.svg")):
        if not is_test_brand(file.stem):
            yield _drawing(folder.name, file.stem, file, False)


def _drawing(icon_set: str, name: str, file: Path, recolourable: bool) -> Drawing:
    base = _VARIANT.sub("", name.lower())
    caption = " ".join(re.findall(r"[a-z0-9]+", base)) or name
    if icon_set in _PICTOGRAM_SETS:
        class_name = f"{icon_set}:{name}"
    elif _WORDMARK.search(name.lower()):
        class_name = f"{caption.replace(' ', '')}+words"
    else:
        class_name = caption.replace(" ", "")
    return Drawing(icon_set, name, file, class_name, caption, recolourable)


def _fonts_of_family(family: Path) -> Iterator[Path]:
    files = (family / "files").glob("*.woff2")
    yield from sorted(path for path in files if _FONT_FILE.search(path.name))


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in {".ttf", ".otf", ".woff2"}


@lru_cache(maxsize=2)
def _read_icon_set(file: Path) -> dict:  # type: ignore[type-arg]
    return json.loads(file.read_text("utf-8"))  # type: ignore[no-any-return]
