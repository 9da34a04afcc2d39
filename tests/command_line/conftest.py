"""The command line with fake models, on a data folder of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recognizer.images import encode_png
from tests.fakes import Placed, draw_mark, fake_recognizer, scene_png
from ui.command_line import models
from ui.command_line.main import run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Run `markwatch` with words; get its exit code, output and messages."""
    monkeypatch.setattr(models, "build_recognizer", lambda settings: fake_recognizer())
    monkeypatch.setenv("MARKWATCH_DATA_DIR", str(tmp_path / "data"))

    def given(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        return code, *capsys.readouterr()

    return given


@pytest.fixture
def call_json(call: Call) -> Callable[..., Any]:
    """Run `markwatch ... --json -`, expect exit code 0, and get what it wrote."""

    def given(*words: object) -> Any:
        code, out, err = call(*words, "--json", "-")
        assert code == 0, err
        return json.loads(out)

    return given


@pytest.fixture
def logos(tmp_path: Path) -> Path:
    """A folder of symbols: Heron with two references, and Skull as a flat file."""
    folder = tmp_path / "logos"
    for name, seed in (("Heron/a", 1), ("Heron/b", 11), ("Skull", 2)):
        file = folder / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encode_png(draw_mark(seed)))
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of photographs: Heron and a stranger, Skull, nothing, and a wreck."""
    folder = tmp_path / "photos"
    folder.mkdir()
    heron = scene_png(Placed(1), Placed(9, x=240, y=150))
    (folder / "heron.png").write_bytes(heron)
    (folder / "skull.png").write_bytes(scene_png(Placed(2)))
    (folder / "nothing.png").write_bytes(scene_png())
    return folder
