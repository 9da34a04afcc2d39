import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from recognizer.synthesis import words
from recognizer.synthesis.sources import is_test_brand
from recognizer.synthesis.words import NameMaker, invented_word, lookalike

SEEDS = range(200)


@pytest.mark.parametrize("seed", [0, 1])
def test_names_follow_from_the_seed(seed: int) -> None:
    first, second = (
        [NameMaker(["norvik"]).name(np.random.default_rng(seed)) for _ in range(5)]
        for _ in range(2)
    )

    assert first == second


def test_no_name_is_a_test_brand(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = iter(["nike", "norvik"] * 1000)
    monkeypatch.setattr(words, "invented_word", lambda rng: next(spoken))
    maker = NameMaker(["google maps", "apple", "fordham"])

    names = [maker.name(np.random.default_rng(seed)) for seed in SEEDS]

    assert not any(is_test_brand(name) for name in names)
    assert any("norvik" in name for name in names)


@pytest.mark.parametrize("n", [0, 1, 5, 12])
def test_a_family_has_different_names_that_are_close(n: int) -> None:
    for seed in range(30):
        family = NameMaker([]).family(np.random.default_rng(seed), n)

        assert len(family) == len(set(family)) == max(1, n)


def test_lookalikes_are_near_or_share_a_beginning_or_a_word() -> None:
    rng = np.random.default_rng(0)
    for _ in SEEDS:
        name = invented_word(rng)
        near = lookalike(name, rng)
        close = Levenshtein.distance(name, near) <= 6
        assert close or name in near or near[:2] == name[:2], (name, near)
