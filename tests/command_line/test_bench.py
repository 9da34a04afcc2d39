"""`markwatch bench` names its input, its baseline and their ratio."""

import json

import pytest

from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    PatchDetector,
    patched,
)
from tests.recognizer.tiny_sources import write_sources
from ui.command_line.main import run


@pytest.fixture(autouse=True)
def models(monkeypatch):
    """Let every verb take stand-ins for the models and for the yardstick."""

    class Yardstick:
        name = "a yardstick"

        def __call__(self):
            return sum(range(1000))

    monkeypatch.setattr("recognizer.evaluation.timing.Yardstick", Yardstick)
    monkeypatch.setattr(
        "recognizer.embedder.ClipEmbedder", lambda _spec, **_: ColourEmbedder()
    )
    monkeypatch.setattr(
        "ui.command_line.models.build_detector", lambda _settings, **_: PatchDetector()
    )


@pytest.fixture
def photographs(tmp_path):
    for name in ("a", "b"):
        patched(tmp_path / f"photographs/{name}.png", [("red", (10, 20, 40, 50))])
    return str(tmp_path / "photographs")


def rows_of(words, capsys):
    assert run(["bench", *words, "--repeats", "1", "--json", "-"]) == 0
    said = capsys.readouterr()
    rows = json.loads(said.out)
    for row in rows:
        assert row["ms"] > 0
        assert row["baseline_ms"] > 0
        assert row["ratio"] == pytest.approx(row["ms"] / row["baseline_ms"], rel=0.1)
        assert row["input"] in said.err
        assert row["baseline"] in said.err
    return rows


def test_the_search_stands_beside_numpy(capsys):
    rows = rows_of(["search", "--vectors", "50", "--vectors", "100"], capsys)

    assert [row["baseline"] for row in rows] == ["numpy brute force"] * 2
    assert "on 100 random unit vectors of 256, seed 0" in rows[1]["input"]


def test_the_detector_is_timed_by_the_image(photographs, capsys):
    rows = rows_of(["detect", "--images", photographs], capsys)

    assert [(row["name"], row["baseline"]) for row in rows] == [
        ("detect, one by one", "PyTorch"),
        ("detect, all at once", "PyTorch"),
        ("detect, in tiles too", "without tiles"),
    ]
    assert {row["unit"] for row in rows} == {"image"}
    assert "2 images of" in rows[0]["input"]
    assert "patches, 1.0 boxes an image" in rows[0]["input"]


def test_the_embedder_is_timed_in_batches_one_by_one_and_at_its_start(capsys):
    rows = rows_of(["embed", "--crops", "4"], capsys)

    assert [row["name"] for row in rows] == [
        "embed, a batch",
        "embed, one by one",
        "load, first time",
        "load, later",
    ]
    assert {row["baseline"] for row in rows} == {"PyTorch"}
    assert "4 at once" in rows[0]["input"]
    assert "least cosine to PyTorch's vectors 1.000000" in rows[0]["input"]


def test_a_whole_scan_is_timed(photographs, capsys):
    (row,) = rows_of(["scan", "--images", photographs, "--no-reader"], capsys)

    assert "without the reader" in row["input"]


def test_a_folder_without_images_is_wrong_use(tmp_path, capsys):
    assert run(["bench", "detect", "--images", str(tmp_path)]) == 2
    assert "holds no image" in capsys.readouterr().err


def test_the_text_search_stands_beside_comparing_one_by_one(capsys):
    rows = rows_of(["text", "--symbols", "20", "--symbols", "40"], capsys)

    assert [row["baseline"] for row in rows] == ["one by one"] * 2
    assert "on 40 symbols, seed 0" in rows[1]["input"]


def test_reading_is_timed_by_way_and_by_backend(photographs, capsys):
    rows = rows_of(["read", "--images", photographs], capsys)

    assert [row["baseline"] for row in rows] == ["each crop", "ONNX Runtime"]
    assert "2 boxes" in rows[0]["input"]


def test_a_long_queue_stands_beside_a_short_one(capsys):
    rows = rows_of(["queue", "--cases", "150"], capsys)

    assert {row["baseline"] for row in rows} == {"a queue of 100"}
    assert rows[0]["name"] == "decide to next case, by risk"
    assert rows[0]["input"].startswith("150 open cases of two boxes, SQLite, ")
    assert rows[0]["input"].endswith(" ms of processor time")


def test_drawing_is_timed_by_the_crop(tmp_path, capsys):
    write_sources(tmp_path)
    words = ["--no-packages", "--sources", str(tmp_path), "--batches", "1"]

    assert run(["bench", "synthesize", *words, "--workers", "0", "--json", "-"]) == 0

    (row,) = json.loads(capsys.readouterr().out)
    assert row["unit"] == "crop"
    assert "96 crops of 128 px by one process" in row["input"]
    assert "crops/s, 3 marks, 2 fonts, seed 0" in row["input"]
