"""Near-duplicates are found, strangers are not."""

import cv2
import numpy as np

from recognizer.evaluation.perceptual_hash import (
    HashEmbedder,
    near_duplicate_groups,
    perceptual_hash,
)
from tests.recognizer.evaluation.folders import picture


def copies(image):
    """Return the image smaller, blurred, brighter."""
    height, width = image.shape[:2]
    return [
        cv2.resize(image, (width // 2, height // 2), interpolation=cv2.INTER_AREA),
        cv2.GaussianBlur(image, (5, 5), 1.5),
        np.clip(image.astype(int) + 12, 0, 255).astype(np.uint8),
    ]


def test_copies_of_a_picture_are_one_group_and_strangers_are_not():
    pictures = []
    for seed in range(20):
        original = picture(seed, (240, 160))
        pictures += [original, *copies(original)]
    hashes = np.stack([perceptual_hash(image) for image in pictures])

    groups = near_duplicate_groups(hashes)

    assert np.array_equal(groups, np.repeat(np.arange(20) * 4, 4))


def test_groups_are_those_of_a_naive_search():
    rng = np.random.default_rng(0)
    hashes = rng.integers(0, 2, (60, 64)).astype(bool)
    hashes[20] = hashes[3]
    hashes[21] = hashes[20] ^ (np.arange(64) < 6)
    hashes[22] = hashes[21] ^ (np.arange(64) > 57)  # near 21, too far from 3
    hashes[40] = hashes[9] ^ (np.arange(64) < 7)

    groups = near_duplicate_groups(hashes)

    expected = np.arange(60)
    expected[[20, 21, 22]] = 3
    assert np.array_equal(groups, expected)


def test_no_picture_has_no_group():
    assert len(near_duplicate_groups(np.zeros((0, 64), bool))) == 0


def test_the_cosine_of_hashes_counts_the_bits_that_agree():
    crops = [picture(1), picture(2)]

    rows = HashEmbedder().embed(crops)

    differing = (perceptual_hash(crops[0]) != perceptual_hash(crops[1])).sum()
    assert np.allclose((rows**2).sum(1), 1)
    assert np.isclose(rows[0] @ rows[1], 1 - 2 * differing / 64)
    assert HashEmbedder().embed([]).shape == (0, 64)
