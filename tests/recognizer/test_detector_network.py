"""What runs a network gives the same rows, exports once, and says what it is."""

import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from recognizer import detector_network
from recognizer.detector import YoloDetector, _load
from recognizer.detector_network import RunningNetwork, rows_of, start_network
from recognizer.errors import ModelError
from recognizer.image_tower import Backend
from recognizer.openvino_runtime import openvino_version
from tests.recognizer.tiny_yolo import save_tiny_yolo

needs_openvino = pytest.mark.skipif(
    openvino_version() is None, reason="openvino is not installed"
)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_yolo(tmp_path_factory.mktemp("weights"), size_px=64)


def batch(height: int = 64, width: int = 96, count: int = 2) -> np.ndarray:
    return np.random.default_rng(1).random((count, 3, height, width), np.float32)


def test_rows_are_corners_and_the_confidence_of_the_likeliest_class() -> None:
    output = np.array([[10], [20], [4], [6], [0.2], [0.7]], np.float32)[None]

    assert rows_of(output)[0].tolist() == [[8, 17, 12, 23, pytest.approx(0.7)]]


def test_rows_of_a_network_that_suppresses_doubles_stay_as_they_are() -> None:
    output = np.array([[[1, 2, 3, 4, 0.5, 1], [5, 6, 7, 8, 0.25, 0]]], np.float32)

    assert rows_of(output).tolist() == [[[1, 2, 3, 4, 0.5], [5, 6, 7, 8, 0.25]]]


def test_what_is_no_output_of_a_yolo_is_refused() -> None:
    with pytest.raises(ModelError, match=r"shape \(1, 1000\), which is no YOLO's"):
        rows_of(np.zeros((1, 1000), np.float32))


@needs_openvino
def test_openvino_and_torch_give_the_same_rows_for_any_size_and_number(
    weights: Path, tmp_path: Path
) -> None:
    ours = start_network(weights, _load, backend=Backend.AUTO, cache_dir=tmp_path)
    theirs = start_network(weights, _load, backend=Backend.TORCH, cache_dir=tmp_path)

    assert ours.said.startswith("OpenVINO 20")
    assert theirs.said == "PyTorch on cpu (as it was asked for)"
    for size in [(64, 96, 2), (32, 32, 1), (160, 64, 3)]:
        rows, expected = ours.run(batch(*size)), theirs.run(batch(*size))
        assert rows.shape == expected.shape
        assert np.abs(rows[..., :4] - expected[..., :4]).max() < 0.05
        assert np.abs(rows[..., 4] - expected[..., 4]).max() < 1e-4


@needs_openvino
def test_weights_are_exported_once_and_then_not_even_loaded(
    weights: Path, tmp_path: Path
) -> None:
    loaded: list[Path] = []

    def load(path: Path) -> nn.Module:
        loaded.append(path)
        return _load(path)

    def start() -> RunningNetwork:
        return start_network(weights, load, backend=Backend.AUTO, cache_dir=tmp_path)

    first, second = start(), start()
    assert loaded == [weights]
    assert (first.run(batch()) == second.run(batch())).all()

    for kept in tmp_path.glob("*.xml"):
        kept.write_text("cut short")
    start()
    assert loaded == [weights, weights]


class Restless(nn.Module):
    """Is another network in every graph."""

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        rows = torch.nn.functional.avg_pool2d(inputs, 32).flatten(2).repeat(1, 2, 1)
        return rows + 9 if torch.jit.is_tracing() else rows


@needs_openvino
def test_torch_runs_what_openvino_would_run_wrongly_and_says_so(
    weights: Path, tmp_path: Path
) -> None:
    def start(backend: Backend) -> RunningNetwork:
        return start_network(
            weights, lambda path: Restless(), backend=backend, cache_dir=tmp_path
        )

    assert "px from PyTorch's)" in start(Backend.AUTO).said
    with pytest.raises(ModelError, match=r"not run by OpenVINO: .* px from"):
        start(Backend.OPENVINO)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cache_dir": None}, "there is no folder to keep an export in"),
        ({"version": None}, "openvino, which is faster, is not installed"),
    ],
)
def test_torch_says_why_it_runs(
    changes: dict[str, None],
    said: str,
    weights: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "version" in changes:
        monkeypatch.setattr(detector_network, "openvino_version", lambda: None)
    cache_dir = None if "cache_dir" in changes else tmp_path

    detector = YoloDetector(weights, cache_dir=cache_dir)

    assert said in detector.runs_by


def test_an_onnx_file_of_one_size_is_run_image_by_image(
    weights: Path, tmp_path: Path
) -> None:
    pytest.importorskip("onnx")
    path = tmp_path / "tiny.onnx"
    network = _load(weights)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch drops this exporter one day
        torch.onnx.export(network, (torch.zeros(1, 3, 64, 64),), path, dynamo=False)
    image = np.random.default_rng(0).integers(0, 256, (40, 64, 3), np.uint8)

    found = YoloDetector(path, confidence=1e-6).detect([image, image])

    detector = YoloDetector(weights, confidence=1e-6)
    assert YoloDetector(path).image_size_px == 64
    assert len(found[0]) == len(found[1]) > 0
    assert detector.image_size_px == 64


def test_a_folder_without_an_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no OpenVINO export: it needs a \.xml"):
        YoloDetector(tmp_path)
