"""Logos in rows: each has its number, and boxes follow the tilt."""

import numpy as np
import pytest

from recognizer.synthesis import repeats as module
from recognizer.synthesis.artwork import Artwork, stamp, visible_boxes
from recognizer.synthesis.backdrops import Backdrops
from recognizer.synthesis.distractors import TextPrinter
from recognizer.synthesis.labels import Press
from recognizer.synthesis.photo_effects import photograph
from recognizer.synthesis.repeats import repeats
from tests.recognizer.synthesis.drawn_logos import DrawnLogos


@pytest.mark.parametrize("most", [0, 1, 4, 15])
def test_every_printed_logo_is_numbered_up_to_the_limit(most: int) -> None:
    counts = []
    for seed in range(12):
        press = Press(np.random.default_rng(seed), DrawnLogos(), TextPrinter(()), most)

        canvas = repeats(press, Backdrops(()), (240, 180))

        seen = np.unique(canvas.logo_ids)
        assert canvas.rgb.shape == (180, 240, 3)
        assert press.count <= most
        assert set(seen) <= set(range(press.count + 1))
        counts.append(press.count)
    assert max(counts) == min(most, 12)


def test_several_of_them_show_the_same_logo() -> None:
    press = Press(np.random.default_rng(3), DrawnLogos(), TextPrinter(()))
    asked = 0

    class Counting(DrawnLogos):
        def sample(self, rng: np.random.Generator):  # type: ignore[no-untyped-def]
            nonlocal asked
            asked += 1
            return super().sample(rng)

    press.logos = Counting()
    repeats(press, Backdrops(()), (240, 180))

    assert press.count > 2 >= asked


@pytest.mark.parametrize("seed", range(4))
def test_a_tilted_sheet_keeps_its_boxes_tight(seed: int) -> None:
    sheet = Artwork.opaque(np.full((150, 200, 3), 255, np.uint8))
    bar = np.zeros((30, 60, 4), np.uint8)
    bar[...] = (255, 0, 0, 255)
    stamp(sheet, bar, (70, 60), logo_id=1)

    tilted = module._seen_aslant(np.random.default_rng(seed), sheet)

    ys, xs = np.nonzero(tilted.rgb[..., 1] < 128)
    seen = [xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]
    box = visible_boxes(tilted.logo_ids, 1)[0, :4]
    assert np.abs(box - seen).max() <= 1
    assert (tilted.logo_ids != sheet.logo_ids).any()


def test_photographs_are_grey_or_strong_at_times_and_keep_their_size() -> None:
    rng = np.random.default_rng(0)
    picture = np.zeros((40, 60, 3), np.uint8)
    picture[...] = (150, 90, 60)

    taken = [photograph(rng, picture) for _ in range(120)]

    spreads = [int(np.ptp(each.mean(axis=(0, 1)))) for each in taken]
    assert {each.shape for each in taken} == {(40, 60, 3)}
    assert min(spreads) < 8
    assert max(spreads) > 140
