"""Views cover the image, are few, and speak only for boxes that they see whole."""

import numpy as np
import pytest

from recognizer.detector_views import View, tiles, views_of


@pytest.mark.parametrize(
    "size_wh", [(1, 1), (640, 480), (1000, 700), (5000, 3000), (30_000, 40), (7, 9000)]
)
def test_tiles_cover_every_pixel_and_are_bounded(size_wh: tuple[int, int]) -> None:
    parts = tiles(size_wh, tile_px=640)

    assert 1 <= len(parts) <= 24
    width, height = size_wh
    scale = max(1, max(size_wh) // 1000)
    seen = np.zeros((-(-height // scale), -(-width // scale)), bool)
    for x0, y0, x1, y1 in parts:
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        seen[y0 // scale : -(-y1 // scale), x0 // scale : -(-x1 // scale)] = True
    assert seen.all()


def test_a_logo_as_large_as_the_overlap_is_whole_in_some_tile() -> None:
    parts = tiles((2000, 640), tile_px=640)

    for x in range(2000 - 150):
        assert any(x0 <= x and x + 150 <= x1 for x0, _, x1, _ in parts)


@pytest.mark.parametrize(
    ("size_wh", "options", "sizes"),
    [
        ((100, 80), {}, [416]),
        ((100, 80), {"coarse_size_px": 224, "fine_size_px": 640}, [416, 224, 640]),
        ((900, 800), {"tile_px": 640}, [416]),  # one tile nearly covers it
        ((1200, 300), {"tile_px": 640}, [416] * 4),
        ((1200, 300), {"tile_px": 640, "coarse_size_px": 224}, [416, 224] + [416] * 3),
    ],
)
def test_an_image_is_seen_whole_first_then_coarsely_then_in_tiles(
    size_wh: tuple[int, int], options: dict[str, int], sizes: list[int]
) -> None:
    views = views_of(size_wh, size_px=416, **options)

    assert [view.size_px for view in views] == sizes
    assert views[0] == View((0, 0, *size_wh), 416)


def test_a_coarse_view_speaks_for_large_boxes_and_a_fine_one_for_small() -> None:
    view = View((0, 0, 200, 100), 224, least_side=0.3)

    boxes = np.array([[0, 0, 100, 80], [0, 0, 20, 30]], np.float32)

    assert view.counts(boxes, (200, 100)).tolist() == [True, False]
    assert view.counts(boxes[:0], (200, 100)).tolist() == []
    fine = View((0, 0, 200, 100), 640, most_side=0.15)
    assert fine.counts(boxes, (200, 100)).tolist() == [False, True]


def test_a_tile_does_not_speak_for_what_its_edge_cuts() -> None:
    view = View((100, 0, 200, 100), 416, whole=False)

    boxes = np.array(
        [
            [120, 20, 160, 60],
            [101, 20, 160, 60],  # cut on the left
            [120, 20, 199, 60],  # cut on the right
            [120, 0, 160, 100],  # reaches the image's own edges
        ],
        np.float32,
    )

    assert view.counts(boxes, (300, 100)).tolist() == [True, False, False, True]
