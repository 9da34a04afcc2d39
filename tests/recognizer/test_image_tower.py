"""A tower by OpenVINO gives what torch gives, or torch runs it and says why."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from recognizer import image_tower
from recognizer.errors import ModelError
from recognizer.image_tower import Backend, ImageTower, RunningTower, start_tower
from recognizer.openvino_runtime import openvino_version

PX, DIM = 16, 8
ROOT = Path(__file__).parents[2]
needs_openvino = pytest.mark.skipif(
    openvino_version() is None, reason="openvino is not installed"
)


class Encoder(nn.Module):
    """As an open_clip model, to the tower."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.visual = nn.Sequential(nn.Conv2d(3, 4, 3), nn.GELU(), nn.Flatten())
        self.head = nn.Linear(4 * (PX - 2) ** 2, DIM)

    def encode_image(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.head(self.visual(inputs))


class Untraceable(Encoder):
    def encode_image(self, inputs: torch.Tensor) -> torch.Tensor:
        if not isinstance(inputs, torch.Tensor) or torch.jit.is_tracing():
            raise RuntimeError("this model has no graph\nand a long story")
        return super().encode_image(inputs)


class Restless(Encoder):
    """Is another model in every graph."""

    def encode_image(self, inputs: torch.Tensor) -> torch.Tensor:
        rows = super().encode_image(inputs)
        return -rows if torch.jit.is_tracing() else rows


def start(
    encoder: nn.Module,
    backend: Backend = Backend.AUTO,
    *,
    cache_dir: Path | None = None,
    model_id: str = "a model/1",
) -> RunningTower:
    tower = ImageTower(encoder.eval(), mean=[0.5, 0.4, 0.3], std=[0.2, 0.3, 0.4])
    tower.requires_grad_(False)
    return start_tower(
        tower, PX, backend=backend, model_id=model_id, cache_dir=cache_dir
    )


def squares(count: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    return rng.integers(0, 256, (count, PX, PX, 3), np.uint8)


def test_torch_gives_unit_rows_of_normalised_pixels() -> None:
    encoder = Encoder()
    tower = start(encoder, Backend.TORCH)
    pixels = squares(3)

    rows = tower.run(pixels)

    channels = (pixels / 255 - [0.5, 0.4, 0.3]) / [0.2, 0.3, 0.4]
    inputs = torch.tensor(channels.transpose(0, 3, 1, 2), dtype=torch.float32)
    expected = encoder.encode_image(inputs).detach().numpy()
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(rows, expected, atol=1e-5)
    assert tower.said == "PyTorch on cpu (as it was asked for)"


@needs_openvino
@pytest.mark.parametrize("count", [1, 2, 7])
def test_openvino_gives_what_torch_gives_for_any_batch(count: int) -> None:
    fast, exact = start(Encoder()), start(Encoder(), Backend.TORCH)

    rows = fast.run(squares(count))

    assert fast.backend is Backend.OPENVINO
    assert (rows * exact.run(squares(count))).sum(1).min() > 1 - 1e-3
    assert not np.shares_memory(rows, fast.run(squares(count)))


class Pooled(nn.Module):
    """Takes squares of any side."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.visual = nn.Conv2d(3, DIM, 3)

    def encode_image(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.visual(inputs).mean((2, 3))


@needs_openvino
def test_a_tower_of_any_size_takes_squares_of_several_sides(tmp_path: Path) -> None:
    tower = ImageTower(Pooled().eval(), mean=[0.5] * 3, std=[0.2] * 3)
    tower.requires_grad_(False)
    fast, exact = (
        start_tower(
            tower, PX, backend=b, model_id="m", cache_dir=tmp_path, any_size=True
        )
        for b in (Backend.OPENVINO, Backend.TORCH)
    )
    rng = np.random.default_rng(2)

    for side, count in ((PX, 1), (3 * PX, 2), (PX // 2, 5)):
        pixels = rng.integers(0, 256, (count, side, side, 3), np.uint8)
        cosines = (fast.run(pixels) * exact.run(pixels)).sum(1)
        assert cosines.min() > 1 - 1e-3


@needs_openvino
def test_an_export_is_made_once_and_anew_for_other_weights(tmp_path: Path) -> None:
    start(Encoder(), cache_dir=tmp_path)
    (kept,) = tmp_path.glob("*.xml")
    made = kept.stat().st_mtime_ns
    start(Encoder(), cache_dir=tmp_path)
    assert kept.stat().st_mtime_ns == made

    other = start(Encoder(seed=1), cache_dir=tmp_path)

    expected = start(Encoder(seed=1), Backend.TORCH).run(squares(2))
    assert (other.run(squares(2)) * expected).sum(1).min() > 1 - 1e-3
    assert kept.stat().st_mtime_ns != made
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".bin", ".xml"]


@needs_openvino
@pytest.mark.parametrize("suffix", [".xml", ".bin"])
def test_an_export_that_was_cut_short_is_made_anew(tmp_path: Path, suffix: str) -> None:
    start(Encoder(), cache_dir=tmp_path)
    (kept,) = tmp_path.glob(f"*{suffix}")
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])

    tower = start(Encoder(), cache_dir=tmp_path)

    assert tower.backend is Backend.OPENVINO
    assert kept.stat().st_size == len(whole)


@needs_openvino
def test_a_disk_that_refuses_does_not_stop_the_start(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()

    assert start(Encoder(), cache_dir=taken).backend is Backend.OPENVINO


@needs_openvino
@pytest.mark.parametrize(
    ("encoder", "reason"),
    [(Untraceable, "cannot run this model"), (Restless, "differs from PyTorch's")],
)
def test_a_model_that_openvino_does_not_take_runs_by_torch(
    encoder: type[Encoder], reason: str
) -> None:
    tower = start(encoder())

    assert tower.backend is Backend.TORCH
    assert reason in tower.said
    assert "\n" not in tower.said
    with pytest.raises(ModelError, match=reason):
        start(encoder(), Backend.OPENVINO)


def test_without_openvino_torch_runs_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(image_tower, "openvino_version", lambda: None)

    tower = start(Encoder())

    assert tower.backend is Backend.TORCH
    assert "pip install openvino" in tower.said
    with pytest.raises(ModelError, match="pip install openvino"):
        start(Encoder(), Backend.OPENVINO)


@needs_openvino
def test_openvino_tells_its_maker_nothing(tmp_path: Path) -> None:
    """Its telemetry begins with an id in the home folder, at the import."""
    code = """
import socket
def refuse(*args, **kwargs): raise AssertionError("it called somebody")
socket.socket.connect = socket.getaddrinfo = refuse
import torch
from recognizer.openvino_runtime import CompiledModel, export
model = export(torch.nn.Linear(2, 2).eval(), torch.zeros(2, 2))
print(CompiledModel(model)(torch.zeros(3, 2).numpy()).shape)
"""
    environment = os.environ | {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "(3, 2)"
    assert not (tmp_path / "intel").exists()
