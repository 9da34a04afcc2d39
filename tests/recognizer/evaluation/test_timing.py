"""Benchmarks time what they say, and the fast search equals the plain one."""

import time

import numpy as np
import pytest

from recognizer.evaluation.timing import (
    Yardstick,
    brute_force,
    patchwork,
    time_beside,
    unit_vectors,
)
from recognizer.gallery import VectorIndex


def test_both_run_in_turns_after_one_that_does_not_count():
    calls = []

    ours, theirs = time_beside(
        lambda: (calls.append("a"), time.sleep(0.02)),
        lambda: calls.append("b"),
        repeats=3,
    )

    assert calls == ["a", "b"] * 4
    assert ours >= 20 > theirs


@pytest.mark.parametrize("size", [1, 3, 500])
def test_the_gallery_search_finds_what_numpy_finds(size):
    references, queries = unit_vectors(size, 16, seed=0), unit_vectors(7, 16, seed=1)
    index = VectorIndex(16)
    index.add(range(size), references)

    similarities, rows = brute_force(references, queries, k=5)
    found, ids = index.search(queries, k=5)

    assert ids.tolist() == rows.tolist()
    assert np.allclose(found, similarities, atol=1e-6)


def test_vectors_and_pictures_repeat_with_their_seed():
    assert np.allclose(np.linalg.norm(unit_vectors(9, 4, seed=0), axis=1), 1)
    assert np.array_equal(unit_vectors(9, 4, seed=3), unit_vectors(9, 4, seed=3))
    one, two = patchwork(2, (50, 30), seed=0)
    assert one.shape == two.shape == (30, 50, 3)
    assert not np.array_equal(one, two)
    assert np.array_equal(one, patchwork(2, (50, 30), seed=0)[0])


@pytest.mark.slow
def test_the_yardstick_is_a_pass_that_takes_time():
    ours, theirs = time_beside(Yardstick(), lambda: None, repeats=2)

    assert ours > theirs
