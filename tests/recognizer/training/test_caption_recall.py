import math

import numpy as np
import pytest

from recognizer.training.caption_recall import measure_captions


def unit(rows) -> np.ndarray:
    array = np.array(rows, np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


CAPTIONS = ["heinz", "heins", "acorn"]
TEXTS = unit([[1, 0, 0], [0.9, 0.4, 0], [0, 0, 1]])


def test_crops_at_their_captions_are_all_found() -> None:
    figures = measure_captions(TEXTS, np.arange(3), TEXTS, CAPTIONS)

    assert figures.image_to_text == figures.text_to_image == figures.spelled == 1.0
    assert figures.spelled_chance == 0.5  # two names, each with one look-alike


def test_crops_of_one_name_at_its_look_alike_are_not_spelled() -> None:
    crops = unit([[0.9, 0.4, 0.1], [0.9, 0.4, 0], [0, 0, 1]])

    figures = measure_captions(crops, np.arange(3), TEXTS, CAPTIONS)

    assert figures.spelled == 0.5
    assert figures.image_to_text == pytest.approx(2 / 3)
    # By hand: the caption "heinz" is nearest to crop 1 too (0.914 over 0.909).
    assert figures.text_to_image == pytest.approx(2 / 3)


def test_several_crops_share_a_caption() -> None:
    figures = measure_captions(TEXTS[[0, 0, 2]], np.array([0, 0, 2]), TEXTS, CAPTIONS)

    assert figures.image_to_text == 1.0
    assert figures.text_to_image == pytest.approx(2 / 3)  # none shows "heins"


def test_captions_without_a_look_alike_leave_spelling_open() -> None:
    figures = measure_captions(TEXTS[[0, 2]], np.arange(2), TEXTS[[0, 2]], ["a", "bcd"])

    assert math.isnan(figures.spelled)
    assert math.isnan(figures.spelled_chance)
