"""Scenes: boxes are tight on the warped logos, seeds repeat, limits hold."""

import numpy as np
import pytest
from numpy.typing import NDArray

from recognizer.synthesis import surfaces
from recognizer.synthesis.artwork import Artwork, paste, stamp, visible_boxes
from recognizer.synthesis.backdrops import Backdrops
from recognizer.synthesis.compositions import nothing_to_find
from recognizer.synthesis.distractors import TextPrinter
from recognizer.synthesis.labels import Press
from recognizer.synthesis.scenes import SceneFactory, SceneSettings
from tests.recognizer.synthesis.drawn_logos import DrawnLogos

U8 = NDArray[np.uint8]


def naive_boxes(logo_ids: U8, count: int) -> list[tuple[int, int, int, int, int]]:
    boxes = []
    for number in range(1, count + 1):
        points = [
            (x, y)
            for y in range(logo_ids.shape[0])
            for x in range(logo_ids.shape[1])
            if logo_ids[y, x] == number
        ]
        if not points:
            boxes.append((0, 0, 0, 0, 0))
            continue
        xs, ys = zip(*points, strict=True)
        boxes.append((min(xs), min(ys), max(xs) + 1, max(ys) + 1, len(points)))
    return boxes


@pytest.mark.parametrize("count", [0, 1, 7])
def test_visible_boxes_are_those_of_a_pixel_by_pixel_search(count: int) -> None:
    rng = np.random.default_rng(3)
    logo_ids = np.zeros((30, 41), np.uint8)
    for number in range(1, count + 1):
        y, x = rng.integers(0, 25, 2)
        logo_ids[y : y + 5, x : x + rng.integers(2, 9)] = number

    found = visible_boxes(logo_ids, count)

    assert found.tolist() == [list(map(float, b)) for b in naive_boxes(logo_ids, count)]


def bar_print(size_wh: tuple[int, int], xyxy: tuple[int, int, int, int]) -> Artwork:
    """A white print with one red bar on it, logo 1."""
    art = Artwork.opaque(np.full((size_wh[1], size_wh[0], 3), 255, np.uint8))
    x0, y0, x1, y1 = xyxy
    rgba = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
    rgba[...] = (255, 0, 0, 255)
    stamp(art, rgba, (x0, y0), logo_id=1)
    return art


def red_box(rgb: U8) -> list[int]:
    """Where the picture is red, found from the colours alone."""
    values = rgb.astype(int)
    red = (values[..., 0] - values[..., 1] > 0.5 * values[..., 0]) & (
        values[..., 0] > 40
    )
    ys, xs = np.nonzero(red)
    return [int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1]


@pytest.mark.parametrize("seed", range(6))
def test_a_box_is_tight_on_a_logo_on_the_side_of_a_pack(seed: int) -> None:
    rng = np.random.default_rng(seed)
    art = bar_print((200, 150), (60, 50, 140, 90))
    quads = surfaces.project_box(rng, (200.0, 150.0, 2.0), turn=0.8)
    front = {"front": quads["front"]}

    thing = surfaces.box(rng, {"front": art}, front)

    box = visible_boxes(thing.logo_ids, 1)[0, :4]
    assert np.abs(box - red_box(thing.rgb)).max() <= 2


@pytest.mark.parametrize("kind", ["can", "bottle", "jar", "cup", "tin"])
def test_a_box_is_tight_on_a_logo_on_a_turned_thing(kind: str) -> None:
    rng = np.random.default_rng(5)
    art = bar_print((200, 120), (80, 40, 120, 80))
    body = np.full((220, 120, 3), 255, np.uint8)

    thing = surfaces.turned(rng, body, art, kind, rows=(0.5, 0.9))

    box = visible_boxes(thing.logo_ids, 1)[0, :4]
    assert np.abs(box - red_box(thing.rgb)).max() <= 2


def test_a_box_is_tight_on_a_logo_on_folded_cloth() -> None:
    thing = surfaces.rumpled(
        np.random.default_rng(1), bar_print((200, 200), (50, 60, 150, 120)), depth=0.04
    )

    box = visible_boxes(thing.logo_ids, 1)[0, :4]
    assert np.abs(box - red_box(thing.rgb)).max() <= 2


def test_what_stands_before_a_logo_takes_it_out_of_the_box() -> None:
    scene = bar_print((100, 50), (20, 10, 80, 40))
    cover = Artwork.opaque(np.zeros((50, 40, 3), np.uint8))

    paste(scene, cover, (0, 0))

    assert visible_boxes(scene.logo_ids, 1)[0, :4].tolist() == [40, 10, 80, 40]


@pytest.mark.parametrize("at_xy", [(-200, 0), (0, 500), (100, 50), (99, 49), (-3, -3)])
def test_pasting_over_an_edge_clips(at_xy: tuple[int, int]) -> None:
    scene = Artwork.opaque(np.zeros((50, 100, 3), np.uint8))

    paste(scene, bar_print((10, 8), (0, 0, 10, 8)), at_xy)

    x, y = at_xy
    shown = max(0, min(x + 10, 100) - max(x, 0)) * max(0, min(y + 8, 50) - max(y, 0))
    assert visible_boxes(scene.logo_ids, 1)[0, 4] == shown


def test_the_same_seed_gives_the_same_scene() -> None:
    first, again, other = (
        SceneFactory(DrawnLogos()).sample(np.random.default_rng(seed))
        for seed in (4, 4, 5)
    )

    assert np.array_equal(first.rgb, again.rgb)
    assert np.array_equal(first.xyxy, again.xyxy)
    assert not np.array_equal(first.rgb, other.rgb)


def test_boxes_lie_in_the_picture_and_are_large_enough() -> None:
    settings = SceneSettings(size_px=160, least_logo_px=6, most_logos=5)
    factory = SceneFactory(DrawnLogos(), settings=settings)

    scenes = [factory.sample(np.random.default_rng([9, i])) for i in range(25)]

    for scene in scenes:
        height, width = scene.rgb.shape[:2]
        assert max(height, width) == 160
        assert scene.xyxy.shape == (len(scene.xyxy), 4)
        assert len(scene.xyxy) <= 5
        assert (scene.xyxy >= 0).all()
        assert (scene.xyxy <= [width, height, width, height]).all()
        sides = scene.xyxy[:, 2:] - scene.xyxy[:, :2]
        assert (sides >= 6).all()
    assert sum(len(scene.xyxy) for scene in scenes) > 25


def test_a_scene_may_hold_no_logo() -> None:
    factory = SceneFactory(DrawnLogos(), settings=SceneSettings(most_logos=0))

    scene = factory.sample(np.random.default_rng(0))

    assert scene.xyxy.shape == (0, 4)
    assert scene.rgb.std() > 0


def test_small_print_alone_is_no_logo() -> None:
    press = Press(np.random.default_rng(2), DrawnLogos(), TextPrinter(()))

    canvas = nothing_to_find(press, Backdrops(()), (200, 150))

    assert canvas.rgb.shape == (150, 200, 3)
    assert not canvas.logo_ids.any()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"size_px": 10}, "size_px must be at least 64, got 10"),
        ({"most_logos": 400}, "most_logos must be between 0 and 255, got 400"),
    ],
)
def test_settings_out_of_range_are_refused(
    values: dict[str, int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        SceneSettings(**values)
