"""Vectors of several sizes become one; whitening evens the directions out."""

from pathlib import Path

import numpy as np
import pytest

from recognizer.errors import ModelError
from recognizer.views import (
    VIEWS_FILE,
    Views,
    fit_views,
    load_views,
    save_views,
    unit,
)


def rows(count: int, *, seed: int = 0) -> np.ndarray:
    """Unit rows that mostly point the same way and vary most along the first axis."""
    rng = np.random.default_rng(seed)
    spread = np.array([5.0, 1.0, 0.5, 0.2], np.float32)
    return unit(rng.normal(size=(count, 4)).astype(np.float32) * spread + 3)


def test_one_size_stays_as_it_is() -> None:
    given = rows(3)

    assert Views((128,)).joined([given]) is given


def test_two_sizes_are_averaged_and_of_unit_length() -> None:
    one, other = rows(3), rows(3, seed=1)

    joined = Views((96, 160)).joined([one, other])

    expected = (one + other) / np.linalg.norm(one + other, axis=1, keepdims=True)
    np.testing.assert_allclose(joined, expected, rtol=1e-5)
    assert Views((96, 160)).joined([one[:0], other[:0]]).shape == (0, 4)


def test_whitening_centres_and_evens_out_without_turning_noise_up() -> None:
    given = rows(4000)
    views = fit_views((96, 160), given)
    assert views.mean is not None
    assert views.matrix is not None

    white = (given - views.mean) @ views.matrix

    np.testing.assert_allclose(white.mean(0), 0, atol=1e-4)
    before, after = (np.linalg.eigvalsh(np.cov(x.T)) for x in (given, white))
    assert after.max() / after.min() < before.max() / before.min()
    np.testing.assert_allclose(views.matrix, views.matrix.T, atol=1e-6)
    lengths = np.linalg.norm(views.whitened(given), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-5)


def test_a_whitening_is_read_back(tmp_path: Path) -> None:
    views = fit_views((96, 160), rows(50))
    save_views(views, tmp_path)

    again = load_views(tmp_path, (96, 160))

    np.testing.assert_array_equal(again.whitened(rows(5)), views.whitened(rows(5)))


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    save_views(Views((96, 160)), tmp_path)

    assert load_views(tmp_path, (96, 160)).matrix is None


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / VIEWS_FILE).write_bytes(b"broken")

    with pytest.raises(ModelError, match=f"{VIEWS_FILE} cannot be read"):
        load_views(tmp_path, (96, 160))
