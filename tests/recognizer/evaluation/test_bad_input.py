"""Whatever lies in a folder: the rest is read, or one sentence says why nothing is."""

import numpy as np
import pytest

from recognizer.evaluation.formats import FORMATS, load_data_set
from recognizer.evaluation.labelled import EvaluationError
from tests.recognizer.evaluation.folders import BOX, LAYOUTS, save, voc_xml, write

IMAGES = {".jpg", ".png"}
GARBAGE = {
    "nothing": b"",
    "a null": b"null",
    "an empty list": b"[]",
    "an empty object": b"{}",
    "an empty list of names": b"names:",
    "zeros": bytes(300),
    "noise": np.random.default_rng(0).bytes(400),
    "words": b"one two three\nfour\n" * 3,
    "numbers": b"1 2 3\n0 0.5 0.5 0.5 0.5\n1 1 1 1 1 1 1 1 1\n",
    "endless numbers": b"0 1e999 nan -inf 1e-999\n",
    "a deep list": b"[" * 100_000,
    "deep objects": b'{"images": 1, "annotations": 2, "categories": ' * 20_000,
    "lists of the wrong things": b'{"images": 3, "annotations": [7], "categories": {}}',
    "a page": b"<html><object><name></name></object></html>",
}


def annotations_of(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if path.suffix not in IMAGES)


def read_or_refuse(folder, name):
    """Read a folder, or None where it is refused in a sentence; never a crash."""
    try:
        return load_data_set(folder, name)
    except EvaluationError:
        return None


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"folder"}))
def test_garbage_in_any_annotation_is_named_or_refused(name, garbage, tmp_path):
    LAYOUTS[name](tmp_path)

    for path in annotations_of(tmp_path):
        content = path.read_bytes()
        path.write_bytes(GARBAGE[garbage])
        data = read_or_refuse(tmp_path, name)
        assert data is None or data.problems
        path.write_bytes(content)


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - {"folder"}))
def test_an_annotation_that_stops_anywhere_is_named_or_refused(name, tmp_path):
    LAYOUTS[name](tmp_path)

    for path in annotations_of(tmp_path):
        content = path.read_bytes()
        for end in range(0, len(content), max(1, len(content) // 7)):
            path.write_bytes(content[:end])
            read_or_refuse(tmp_path, name)
        path.write_bytes(content)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_folder_is_refused_by_every_format(name, tmp_path):
    with pytest.raises(EvaluationError, match="no usable label"):
        load_data_set(tmp_path, name)


def test_an_empty_folder_is_called_empty(tmp_path):
    with pytest.raises(EvaluationError, match="holds no file"):
        load_data_set(tmp_path)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_folder_in_another_format_is_read_or_refused(layout, name, tmp_path):
    LAYOUTS[layout](tmp_path)

    read_or_refuse(tmp_path, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_of_images_alone_is_refused(name, tmp_path):
    save(tmp_path / "images/a.jpg")
    save(tmp_path / "JPEGImages/a.jpg")

    with pytest.raises(EvaluationError, match="no usable label"):
        load_data_set(tmp_path, name)


@pytest.mark.parametrize("name", LAYOUTS)
def test_images_that_are_no_images_are_named_or_refused(name, tmp_path):
    LAYOUTS[name](tmp_path)
    pictures = [path for path in tmp_path.rglob("*") if path.suffix in IMAGES]
    for path in pictures:
        path.write_bytes(b"no picture")

    assert read_or_refuse(tmp_path, name) is None


def test_a_label_without_a_name_is_named(tmp_path):
    save(tmp_path / "JPEGImages/a.jpg")
    boxes = voc_xml(("--", BOX), ("'", BOX), ("Acme", BOX))
    write(tmp_path / "Annotations/a.xml", boxes)

    data = load_data_set(tmp_path)

    assert data.symbols == ("acme",)
    assert len(data.problems) == 2
