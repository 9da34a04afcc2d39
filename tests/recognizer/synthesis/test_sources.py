import json
from pathlib import Path

import pytest

from recognizer.synthesis.sources import (
    TEST_BRANDS,
    Sources,
    find_sources,
    is_test_brand,
    load_svg,
)
from tests.recognizer.tiny_sources import SHAPES


@pytest.mark.parametrize("brand", TEST_BRANDS)
def test_every_test_brand_is_known_however_it_is_written(brand: str) -> None:
    for name in (brand, brand.upper(), brand.replace(" ", "-"), f"the {brand} logo"):
        assert is_test_brand(name), name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", False),
        ("coca-cola-icon", True),
        ("redbull", True),
        ("googleplay", True),  # long names count inside other words
        ("hp", True),
        ("php", False),  # short ones only as a whole word
        ("minikube", False),
        ("stanford", False),
        ("ford-2", True),
    ],
)
def test_short_brands_count_only_as_whole_words(name: str, expected: bool) -> None:
    assert is_test_brand(name) is expected


def test_no_source_holds_a_test_brand(sources: Sources) -> None:
    names = {drawing.name for drawing in sources.drawings}

    assert names == set(SHAPES) - {"coca-cola-icon", "redbull"}


def test_mark_and_wordmark_are_two_classes_with_one_caption(sources: Sources) -> None:
    solara = {d.name: d for d in sources.drawings if d.name.startswith("solara")}

    assert solara["solara-icon"].class_name == "solara"
    assert solara["solara-ar21"].class_name == "solara+words"
    assert {d.caption for d in solara.values()} == {"solara"}


def test_packages_give_icons_and_fonts(tmp_path: Path) -> None:
    icons = tmp_path / "node_modules" / "@iconify-json" / "logos"
    icons.mkdir(parents=True)
    content = {
        "width": 20,
        "height": 10,
        "icons": {
            "norvik": {"body": '<path fill="currentColor" d="M0 0h9v9z"/>'},
            "nike": {"body": "<g/>"},
            "gone": {"body": "<g/>", "hidden": True},
        },
    }
    (icons / "icons.json").write_text(json.dumps(content), "utf-8")
    files = tmp_path / "node_modules" / "@fontsource" / "anton" / "files"
    files.mkdir(parents=True)
    for name in ("anton-latin-400-normal.woff2", "anton-latin-ext-400-normal.woff2"):
        (files / name).touch()

    found = find_sources(cache_dir=tmp_path, packages=tmp_path)

    (drawing,) = found.drawings
    assert (drawing.name, drawing.recolourable) == ("norvik", True)
    assert b'viewBox="0 0 20 10"' in load_svg(drawing)
    assert [path.name for path in found.fonts] == ["anton-latin-400-normal.woff2"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    found = find_sources(cache_dir=tmp_path, svg_folders=[tmp_path])

    assert (found.drawings, found.fonts, found.backgrounds) == ((), (), ())
