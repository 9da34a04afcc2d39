"""Raised and glowing logos, house fronts and vans: shapes, coverage and boxes."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from recognizer.synthesis.artwork import LOGO_COVERAGE, visible_boxes
from recognizer.synthesis.distractors import TextPrinter
from recognizer.synthesis.labels import Press
from recognizer.synthesis.outdoors import facade, van
from recognizer.synthesis.reliefs import glowing, raised
from tests.recognizer.synthesis.drawn_logos import DrawnLogos

U8 = NDArray[np.uint8]


def ring(side: int = 60) -> U8:
    rgba = np.zeros((side, side, 4), np.uint8)
    coverage = np.zeros((side, side), np.uint8)
    cv2.circle(coverage, (side // 2, side // 2), side // 2 - 3, 255, 5)
    rgba[..., 0], rgba[..., 3] = 200, coverage
    return rgba


def extent(rgba: U8) -> list[int]:
    ys, xs = np.nonzero(rgba[..., 3] >= LOGO_COVERAGE)
    return [int(xs.max() - xs.min()), int(ys.max() - ys.min())]


@pytest.mark.parametrize("seed", range(6))
def test_a_raised_logo_keeps_its_extent_and_has_light_and_dark_edges(seed: int) -> None:
    picture = raised(np.random.default_rng(seed), ring(), (120, 90, 60))

    # The lit edges are up to 3 px wide on each side.
    assert np.abs(np.subtract(extent(picture), extent(ring()))).max() <= 7
    luminance = picture[..., :3].mean(axis=2)[picture[..., 3] >= LOGO_COVERAGE]
    assert luminance.max() - luminance.min() > 30


@pytest.mark.parametrize("seed", range(6))
def test_the_glow_around_a_lit_logo_belongs_to_no_logo(seed: int) -> None:
    picture = glowing(np.random.default_rng(seed), ring())

    assert picture.shape[0] > 60
    assert (picture[..., 3] > 0).sum() > 1.2 * (ring()[..., 3] > 0).sum()
    assert np.abs(np.subtract(extent(picture), extent(ring()))).max() <= 1


@pytest.mark.parametrize("size_wh", [(64, 48), (200, 301)])
def test_a_house_front_fills_the_picture_and_is_drawn_anew_for_each_seed(
    size_wh: tuple[int, int],
) -> None:
    first, again, other = (
        facade(np.random.default_rng(seed), size_wh) for seed in (1, 1, 2)
    )

    assert first.shape == (size_wh[1], size_wh[0], 3)
    assert (first == again).all()
    assert (first != other).any()


def test_a_van_has_its_print_on_the_side_and_none_on_the_wheels() -> None:
    printed = 0
    for seed in range(8):
        press = Press(np.random.default_rng(seed), DrawnLogos(), TextPrinter(()))
        art = van(press, 90)
        assert art.alpha.any()
        found = visible_boxes(art.logo_ids, press.count)
        printed += int((found[:, 4] > 0).sum())
        assert (found[:, 3] <= 0.9 * art.size_wh[1]).all()

    assert printed >= 6
