"""Whole images against galleries: known pictures, known answers."""

import numpy as np
import pytest

from recognizer.evaluation.end_to_end import measure_end_to_end, sweep
from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.labelled import EvaluationError
from recognizer.evaluation.runs import run_end_to_end
from recognizer.evaluation.seeing import see
from recognizer.evaluation.ways import Way
from recognizer.pipeline import Recognizer
from recognizer.types import SimilarityThresholds
from tests.recognizer.evaluation.folders import voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    ColourReader,
    PatchDetector,
    patched,
)

LEFT, RIGHT = (10, 20, 60, 60), (90, 20, 150, 80)
RECOGNIZER = Recognizer(PatchDetector(), ColourEmbedder(), None)
LOOK = Way("colours", 0, False, SimilarityThresholds(uncertain=0.8, known=0.95))


def add(root, name, patches, labels, *, speck):
    patched(root / f"JPEGImages/{name}.png", patches, speck=speck)
    write(root / f"Annotations/{name}.xml", voc_xml(*labels))


@pytest.fixture
def photographs(tmp_path):
    """Four photographs of each of two symbols, and nothing else on them."""
    for speck in range(4):
        for colour in ("red", "green"):
            name = f"{colour}{speck}"
            box = LEFT if colour == "red" else RIGHT
            seed = 10 * speck + (colour == "red")
            add(tmp_path, name, [(colour, box)], [(colour, box)], speck=seed)
    return tmp_path


def figures_of(root, **more):
    run = run_end_to_end(load_data_set(root), RECOGNIZER, shots=1, seed=0, **more)
    return {name: figure.value for name, figure in run.evaluation.figures.items()}


def test_logos_that_are_found_and_named_count(photographs):
    found = figures_of(photographs)

    assert found["recall_at_1"] == found["recall_at_5"] == found["map50"] == 1
    assert found["recall_at_1.known"] == 1
    assert found["false_matches_per_1000"] == 0


def test_a_logo_without_a_box_is_missed(photographs):
    unseen = (65, 65, 85, 95)  # labelled, but no colour is there
    patched(photographs / "JPEGImages/red0.png", [("red", LEFT)], speck=1)
    boxes = voc_xml(("red", LEFT), ("red", unseen))
    write(photographs / "Annotations/red0.xml", boxes)

    found = figures_of(photographs)

    assert 0.5 < found["recall_at_1"] < 1
    assert found["recall_at_1"] == found["recall_at_5"]


def test_a_box_beside_the_label_counts_only_loosely(photographs):
    # The label is shifted: IoU of 40 x 40 boxes 10 px apart is 30 / 50, then 15 / 65.
    for name, shift in (("red0", 10), ("red1", 25)):
        x0, y0, x1, y1 = LEFT
        label = (x0 + shift, y0, x1 + shift, y1)
        write(photographs / f"Annotations/{name}.xml", voc_xml(("red", label)))

    run = run_end_to_end(load_data_set(photographs), RECOGNIZER, shots=3, seed=0)

    assert run.evaluation.figures["recall_at_1.iou30"].high <= 1
    logos = run.measured[0].outcome.logos
    assert not (logos.hit_1 & ~logos.hit_1_loose).any()


def test_a_match_on_an_image_that_does_not_show_its_symbol_is_false(photographs):
    # A green patch that nobody labelled green.
    patches = [("red", LEFT), ("green", RIGHT)]
    add(photographs, "both", patches, [("red", LEFT)], speck=77)
    seen, _ = see(load_data_set(photographs), RECOGNIZER)

    measured = measure_end_to_end(seen, LOOK, seed=4, shots=1)
    figures, claims = measured.figures, measured.outcome.claims

    false = ~claims.shown
    assert false.sum() == 1
    assert 0 < figures["false_matches_per_1000"].value <= 1000 / 7
    assert figures["recall_at_1"].value == 1
    assert figures["map50"].value < 1


def test_a_second_logo_that_nobody_boxed_is_no_false_match(photographs):
    # Red is shown and labelled at one place; the box is at the other.
    unseen = (100, 70, 140, 95)
    add(photographs, "aside", [("red", LEFT)], [("red", unseen)], speck=78)

    found = figures_of(photographs)

    assert found["false_matches_per_1000"] == 0
    assert found["map50"] < 1


def test_a_match_below_the_threshold_is_not_flagged(photographs):
    # Blue is like neither red nor green: named, but far below any threshold.
    for speck in range(4):
        name, label = f"wrong{speck}", [("red", RIGHT)]
        add(photographs, name, [("blue", RIGHT)], label, speck=100 + speck)
    seen, _ = see(load_data_set(photographs), RECOGNIZER)

    measured = measure_end_to_end(seen, LOOK, seed=0, shots=1)
    figures, claims = measured.figures, measured.outcome.claims

    assert figures["recall_at_1"].value < 1
    assert figures["recall_at_1.flagged"].value <= figures["recall_at_1"].value
    assert claims.value.min() < 0.5


def test_images_that_hold_a_reference_are_not_asked_about(photographs):
    seen, _ = see(load_data_set(photographs), RECOGNIZER)

    outcome = measure_end_to_end(seen, LOOK, seed=0, shots=1).outcome

    assert len(outcome.asked) == 6
    assert len(outcome.logos.image) == 6


def test_a_copy_of_a_reference_is_not_asked_about(photographs):
    source = photographs / "JPEGImages/red0.png"
    for number in range(1, 4):
        copy = photographs / f"JPEGImages/red{number}.png"
        copy.write_bytes(source.read_bytes())

    seen, _ = see(load_data_set(photographs), RECOGNIZER)
    outcome = measure_end_to_end(seen, LOOK, seed=0, shots=1).outcome

    assert {int(symbol) for symbol in outcome.logos.symbol} == {0}


def test_given_references_are_the_gallery_and_queries_are_asked(tmp_path):
    for colour in ("red", "green"):
        everything = [(colour, (0, 0, 160, 100))]
        patched(tmp_path / f"references/{colour}/a.png", everything)
        patched(tmp_path / f"queries/{colour}/b.png", [(colour, LEFT)], speck=3)

    run = run_end_to_end(load_data_set(tmp_path), RECOGNIZER, shots=1, seed=0)

    figures = run.evaluation.figures
    assert figures["recall_at_1"].value == 1
    assert figures["recall_at_1"].n == 2
    assert figures["false_matches_per_1000"].value == 0


def test_the_text_that_was_read_takes_part(photographs):
    reading = Recognizer(PatchDetector(), ColourEmbedder(), ColourReader())

    run = run_end_to_end(load_data_set(photographs), reading, shots=1, seed=0)

    assert run.seen.images[0].texts[0].text in {"red", "green"}
    assert run.evaluation.figures["recall_at_1"].value == 1


def test_no_box_on_any_image_is_recall_0(photographs):
    class BlindDetector(PatchDetector):
        def _detect(self, image):
            return super()._detect(np.zeros_like(image))

    blind = Recognizer(BlindDetector(), ColourEmbedder(), None)

    run = run_end_to_end(load_data_set(photographs), blind, shots=1, seed=0)

    assert run.evaluation.figures["recall_at_5"].value == 0
    assert run.evaluation.figures["map50"].value == 0
    assert sweep(run.measured[0].outcome) == []


def test_the_sweep_trades_recall_for_false_matches(photographs):
    run = run_end_to_end(load_data_set(photographs), RECOGNIZER, shots=1, seed=0)

    rows = sweep(run.measured[0].outcome, steps=5)

    assert len(rows) == 5
    assert rows[0].recall_at_1 == 1
    recalls = [row.recall_at_1 for row in rows]
    assert recalls == sorted(recalls, reverse=True)


def test_one_symbol_alone_is_refused(tmp_path):
    add(tmp_path, "a", [("red", LEFT)], [("red", LEFT)], speck=1)

    with pytest.raises(EvaluationError, match="one symbol, red"):
        run_end_to_end(load_data_set(tmp_path), RECOGNIZER, shots=1, seed=0)


def test_nothing_left_to_ask_about_is_refused(tmp_path):
    for speck, colour in enumerate(("red", "green")):
        add(tmp_path, colour, [(colour, LEFT)], [(colour, LEFT)], speck=speck)

    with pytest.raises(EvaluationError, match="no image is left"):
        run_end_to_end(load_data_set(tmp_path), RECOGNIZER, shots=1, seed=0)
