"""Samples to look at: seeded, complete, and named safely."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from recognizer.synthesis.crops import Backgrounds, CropMaker
from recognizer.synthesis.logos import LogoFactory
from recognizer.synthesis.samples import (
    Kind,
    Sample,
    contact_sheet,
    draw_samples,
    write_samples,
)

MAKER = CropMaker(Backgrounds([]))


@pytest.mark.parametrize("kind", Kind)
def test_the_same_seed_draws_the_same_samples_and_another_does_not(
    factory: LogoFactory, kind: Kind
) -> None:
    one, same, other = (
        draw_samples(factory, MAKER, kind, count=6, seed=seed) for seed in (1, 1, 2)
    )

    assert len(one) == len(other) == 6
    for first, second in zip(one, same, strict=True):
        assert np.array_equal(first.pixels, second.pixels)
        assert first.caption == second.caption
    assert [s.class_name for s in one] != [s.class_name for s in other]


def test_more_samples_begin_with_the_same(factory: LogoFactory) -> None:
    few, many = (
        draw_samples(factory, MAKER, Kind.CROPS, count=count, seed=0)
        for count in (2, 5)
    )

    assert [s.class_name for s in many[:2]] == [s.class_name for s in few]


def test_everything_is_written_and_captions_are_escaped(tmp_path: Path) -> None:
    pixels = np.full((20, 30, 3), (200, 10, 10), np.uint8)
    samples = [Sample(pixels, "<b>norvik & co</b>" * 4, 'text:1:"x"')] * 9

    write_samples(samples, tmp_path / "new")

    names = {path.name for path in (tmp_path / "new").iterdir()}
    assert names == {f"{n:04d}.png" for n in range(9)} | {"sheet.png", "index.html"}
    kept = np.asarray(Image.open(tmp_path / "new" / "0003.png"))
    assert np.array_equal(kept, pixels)
    page = (tmp_path / "new" / "index.html").read_text("utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;norvik &amp; co" in page


def test_a_sheet_shows_every_sample_in_its_cell() -> None:
    pixels = np.full((20, 30, 3), (200, 10, 10), np.uint8)

    sheet = contact_sheet([Sample(pixels, "a", "a")] * 9)

    red = (sheet == (200, 10, 10)).all(-1)
    assert red.sum() == 9 * 600
    assert contact_sheet([]).size
