"""`markwatch evaluate` on small folders, with stand-ins for the models."""

import json

import pytest

from tests.recognizer.evaluation.folders import voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    ColourReader,
    PatchDetector,
    patched,
)
from ui.command_line.main import run

LEFT = (10, 20, 40, 50)
DETECTION = {"recall_iou50", "recall_iou30", "ap50", "boxes_per_image"}


@pytest.fixture(autouse=True)
def models(monkeypatch):
    """Let every verb take the stand-ins for the real models."""
    monkeypatch.setattr(
        "recognizer.embedder.ClipEmbedder", lambda _spec, **_: ColourEmbedder()
    )
    monkeypatch.setattr("recognizer.reader.OcrReader", ColourReader)
    monkeypatch.setattr(
        "ui.command_line.models.build_detector", lambda _settings: PatchDetector()
    )


@pytest.fixture
def photographs(tmp_path):
    folder = tmp_path / "photographs"
    colours = [("red", n) for n in range(4)] + [("green", n) for n in range(4)]
    for speck, (colour, number) in enumerate(colours):
        name = f"{colour}{number}"
        patched(folder / f"JPEGImages/{name}.png", [(colour, LEFT)], speck=speck)
        write(folder / f"Annotations/{name}.xml", voc_xml((colour, LEFT)))
    return folder


def test_retrieval_prints_a_table_and_writes_json_and_a_report(
    photographs, tmp_path, capsys
):
    words = ["evaluate", "retrieval", "--data", str(photographs), "--format", "voc"]
    to = tmp_path / "figures.json"

    code = run([*words, "--json", str(to), "--report", str(tmp_path / "report")])

    assert code == 0
    said = capsys.readouterr()
    assert "recall_at_1.all_strict" in said.out
    assert "index.html" in said.err
    written = json.loads(to.read_text("utf-8"))
    assert written["task"] == "retrieval"
    assert written["embedder"] == "colours"
    for protocol in ("all", "all_strict", "qvg", "one_shot", "two_shot", "five_shot"):
        for k in (1, 5):
            figure = written["figures"][f"recall_at_{k}.{protocol}"]
            assert set(figure) == {"value", "low", "high", "n"}
    assert (tmp_path / "report/index.html").is_file()


def test_baselines_and_text_stand_beside_the_embedder(photographs, capsys):
    words = ["evaluate", "retrieval", "--data", str(photographs), "--json", "-"]

    code = run([*words, "--baseline", "hash", "--baseline", "text"])

    assert code == 0
    written = json.loads(capsys.readouterr().out)
    names = [other["embedder"] for other in written["compared"]]
    assert names == ["perceptual-hash", "colours + colour-names", "colour-names"]


def test_what_was_read_is_kept_for_the_next_run(photographs, tmp_path, monkeypatch):
    words = ["evaluate", "retrieval", "--data", str(photographs), "--reader"]
    words += ["--cache", str(tmp_path / "cache")]
    assert run(words) == 0

    def read(self, crops):
        assert not crops, "read again"
        return []

    monkeypatch.setattr(ColourReader, "read", read)

    assert run(words) == 0


@pytest.mark.parametrize("verb", ["detection", "end-to-end"])
def test_whole_images_are_measured(verb, photographs, tmp_path, capsys):
    words = ["evaluate", verb, "--data", str(photographs), "--json", "-"]

    code = run([*words, "--report", str(tmp_path / "report")])

    assert code == 0
    written = json.loads(capsys.readouterr().out)
    wanted = {"recall_at_1", "recall_at_5", "map50", "false_matches_per_1000"}
    assert (DETECTION if verb == "detection" else wanted) <= set(written["figures"])
    assert written["detector"] == "patches"
    assert (tmp_path / "report/index.html").is_file()


def test_end_to_end_compares_embedders_baselines_and_text(photographs, capsys):
    words = ["evaluate", "end-to-end", "--data", str(photographs), "--json", "-"]
    words += ["--embedder", "a", "--baseline", "hash", "--references", "1"]

    assert run(words) == 0

    said = capsys.readouterr()
    assert "in use: uncertain from 0.8, known from 0.95" in said.err
    written = json.loads(said.out)
    assert written["embedder"] == "colours + colour-names"
    others = {other["embedder"]: other for other in written["compared"]}
    assert list(others) == ["colours", "perceptual-hash", "colour-names"]
    assert written["calibrated"] is False
    assert written["thresholds"] == [0.8, 0.95]
    assert {"threshold", "recall_at_1", "false_matches_per_1000"} == set(
        written["sweep"][0]
    )
    name = "recall_at_1"
    differs = others["perceptual-hash"]["differences"][name]["value"]
    own = others["perceptual-hash"]["figures"][name]["value"]
    assert differs == pytest.approx(own - written["figures"][name]["value"], abs=1e-5)


def test_what_was_found_is_kept_for_the_next_run(photographs, tmp_path, monkeypatch):
    words = ["evaluate", "detection", "--data", str(photographs)]
    words += ["--cache", str(tmp_path / "cache"), "--reader"]
    assert run(words) == 0

    def look(self, images):
        assert not images, "looked again"
        return []

    monkeypatch.setattr(PatchDetector, "detect", look)

    assert run(words) == 0


def test_logos_with_words_are_told_apart_by_the_reader(photographs, capsys):
    words = ["evaluate", "detection", "--data", str(photographs), "--json", "-"]

    assert run([*words, "--reader"]) == 0

    written = json.loads(capsys.readouterr().out)
    assert written["words_told_by"] == "reader"
    assert written["figures"]["recall_iou50.text"]["n"] == 8


def test_photographs_without_logos_are_measured_beside(photographs, tmp_path, capsys):
    walls = tmp_path / "walls"
    patched(walls / "poppy.png", [("red", LEFT)])
    patched(walls / "bare.png", [])
    words = ["evaluate", "detection", "--data", str(photographs), "--json", "-"]

    assert run([*words, "--backgrounds", str(walls)]) == 0

    found = json.loads(capsys.readouterr().out)["figures"]["boxes_per_image.no_logo"]
    assert (found["value"], found["n"]) == (0.5, 2)


def test_symbols_with_few_logos_can_be_left_out(photographs, capsys):
    (photographs / "Annotations/green0.xml").unlink()
    words = ["evaluate", "retrieval", "--data", str(photographs), "--least", "4"]

    assert run(words) == 1

    assert "one symbol, red" in capsys.readouterr().err


def test_a_split_is_written_and_used(photographs, tmp_path, capsys):
    to = str(tmp_path / "split.json")
    data = ["--data", str(photographs)]

    assert run(["evaluate", "split", *data, "--to", to, "--least", "1"]) == 0
    code = run(["evaluate", "retrieval", *data, "--split", to, "--part", "train"])

    assert "2 train, 0 val, 0 test symbols" in capsys.readouterr().out
    assert code == 0
    assert run(["evaluate", "retrieval", *data, "--split", to, "--part", "test"]) == 1
    assert "the symbols that were asked for" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (["--data", "nowhere"], "nowhere is not a folder"),
        (["--format", "pascal"], "pascal is not a format"),
        (["--format", "yolo"], "no usable label"),
        (["--baseline", "sift"], "sift is no baseline"),
        (["--split", "nowhere.json"], "nowhere.json is no split"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(change, message, photographs, capsys):
    code = run(["evaluate", "retrieval", "--data", str(photographs), *change])

    assert code == 1
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said


def test_what_is_broken_is_named_and_the_rest_measured(photographs, capsys):
    write(photographs / "Annotations/red0.xml", "<broken")

    assert run(["evaluate", "retrieval", "--data", str(photographs)]) == 0

    said = capsys.readouterr()
    assert "1 broken annotation left out: Annotations/red0.xml" in said.err
    assert "7 logos of 2 symbols on 7 images" in said.out
