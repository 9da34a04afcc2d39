"""What cannot be measured is one sentence; what can is measured, on every verb."""

import json

import pytest

from tests.recognizer.evaluation.folders import LAYOUTS, voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    ColourReader,
    PatchDetector,
    patched,
)
from ui.command_line.main import run

VERBS = ("retrieval", "detection", "end-to-end")
LEFT, RIGHT, BELOW = (10, 20, 40, 50), (90, 20, 120, 50), (50, 60, 80, 90)


@pytest.fixture(autouse=True)
def models(monkeypatch, tmp_path):
    """Let every verb take the stand-ins for the real models."""
    monkeypatch.setenv("MARKWATCH_DATA_DIR", str(tmp_path / "data folder"))
    monkeypatch.setattr(
        "ui.command_line.models.build_embedder", lambda _spec: ColourEmbedder()
    )
    monkeypatch.setattr("recognizer.reader.OcrReader", ColourReader)
    monkeypatch.setattr(
        "ui.command_line.models.build_detector", lambda _settings: PatchDetector()
    )


@pytest.fixture
def call(tmp_path, capsys):
    """Evaluate the folder `photographs`; get exit code, JSON (or None), messages."""

    def given(verb, *words):
        folder = tmp_path / "photographs"
        folder.mkdir(exist_ok=True)
        target = tmp_path / "figures.json"
        target.unlink(missing_ok=True)
        whole = ["evaluate", verb, "--data", str(folder), "--json", str(target)]
        code = run([*whole, *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        found = json.loads(target.read_text("utf-8")) if target.exists() else None
        return code, found, said.err

    return given


def add(tmp_path, name, *patches, labels=None, speck=0):
    """Write an image of patches and its annotation; labels: others than the patches."""
    folder = tmp_path / "photographs"
    patched(folder / f"JPEGImages/{name}.png", patches, speck=speck)
    write(folder / f"Annotations/{name}.xml", voc_xml(*(labels or patches)))


def two_of_each(tmp_path):
    for speck in range(2):
        add(tmp_path, f"r{speck}", ("red", LEFT), speck=speck)
        add(tmp_path, f"g{speck}", ("green", LEFT), speck=10 + speck)


def assert_one_sentence(said, message):
    lines = [line for line in said.splitlines() if line.startswith("markwatch: ")]
    assert len(lines) == 1
    assert message in lines[0]


@pytest.mark.parametrize("verb", VERBS)
def test_an_empty_folder(verb, call):
    code, found, said = call(verb)

    assert (code, found) == (1, None)
    assert_one_sentence(said, "holds no file")


@pytest.mark.parametrize("verb", VERBS)
def test_images_without_annotations(verb, call, tmp_path):
    patched(tmp_path / "photographs/JPEGImages/a.png", [("red", LEFT)])

    code, found, said = call(verb)

    assert (code, found) == (1, None)
    assert_one_sentence(said, "the layout of no known format")


@pytest.mark.parametrize("verb", ["retrieval", "end-to-end"])
def test_one_class_cannot_be_named_wrongly(verb, call, tmp_path):
    add(tmp_path, "a", ("red", LEFT), speck=1)
    add(tmp_path, "b", ("red", LEFT), speck=2)

    code, found, said = call(verb)

    assert (code, found) == (1, None)
    assert_one_sentence(said, "All logos show one symbol, red")


def test_one_class_can_be_found(call, tmp_path):
    add(tmp_path, "a", ("red", LEFT), speck=1)

    code, found, _ = call("detection")

    assert code == 0
    assert found["figures"]["recall_iou50"] == {
        "value": 1.0,
        "low": 1.0,
        "high": 1.0,
        "n": 1,
    }


def test_one_image_of_two_symbols_twice(call, tmp_path):
    below = (130, 60, 155, 90)
    patches = [("red", LEFT), ("green", RIGHT), ("red", BELOW), ("green", below)]
    add(tmp_path, "a", *patches)

    code, found, _ = call("retrieval")
    assert code == 0
    assert found["figures"]["recall_at_1.all"]["value"] == 1
    # Everything else is on the same photograph: strictly there is nothing to ask.
    assert found["figures"]["recall_at_1.all_strict"] == {
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
    }

    code, found, said = call("end-to-end")
    assert (code, found) == (1, None)
    assert_one_sentence(said, "no image is left to ask about")


def test_one_image_of_one_logo(call, tmp_path):
    add(tmp_path, "a", ("red", LEFT), ("green", RIGHT))

    code, found, said = call("retrieval")

    assert (code, found) == (1, None)
    assert_one_sentence(said, "No symbol has two logos")


@pytest.mark.parametrize("verb", ["retrieval", "end-to-end"])
def test_classes_with_a_single_example_are_in_the_gallery_only(verb, call, tmp_path):
    two_of_each(tmp_path)
    add(tmp_path, "b", ("blue", RIGHT), speck=99)

    code, found, said = call(verb)

    assert code == 0
    assert found["symbols"] == 3
    if verb == "retrieval":
        assert "1 symbol has one logo only" in said
        assert found["figures"]["recall_at_1.all"]["n"] == 4


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ((500, 20, 600, 50), "1 box outside its image left out: Annotations/x.xml"),
        ((10, 20, 10, 50), "1 box of no area left out"),
        ((40, 50, 10, 20), "1 box of no area left out"),
        ((10, 20, 14, 50), "1 box under 10 px left out"),
        (("a", 20, 14, 50), "1 broken annotation left out"),
        (("nan", 20, 14, 50), "1 broken annotation left out"),
    ],
)
def test_boxes_that_cannot_be(verb, label, sentence, call, tmp_path):
    two_of_each(tmp_path)
    add(tmp_path, "x", ("red", LEFT), labels=[("red", label), ("red", LEFT)], speck=77)

    code, found, said = call(verb)

    assert code == 0
    assert found["objects"] == 5
    (left_out,) = [s for s in found["left_out"] if s.startswith("1 b")]
    assert left_out.startswith(sentence.replace("Annotations/x.xml", ""))
    assert left_out in said


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("kept_bytes", [0, 8, 200])
def test_images_that_cannot_be_decoded(verb, kept_bytes, call, tmp_path):
    two_of_each(tmp_path)
    add(tmp_path, "x", ("red", LEFT), speck=77)
    path = tmp_path / "photographs/JPEGImages/x.png"
    path.write_bytes(path.read_bytes()[:kept_bytes])

    code, found, said = call(verb)

    assert code == 0
    assert "1 unreadable image left out" in said
    assert "x.png" in said
    assert len(found["left_out"]) == 1


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"folder"}))
def test_broken_annotations_of_every_format(layout, call, tmp_path):
    LAYOUTS[layout](tmp_path / "photographs")

    code, found, said = call("detection")

    assert code == 0
    assert found["format"] == layout
    assert found["figures"]["recall_iou50"]["n"] == 1
    assert "left out" in said
    assert all(sentence in said for sentence in found["left_out"])


@pytest.mark.parametrize("verb", ["retrieval", "end-to-end"])
def test_a_query_that_no_reference_shows(verb, call, tmp_path):
    folder = tmp_path / "photographs"
    for speck, colour in enumerate(("red", "green")):
        everything = [(colour, (0, 0, 160, 100))]
        patched(folder / f"references/{colour}/a.png", everything)
        patched(folder / f"queries/{colour}/b.png", [(colour, LEFT)], speck=speck)
    patched(folder / "queries/blue/c.png", [("blue", LEFT)], speck=9)

    code, found, said = call(verb)

    assert code == 0
    assert "queries/blue/c.png: no reference shows blue" in said
    assert (
        found["figures"]["recall_at_1" if verb == "end-to-end" else "recall_at_1.all"][
            "n"
        ]
        == 2
    )
