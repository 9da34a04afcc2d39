"""Images of held-out symbols are unknown, and told from the others."""

import pytest

from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.open_images import measure_open_images
from recognizer.evaluation.seeing import see
from recognizer.evaluation.ways import Way
from recognizer.pipeline import Recognizer
from tests.recognizer.evaluation.folders import voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    PatchDetector,
    patched,
)

LEFT = (10, 20, 40, 50)
LOOK = Way("colours", 0, False, ColourEmbedder.thresholds)


def seen_with(root, colours):
    for number in range(4):
        for row, (symbol, colour) in enumerate(colours.items()):
            name = f"{symbol}{number}"
            patch = [(colour, LEFT)]
            patched(root / f"JPEGImages/{name}.png", patch, speck=10 * number + row)
            write(root / f"Annotations/{name}.xml", voc_xml((symbol, LEFT)))
    recognizer = Recognizer(PatchDetector(), ColourEmbedder(), None)
    return see(load_data_set(root), recognizer)[0]


def values(seen):
    figures = measure_open_images(seen, LOOK, shots=1, seed=0)
    return {name: figure.value for name, figure in figures.items()}


def test_an_embedder_that_knows_its_colours_knows_what_it_does_not_know(tmp_path):
    colours = {"red": "red", "green": "green", "blue": "blue"}

    found = values(seen_with(tmp_path, colours))

    names = ("auroc_unknown", "dir_at_far_1pct", "dir_at_far_0.1pct")
    assert found == {f"{n}{end}": 1.0 for n in names for end in ("", ".region")}


def test_a_symbol_that_looks_like_another_raises_the_alarm(tmp_path):
    # `rouge` has the look of `red`: held out, it still matches it perfectly.
    colours = {"red": "red", "rouge": "red", "green": "green"}

    found = values(seen_with(tmp_path, colours))

    assert found["auroc_unknown"] < 1
    assert found["dir_at_far_1pct"] < 1


def test_fewer_than_three_symbols_cannot_be_held_out(tmp_path):
    seen = seen_with(tmp_path, {"red": "red", "green": "green"})

    assert measure_open_images(seen, LOOK, shots=1, seed=0) == {}


def test_images_that_show_both_kinds_do_not_count(tmp_path):
    colours = {"red": "red", "green": "green", "blue": "blue"}
    alone = measure_open_images(
        seen_with(tmp_path / "a", colours), LOOK, shots=1, seed=0
    )
    boxes = {"red": LEFT, "green": (50, 20, 80, 50), "blue": (90, 20, 120, 50)}
    root = tmp_path / "b"
    patched(root / "JPEGImages/all.png", list(boxes.items()), speck=99)
    write(root / "Annotations/all.xml", voc_xml(*boxes.items()))

    both = measure_open_images(seen_with(root, colours), LOOK, shots=1, seed=0)

    name = "auroc_unknown"
    assert both[name].n == pytest.approx(alone[name].n, abs=1)
    assert both[name].value == 1


def test_a_box_beside_all_labels_is_an_unknown_region(tmp_path):
    # A second red patch that nobody labelled: sure to be red, and no known logo.
    colours = {"red": "red", "green": "green", "blue": "blue"}
    seen_with(tmp_path, colours)
    for speck in range(4):
        patches = [("green", LEFT), ("red", (100, 60, 140, 95))]
        patched(tmp_path / f"JPEGImages/both{speck}.png", patches, speck=90 + speck)
        write(tmp_path / f"Annotations/both{speck}.xml", voc_xml(("green", LEFT)))
    recognizer = Recognizer(PatchDetector(), ColourEmbedder(), None)
    seen, _ = see(load_data_set(tmp_path), recognizer)

    found = values(seen)

    assert found["auroc_unknown.region"] < 1
    assert found["dir_at_far_1pct.region"] < 1


def test_a_logo_without_a_box_is_not_identified_and_no_part_of_the_auroc(tmp_path):
    colours = {"red": "red", "green": "green", "blue": "blue"}
    seen_with(tmp_path, colours)
    unseen = (100, 60, 140, 95)
    for symbol in colours:
        boxes = voc_xml((symbol, LEFT), (symbol, unseen))
        write(tmp_path / f"Annotations/{symbol}0.xml", boxes)
    recognizer = Recognizer(PatchDetector(), ColourEmbedder(), None)
    seen, _ = see(load_data_set(tmp_path), recognizer)

    found = values(seen)

    # A third of the logos has no box: as boxes they would cost the AUROC as much.
    assert found["auroc_unknown.region"] >= 0.9
    assert 0.5 < found["dir_at_far_1pct.region"] < 0.9
