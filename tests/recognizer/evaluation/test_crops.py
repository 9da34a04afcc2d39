"""Labelled logos become rows, in order, whatever else is in the folder."""

import numpy as np
import pytest

from recognizer.evaluation.crops import label_crops
from recognizer.evaluation.formats import load_data_set
from recognizer.evaluation.labelled import EvaluationError
from tests.recognizer.evaluation.folders import LAYOUTS, voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    ColourReader,
    patched,
)

LEFT, RIGHT = (10, 20, 60, 50), (90, 20, 150, 80)


@pytest.fixture
def patches(tmp_path):
    patched(tmp_path / "JPEGImages/a.png", [("red", LEFT), ("green", RIGHT)], speck=1)
    patched(tmp_path / "JPEGImages/b.png", [("green", RIGHT)], speck=1)
    patched(tmp_path / "JPEGImages/c.png", [("red", LEFT)], speck=2)
    patched(tmp_path / "JPEGImages/d.png", [("red", LEFT)], speck=2)
    boxes = voc_xml(("Red", LEFT), ("Green", RIGHT))
    write(tmp_path / "Annotations/a.xml", boxes)
    write(tmp_path / "Annotations/b.xml", voc_xml(("Green", RIGHT)))
    write(tmp_path / "Annotations/c.xml", voc_xml(("Red", LEFT)))
    write(tmp_path / "Annotations/d.xml", voc_xml(("Red", LEFT)))
    return load_data_set(tmp_path)


def test_every_labelled_logo_is_a_row(patches):
    steps = []

    crops, problems = label_crops(
        patches,
        [ColourEmbedder(), ColourEmbedder()],
        reader=ColourReader(),
        progress=lambda done, total: steps.append((done, total)),
    )

    assert problems == []
    assert crops.symbols == ("green", "red")
    assert crops.symbol_ids.tolist() == [1, 0, 0, 1, 1]
    assert crops.image_ids.tolist() == [0, 0, 1, 2, 3]
    assert crops.min_side_px.tolist() == [30, 60, 60, 30, 30]
    assert crops.texts == ("red", "green", "green", "red", "red")
    assert [rows.shape for rows in crops.embeddings] == [(5, 3), (5, 3)]
    assert crops.embeddings[0].argmax(1).tolist() == [0, 1, 1, 0, 0]
    assert steps[-1] == (4, 4)


def test_copies_of_a_photograph_share_its_number(patches):
    crops, _ = label_crops(patches, [ColourEmbedder()])

    assert crops.photograph_ids[3] == crops.photograph_ids[4]
    assert len(set(crops.photograph_ids[[0, 2, 3]].tolist())) == 3


def test_an_image_that_cannot_be_decoded_is_a_problem_and_the_rest_is_measured(
    patches, tmp_path
):
    broken = tmp_path / "JPEGImages/b.png"
    broken.write_bytes(broken.read_bytes()[:200])

    crops, problems = label_crops(patches, [ColourEmbedder()])

    assert len(crops) == 4
    assert [problem.where for problem in problems] == ["b.png"]


def test_a_folder_of_which_nothing_can_be_decoded_is_refused(patches, tmp_path):
    for path in (tmp_path / "JPEGImages").iterdir():
        path.write_bytes(path.read_bytes()[:200])

    with pytest.raises(EvaluationError, match="can be decoded"):
        label_crops(patches, [ColourEmbedder()])


def test_whole_images_are_crops_where_no_box_is_labelled(tmp_path):
    LAYOUTS["folder"](tmp_path)

    crops, _ = label_crops(load_data_set(tmp_path), [ColourEmbedder()])

    assert crops.min_side_px.tolist() == [80, 80]
    assert sorted(crops.is_query.tolist()) == [False, True]
    assert np.array_equal(crops.is_query, ~crops.is_reference)


def test_words_are_told_by_the_reader_where_the_names_tell_nothing(patches):
    crops, _ = label_crops(patches, [ColourEmbedder()], reader=ColourReader())

    assert crops.words_told_by == "reader"
    assert crops.has_words.all()
    silent, _ = label_crops(patches, [ColourEmbedder()])
    assert silent.words_told_by == ""
    assert not silent.has_words.any()


def test_words_are_told_by_the_names_first(tmp_path):
    boxes = [("red", LEFT), ("green", RIGHT)]
    patched(tmp_path / "JPEGImages/a.png", boxes)
    xml = voc_xml(("Acme_text", LEFT), ("Acme_symbol", RIGHT))
    write(tmp_path / "Annotations/a.xml", xml)

    crops, _ = label_crops(
        load_data_set(tmp_path), [ColourEmbedder()], reader=ColourReader()
    )

    assert crops.words_told_by == "names"
    assert dict(zip(crops.symbol_ids.tolist(), crops.has_words, strict=True)) == {
        crops.symbols.index("acme_text"): True,
        crops.symbols.index("acme_symbol"): False,
    }
