"""Canvases have sides that networks take, and boxes find their way back."""

import numpy as np
import pytest

from recognizer.letterbox import STRIDE, letterbox, to_batch


@pytest.mark.parametrize(
    ("size_hw", "size_px", "canvas_hw"),
    [
        ((100, 100), 64, (64, 64)),
        ((50, 100), 64, (32, 64)),
        ((51, 100), 64, (64, 64)),
        ((100, 30), 320, (320, 96)),
        ((1, 1), 64, (64, 64)),
        ((1, 30_000), 64, (32, 64)),
        ((30_000, 1), 64, (64, 32)),
    ],
)
def test_a_canvas_holds_the_image_with_the_least_padding(
    size_hw: tuple[int, int], size_px: int, canvas_hw: tuple[int, int]
) -> None:
    image = np.full((*size_hw, 3), 255, np.uint8)

    canvas, placement = letterbox(image, size_px)

    assert canvas.shape == (*canvas_hw, 3)
    assert all(side % STRIDE == 0 for side in canvas.shape[:2])
    ys, xs = np.nonzero(canvas[..., 0] == 255)
    seen = np.array([[xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]], np.float32)
    height, width = size_hw
    assert placement.back(seen).tolist() == pytest.approx(
        np.array([[0, 0, width, height]]), abs=1e-2
    )


def test_a_square_canvas_is_square() -> None:
    canvas, _ = letterbox(np.zeros((20, 100, 3), np.uint8), 64, square=True)

    assert canvas.shape == (64, 64, 3)


def test_a_batch_holds_channels_first_in_shares_of_255() -> None:
    canvas = np.zeros((32, 64, 3), np.uint8)
    canvas[3, 5] = (255, 0, 51)

    batch = to_batch([canvas, canvas])

    assert batch.shape == (2, 3, 32, 64)
    assert batch[1, :, 3, 5].tolist() == pytest.approx([1.0, 0.0, 0.2])
