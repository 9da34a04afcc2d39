"""`markwatch calibrate` with fake models: from images and from decisions."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.calibration import LabelledPairs, load_calibrations
from storage.workspace import open_workspace
from tests.command_line.conftest import Call
from tests.fakes import BACKGROUND, Placed, draw_scene, fake_recognizer
from tests.recognizer.calibration.pairs import drawn_pairs
from tests.recognizer.evaluation.folders import voc_xml, write
from tests.storage.steps import add, scan
from ui.command_line.evaluate import loading


def photograph(folder: Path, name: str, *marks: Placed, labels: dict[int, str]) -> None:
    """Write a scene; labels: names of the marks that somebody labelled, by place."""
    path = folder / f"JPEGImages/{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), on_cloth(draw_scene(marks), name)[..., ::-1])
    boxes = [
        (symbol, (m.x, m.y, m.x + m.side, m.y + m.side))
        for place, symbol in labels.items()
        for m in [marks[place]]
    ]
    write(folder / f"Annotations/{name}.xml", voc_xml(*boxes))


def on_cloth(scene: np.ndarray, name: str) -> np.ndarray:
    """Give a scene a ground of its own, or all would be copies of one photograph."""
    rng = np.random.default_rng([ord(letter) for letter in name])
    shade = np.kron(rng.integers(-35, 25, (6, 8)), np.ones((50, 50), int))[..., None]
    plain = (scene == BACKGROUND).all(axis=2, keepdims=True)
    return np.where(plain, scene + shade, scene).astype(np.uint8)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Six symbols on five photographs each, more or less spoilt, beside strangers."""
    folder = tmp_path / "labelled"
    rng = np.random.default_rng(0)
    for symbol in range(6):
        for number in range(5):
            other = int(rng.integers(100, 10_000))
            spoilt = float(rng.uniform(0, 0.6))
            photograph(
                folder,
                f"{symbol}-{number}",
                Placed(symbol, other=other, blend=spoilt),
                Placed(int(rng.integers(100, 10_000)), x=200),
                labels={0: f"symbol {symbol}"},
            )
    return folder


def test_a_fit_prints_its_error_and_is_used_at_once(
    call: Call, labelled: Path, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    with open_workspace(data_dir=data_dir, recognizer=fake_recognizer()) as ws:
        add(ws, "Acme", 1)
        scan(ws, Placed(1))

    code, out, err = call(
        "calibrate", "--no-reader", "--data", labelled, "--plot", tmp_path / "r.svg"
    )

    assert code == 0, err
    assert "ECE" in out
    assert "in use from now on" in out
    assert "<svg" in (tmp_path / "r.svg").read_text()
    [file] = (data_dir / "calibrations").iterdir()
    [kept] = load_calibrations(file)
    assert kept.embedder_id == "fake-embedder"
    assert kept.with_text is False
    code, out, _ = call("match", "--no-reader", labelled / "JPEGImages/1-0.png")
    assert code == 0
    assert " %, almost certain, similarity" in out
    code, out, _ = call("match", labelled / "JPEGImages/1-0.png")
    assert "not calibrated for this embedder" in out


def test_a_check_changes_nothing(call: Call, labelled: Path, tmp_path: Path) -> None:
    data = ("--no-reader", "--data", labelled, "--draws", 3)

    code, _, err = call("calibrate", "--check", *data)
    assert code == 2
    assert "is not calibrated for use without a reader" in err

    assert call("calibrate", *data)[0] == 0
    [file] = (tmp_path / "data/calibrations").iterdir()
    before = file.read_bytes()
    code, out, _ = call("calibrate", "--check", *data)
    assert code == 0
    assert "ECE" in out
    assert "in use from now on" not in out
    assert file.read_bytes() == before


def test_it_can_be_written_to_a_file_instead(
    call: Call, labelled: Path, tmp_path: Path
) -> None:
    backgrounds = tmp_path / "backgrounds"
    backgrounds.mkdir()
    for number in range(3):
        scene = draw_scene([Placed(500 + number)])
        cv2.imwrite(str(backgrounds / f"{number}.png"), scene)
    out = tmp_path / "calibration.json"

    code, said, err = call(
        "calibrate", "--data", labelled, "--backgrounds", backgrounds,
        "--without", "symbol 5", "--out", out, "--json", tmp_path / "figures.json",
        "--plot", tmp_path / "reliability.png", "--cache", tmp_path / "cache",
    )  # fmt: skip

    assert code == 0, err
    assert f"Written to {out}" in said
    assert not (tmp_path / "data/calibrations").exists()
    assert (tmp_path / "reliability.png").read_bytes().startswith(b"\x89PNG")
    blind, seeing = load_calibrations(out)
    assert (blind.with_text, seeing.with_text) == (False, True)
    assert blind.fitted_on.data == "labelled, backgrounds"
    written = json.loads((tmp_path / "figures.json").read_text())
    assert [each["with_text"] for each in written] == [False, True]
    assert set(written[0]["figures"]["best"]) >= {"ece", "brier", "log_loss", "n"}


def test_boxes_that_other_code_found_are_not_used_again(
    call: Call, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    words = ("--data", labelled, "--no-reader", "--draws", 1, "--cache", cache)
    for code_digest in ("before", "after"):
        monkeypatch.setattr(loading, "_code_digest", lambda now=code_digest: now)
        assert call("calibrate", *words, "--out", tmp_path / "out.json")[0] == 0

    kept = {path.stem.rpartition("-")[2] for path in cache.iterdir()}
    assert kept == {"before", "after"}


def test_decisions_are_enough(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs, _ = drawn_pairs(200)
    asked: list[str] = []

    def decided(_: object, embedder_id: str) -> LabelledPairs:
        asked.append(embedder_id)
        return pairs

    monkeypatch.setattr("ui.command_line.calibrate.fitting.decided_pairs", decided)
    with open_workspace(data_dir=tmp_path / "data", recognizer=fake_recognizer()) as ws:
        add(ws, "Acme", 1)

    code, out, err = call("calibrate", "--decisions")

    assert code == 0, err
    assert asked == ["fake-embedder"]
    assert "in use from now on" in out
    [file] = (tmp_path / "data/calibrations").iterdir()
    assert load_calibrations(file)[0].fitted_on.data == "decisions"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Give --data with labelled images, or --decisions"),
        (["--decisions", "--data", "."], "one of the two"),
        (["--decisions", "--check"], "leave --decisions"),
        (["--decisions", "--plot", "x.gif"], "must end with .png or .svg"),
        (["--decisions"], "it takes at least 50 pairs"),
    ],
)
def test_what_cannot_be_fitted_is_said(
    call: Call, words: list[str], sentence: str
) -> None:
    code, _, err = call("calibrate", *words)

    assert code in (1, 2)
    assert sentence in err
