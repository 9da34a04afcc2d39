"""`markwatch evaluate ledger` runs what it names, and writes what that wrote."""

import pytest

from recognizer.evaluation.ledger import END, RUNS, START
from tests.recognizer.evaluation.folders import voc_xml, write
from tests.recognizer.evaluation.stand_ins import (
    ColourEmbedder,
    ColourReader,
    PatchDetector,
    patched,
)
from ui.command_line.main import run

LEFT = (10, 20, 40, 50)


@pytest.fixture(autouse=True)
def models(monkeypatch):
    monkeypatch.setattr(
        "ui.command_line.models.build_embedder", lambda _spec: ColourEmbedder()
    )
    monkeypatch.setattr("recognizer.reader.OcrReader", ColourReader)
    monkeypatch.setattr(
        "ui.command_line.models.build_detector", lambda _settings: PatchDetector()
    )


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "data/test/jp_beer"
    for speck, colour in enumerate(("red", "green") * 3):
        name = f"{colour}{speck}"
        patched(folder / f"JPEGImages/{name}.png", [(colour, LEFT)], speck=speck)
        write(folder / f"Annotations/{name}.xml", voc_xml((colour, LEFT)))
    return tmp_path / "data"


def test_a_run_is_measured_and_put_into_the_document(root, tmp_path, capsys):
    document = write(tmp_path / "README.md", f"# Ours\n{START}\n{END}\nLast.\n")
    words = ["evaluate", "ledger", "--data", str(root), "--out", str(tmp_path / "out")]
    words += ["--only", "detection-jp_beer", "--cache", str(tmp_path / "cache")]

    assert run([*words, "--into", str(document)]) == 0

    text = document.read_text("utf-8")
    assert text.startswith("# Ours")
    assert text.endswith("Last.\n")
    assert "| `recall_iou50` | 100.0 (100.0 to 100.0)" in text
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "detection-jp_beer-both.json",
        "detection-jp_beer-text.json",
        "detection-jp_beer-yolo.json",
    ]
    assert "detection-jp_beer-yolo.json: " in capsys.readouterr().err


def test_tables_are_made_again_without_measuring(root, tmp_path, capsys, monkeypatch):
    out = ["evaluate", "ledger", "--out", str(tmp_path / "out")]
    assert run([*out, "--data", str(root), "--only", "detection-jp_beer-yolo"]) == 0
    monkeypatch.setattr(PatchDetector, "detect", None)
    capsys.readouterr()

    assert run(out) == 0

    assert "Japanese beer, yolo" in capsys.readouterr().out


def test_a_run_that_fails_ends_it_in_a_sentence(root, tmp_path, capsys):
    words = ["evaluate", "ledger", "--data", str(root), "--out", str(tmp_path / "out")]

    assert run([*words, "--only", "retrieval-flickrlogos27"]) == 2

    said = capsys.readouterr().err
    assert "is not a folder" in said
    assert "That run ended with 1" in said


def test_a_name_that_is_none_is_refused_with_all_names(tmp_path, capsys):
    words = ["evaluate", "ledger", "--out", str(tmp_path), "--only", "everything"]

    assert run(words) == 2

    said = capsys.readouterr().err
    assert all(each.name in said for each in RUNS)


def test_every_run_is_a_command_that_exists():
    from typer.main import get_command

    from ui.command_line.verbs import build_app

    for each in RUNS:
        command = get_command(build_app())
        words = each.words("root")
        for word in each.verb:
            command = command.get_command(None, word)
        known = {option for p in command.params for option in p.opts + p.secondary_opts}
        assert {word for word in words if word.startswith("--")} <= known
        assert {"--cache", "--json"} <= known
