"""The built-in models on real photographs, where these are at hand."""

from pathlib import Path

import pytest

from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.runs import run_detection, run_end_to_end
from recognizer.pipeline import Recognizer

DATA = Path(__file__).parents[4] / "shared/data/test/flickrlogos27"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not there"),
]


@pytest.fixture(scope="module")
def photographs():
    """Take four photographs of each of five brands."""
    data = load_data_set(DATA)
    brands = ("google", "heineken", "starbucks", "dhl", "coca_cola")
    kept = set()
    for brand in brands:
        own = [i.path for i in data.images if {o.symbol for o in i.objects} == {brand}]
        kept |= set(own[::6][:4])
    return data.where(lambda path: path in kept)


@pytest.fixture(scope="module")
def recognizer():
    from recognizer.detector import YoloDetector
    from recognizer.embedder import ClipEmbedder

    return Recognizer(YoloDetector(), ClipEmbedder(), None)


def test_most_logos_get_a_box(photographs, recognizer):
    run = run_detection(photographs, recognizer.detector, confidence=0.0, seed=0)

    assert run.evaluation.images == 20
    assert run.evaluation.figures["recall_iou30"].value > 0.4


def test_logos_are_named_better_than_by_chance(photographs, recognizer):
    run = run_end_to_end(photographs, recognizer, shots=2, seed=0)

    figures = run.evaluation.figures
    # With five brands, chance alone names every fifth box rightly.
    assert figures["recall_at_1.iou30"].value > 0.2
    assert figures["recall_at_5"].value >= figures["recall_at_1"].value


def test_the_data_set_is_read_as_its_readme_says():
    data = load_data_set(DATA)

    assert (len(data.images), data.object_count, len(data.symbols)) == (809, 1257, 27)
