"""A fit finds the probabilities that pairs were drawn with, and is monotone."""

from dataclasses import replace

import numpy as np
import pytest

from recognizer.calibration import CalibrationError, Evidence, Method, fit
from recognizer.calibration.fitting import LabelledPairs, fit_method, measure_pairs
from recognizer.calibration.model import LEAST, MOST
from tests.recognizer.calibration.pairs import chance_of, drawn_pairs


def fitted(pairs: LabelledPairs, *, with_text: bool = False):  # type: ignore[no-untyped-def]
    return fit(pairs, embedder_id="e", with_text=with_text, data="drawn")


@pytest.mark.parametrize("method", list(Method))
def test_every_method_finds_the_true_probabilities(method: Method) -> None:
    pairs, _ = drawn_pairs(8000)
    asked, true = drawn_pairs(4000, seed=1)

    said = fit_method(pairs, method, with_text=False).probabilities(asked.evidence)

    assert np.abs(said - true).mean() < 0.03


def test_the_figures_are_of_held_out_pairs() -> None:
    pairs, true = drawn_pairs(6000, kinds=2)

    calibration, held_out = fitted(pairs)

    assert calibration.figures == measure_pairs(held_out, pairs)
    assert list(calibration.figures) == ["best", "all", "best, kind 0", "best, kind 1"]
    assert calibration.figures["all"].ece < 0.03
    best_possible = -np.mean(np.log(np.where(pairs.right, true, 1 - true)))
    assert calibration.figures["all"].log_loss < best_possible + 0.02
    assert calibration.fitted_on.pairs == 6000
    assert calibration.fitted_on.data == "drawn"


def test_text_that_agrees_makes_a_match_more_likely() -> None:
    pairs, true = drawn_pairs(8000, text=True)

    calibration, _ = fitted(pairs, with_text=True)

    assert np.abs(calibration.probabilities(pairs.evidence) - true).mean() < 0.04
    blind, _ = fitted(pairs)
    seeing = calibration.figures["all"].log_loss
    assert seeing < blind.figures["all"].log_loss - 0.02


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("feature", ["similarity", "margin", "visual", "text"])
def test_more_of_anything_is_never_less_likely(method: Method, feature: str) -> None:
    pairs, _ = drawn_pairs(500, text=True)  # few: a free fit would wriggle
    calibration = fit_method(pairs, method, with_text=True)
    grid = np.linspace(-1, 1.2, 300)
    level = {
        name: np.full(300, 0.3)
        for name in ("similarity", "margin", "visual", "text", "context")
    }

    said = calibration.probabilities(Evidence(**level | {feature: grid}))

    assert (np.diff(said) >= -1e-12).all()


def test_no_probability_is_certainty() -> None:
    pairs, _ = drawn_pairs(2000)
    clean = replace(pairs, right=pairs.evidence.similarity > 0.6)
    calibration, _ = fitted(clean)

    said = calibration.probabilities(clean.evidence)

    assert said.min() >= LEAST
    assert said.max() <= MOST


def test_a_symbol_alone_in_the_gallery_stands_beside_a_typical_other() -> None:
    pairs, _ = drawn_pairs(2000)
    calibration, _ = fitted(pairs)
    value = np.array([0.7])
    none = np.array([np.nan])

    alone = calibration.probabilities(Evidence(value, none, value, none, none))
    typical = value - calibration.other
    beside = calibration.probabilities(Evidence(value, typical, value, none, none))

    assert alone == pytest.approx(beside)
    over = pairs.evidence.margin >= 0
    others = (pairs.evidence.similarity - pairs.evidence.margin)[over]
    assert calibration.other == pytest.approx(np.median(others))


def test_nothing_less_similar_is_ever_so_likely() -> None:
    pairs, _ = drawn_pairs(4000)
    calibration, _ = fitted(pairs)

    least = calibration.least_similarity(0.3)

    rng = np.random.default_rng(5)
    visual = rng.uniform(-1, 1, 5000)
    none = np.full(5000, np.nan)
    margin = visual - rng.uniform(0, 1, 5000)  # over others that are alike or not
    said = calibration.probabilities(Evidence(visual, margin, visual, none, none))
    assert (visual[said >= 0.3] >= least - 1e-9).all()
    assert calibration.least_similarity(0.99999) > 1
    assert calibration.least_similarity(0.0) == -1


def test_the_same_pairs_give_the_same_calibration() -> None:
    pairs, _ = drawn_pairs(600)

    first, second = fitted(pairs)[0], fitted(pairs)[0]

    assert first.probabilities(pairs.evidence).tolist() == (
        second.probabilities(pairs.evidence).tolist()
    )


@pytest.mark.parametrize(
    ("count", "change", "sentence"),
    [
        (0, {}, "at least 50 pairs"),
        (40, {}, "at least 50 pairs"),
        (300, {"right": np.zeros(300, bool)}, "at least 10 right matches"),
        (300, {"right": np.ones(300, bool)}, "at least 10 wrong matches"),
        (300, {"groups": np.zeros(300, np.int64)}, "10 photographs or symbols"),
    ],
)
def test_pairs_that_say_nothing_are_refused(
    count: int, change: dict[str, np.ndarray], sentence: str
) -> None:
    pairs, _ = drawn_pairs(count)

    with pytest.raises(CalibrationError, match=sentence):
        fitted(replace(pairs, **change))


def test_chance_of_is_what_pairs_are_drawn_with() -> None:
    pairs, true = drawn_pairs(50)

    expected = chance_of(pairs.evidence.similarity, pairs.evidence.margin)
    assert true == pytest.approx(expected)
