"""Whole evaluations: what is compared, what is said, what is refused."""

import pytest

from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.labelled import EvaluationError
from recognizer.evaluation.perceptual_hash import HashEmbedder
from recognizer.evaluation.runs import run_detection, run_retrieval
from tests.recognizer.evaluation.folders import LAYOUTS, save, voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    ColourReader,
    PatchDetector,
    patched,
)

LEFT = (10, 20, 40, 50)


def labelled(root, counts):
    names = [(colour, n) for colour, count in counts.items() for n in range(count)]
    for speck, (colour, number) in enumerate(names):
        name = f"{colour}{number}"
        patched(root / f"JPEGImages/{name}.png", [(colour, LEFT)], speck=speck)
        write(root / f"Annotations/{name}.xml", voc_xml((colour, LEFT)))
    return load_data_set(root)


def test_a_retrieval_run_says_what_it_measured(tmp_path):
    data = labelled(tmp_path, {"red": 3, "green": 3, "blue": 1})

    run = run_retrieval(data, [ColourEmbedder()], reader=None, seed=0)

    evaluation = run.evaluation
    assert (evaluation.task, evaluation.embedder) == ("retrieval", "colours")
    assert (evaluation.images, evaluation.objects, evaluation.symbols) == (7, 7, 3)
    assert evaluation.figures["recall_at_1.all"].value == 1
    assert evaluation.figures["recall_at_1.all"].n == 6
    assert evaluation.left_out == (
        "1 symbol has one logo only: it is in the gallery, and never asked about.",
    )


def test_a_second_embedder_is_compared_on_the_same_crops(tmp_path):
    data = labelled(tmp_path, {"red": 3, "green": 3})
    embedders = [ColourEmbedder(), HashEmbedder()]

    (compared,) = run_retrieval(
        data, embedders, reader=None, seed=0
    ).evaluation.compared

    assert compared.embedder == "perceptual-hash"
    name = "recall_at_1.all"
    difference = compared.differences[name].value
    assert difference == pytest.approx(compared.figures[name].value - 1)
    assert "recall_at_1.one_shot" in compared.differences


def test_an_embedder_against_itself_differs_by_nothing(tmp_path):
    data = labelled(tmp_path, {"red": 3, "green": 3})
    twice = [ColourEmbedder(), ColourEmbedder()]
    twice[1].model_id = "again"

    (compared,) = run_retrieval(data, twice, reader=None, seed=0).evaluation.compared

    for figure in compared.differences.values():
        assert (figure.low, figure.value, figure.high) == (0, 0, 0)


def test_a_reader_adds_text_together_and_alone(tmp_path):
    data = labelled(tmp_path, {"red": 3, "green": 3})

    run = run_retrieval(data, [ColourEmbedder()], reader=ColourReader(), seed=0)

    names = [other.embedder for other in run.evaluation.compared]
    assert names == ["colours + colour-names", "colour-names"]
    for other in run.evaluation.compared:
        assert other.figures["recall_at_1.one_shot"].value == 1


@pytest.mark.parametrize(
    ("counts", "message"),
    [({"red": 3}, "one symbol, red"), ({"red": 1, "green": 1}, "No symbol has two")],
)
def test_a_data_set_on_which_nothing_can_be_asked_is_refused(counts, message, tmp_path):
    data = labelled(tmp_path, counts)

    with pytest.raises(EvaluationError, match=message):
        run_retrieval(data, [ColourEmbedder()], reader=None, seed=0)


def test_one_reference_and_one_query_a_symbol_are_enough(tmp_path):
    for stem, seed in (("a", 1), ("b", 2)):
        save(tmp_path / f"references/{stem}.png", seed=seed)
        save(tmp_path / f"queries/{stem}.png", seed=seed)

    run = run_retrieval(load_data_set(tmp_path), [HashEmbedder()], reader=None, seed=0)

    assert run.evaluation.figures["recall_at_1.all"].value == 1
    # The two sides are copies of each other: strictly nothing can be asked.
    assert run.evaluation.figures["recall_at_1.all_strict"].n == 0


def test_a_detection_run_says_what_it_measured(tmp_path):
    data = labelled(tmp_path, {"red": 2, "green": 1})

    run = run_detection(data, PatchDetector(), confidence=0.5, seed=0)

    evaluation = run.evaluation
    assert (evaluation.task, evaluation.detector) == ("detection", "patches")
    assert (evaluation.images, evaluation.objects) == (3, 3)
    for name in ("recall_iou50", "recall_iou30", "ap50", "boxes_per_image"):
        assert evaluation.figures[name].value == 1


def test_detection_without_labelled_boxes_is_refused(tmp_path):
    LAYOUTS["folder"](tmp_path)
    data = load_data_set(tmp_path)

    with pytest.raises(EvaluationError, match="but not where"):
        run_detection(data, PatchDetector(), confidence=0.5, seed=0)


def test_what_was_left_out_is_said(tmp_path):
    data = labelled(tmp_path, {"red": 2, "green": 2})
    broken = tmp_path / "JPEGImages/red0.png"
    broken.write_bytes(broken.read_bytes()[:200])

    run = run_detection(data, PatchDetector(), confidence=0.5, seed=0)

    (sentence,) = run.evaluation.left_out
    assert sentence.startswith("1 unreadable image left out: red0.png: ")
    assert run.evaluation.images == 3
