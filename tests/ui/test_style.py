"""The stylesheets hold together, and their colours can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.theme import ASSETS, stylesheet

SHEETS = sorted((ASSETS / "css").glob("*.css"))
SCRIPTS = sorted((ASSETS / "js").glob("*.js"))
TEXT, LARGE = 4.5, 3.0  # WCAG 2.2 AA, contrast of text and of large text or controls


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_braces_are_balanced(sheet: Path) -> None:
    rules = _without_comments(sheet)
    depth = 0
    for sign in re.findall("[{}]", rules):
        depth += 1 if sign == "{" else -1
        assert depth >= 0, "one } too many"

    assert depth == 0


@pytest.mark.parametrize("file", [*SHEETS, *SCRIPTS], ids=lambda file: file.name)
def test_nothing_is_fetched_from_another_host(file: Path) -> None:
    text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?://|@import|//cdn", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_token_that_is_used_is_defined(sheet: Path) -> None:
    own = set(re.findall(r"(--mw-[\w-]+)\s*:", stylesheet()))
    used = set(re.findall(r"var\((--mw-[\w-]+)\)", _without_comments(sheet)))

    assert used <= own


def test_dark_has_every_colour_that_light_has() -> None:
    light, dark = _themes()

    assert {name for name, value in light.items() if value.startswith("#")} == {
        name for name, value in dark.items() if value.startswith("#")
    }


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "surface", TEXT),
        ("ink", "ground", TEXT),
        ("ink", "sunken", TEXT),
        ("ink-soft", "surface", TEXT),
        ("ink-soft", "ground", TEXT),
        ("ink-soft", "sunken", TEXT),
        ("ink-faint", "surface", TEXT),
        ("ink-faint", "field", TEXT),
        ("accent-ink", "surface", TEXT),
        ("accent-ink", "accent-soft", TEXT),
        ("on-accent", "accent", TEXT),
        ("on-accent", "accent-deep", TEXT),
        ("good-ink", "good-soft", TEXT),
        ("warn-ink", "warn-soft", TEXT),
        ("bad-ink", "bad-soft", TEXT),
        ("bad-ink", "surface", TEXT),
        ("list-prohibited", "list-prohibited-soft", TEXT),
        ("list-trademark", "list-trademark-soft", TEXT),
        ("list-certification", "list-certification-soft", TEXT),
        ("list-other", "list-other-soft", TEXT),
        ("line-strong", "surface", LARGE),
        ("focus", "surface", LARGE),
        ("focus", "ground", LARGE),
    ],
)
def test_colours_have_enough_contrast(
    theme: int, ink: str, ground: str, least: float
) -> None:
    tokens = _themes()[theme]

    assert _contrast(tokens[ink], tokens[ground]) >= least


def _without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)


def _themes() -> tuple[dict[str, str], dict[str, str]]:
    text = _without_comments(ASSETS / "css" / "tokens.css")
    blocks = re.findall(r"\{(.*?)\}", text, flags=re.DOTALL)
    light, dark = (
        dict(re.findall(r"--mw-([\w-]+):\s*([^;]+);", b)) for b in blocks[:2]
    )
    return light, dark


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Iterator[float]:
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        yield part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
