"""The detector's network: its backbone, and weights that hold nothing of a run."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from recognizer.detector import YoloDetector
from recognizer.errors import MarkwatchError
from recognizer.training.detector import forbid_downloads
from recognizer.training.detector_backbone import build_backbone, fold_input_scale
from recognizer.training.detector_weights import (
    average_weights,
    load_network,
    save_detector,
)
from recognizer.training.network_choice import NETWORK, Network, network_file


def test_the_backbone_gives_maps_of_strides_8_16_and_32() -> None:
    maps = build_backbone().eval()(torch.zeros(1, 3, 64, 96))

    assert [tuple(each.shape) for each in maps] == [
        (1, 40, 8, 12),
        (1, 112, 4, 6),
        (1, 320, 2, 3),
    ]


def test_folding_the_input_scale_gives_the_same_as_scaling_the_input() -> None:
    torch.manual_seed(0)
    backbone = build_backbone().eval()
    image = torch.rand(1, 3, 64, 64)
    stem, norm = backbone.get_submodule("conv_stem"), backbone.get_submodule("bn1")
    expected = norm(stem(2 * image - 1))

    fold_input_scale(backbone)

    folded = norm(stem(image))
    inner = (..., slice(1, -1), slice(1, -1))  # padding is grey now, not black
    assert torch.allclose(folded[inner], expected[inner], atol=1e-4)


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A checkpoint as ultralytics writes it, of an untrained network."""
    forbid_downloads(tmp_path)
    from recognizer.training.detector_trainer import build_network

    network = build_network(str(NETWORK))
    network.args = {"project": "/home/someone/run"}
    network.pt_path = "/home/someone/run/last.pt"
    path = tmp_path / "last.pt"
    contents = {"ema": network, "optimizer": {}, "git": {"root": "/home/someone"}}
    torch.save(contents, path)
    return path


def test_saved_weights_load_as_a_detector_with_their_card(
    checkpoint: Path, tmp_path: Path
) -> None:
    model_id = save_detector(
        checkpoint, tmp_path / "out", image_size_px=128, confidence=0.125
    )

    detector = YoloDetector(tmp_path / "out" / "detector.pt")
    found = detector.detect([np.zeros((50, 70, 3), np.uint8)])
    assert detector.model_id == model_id
    assert model_id.startswith("markwatch-yolo11-lite0@")
    assert (detector.confidence, detector.image_size_px) == (0.125, 128)
    assert (detector.coarse_size_px, detector.fine_size_px) == (64, 192)
    assert len(found) == 1


def test_saved_weights_tell_nothing_of_the_machine(
    checkpoint: Path, tmp_path: Path
) -> None:
    save_detector(checkpoint, tmp_path / "out", image_size_px=128, confidence=0.1)

    written = (tmp_path / "out" / "detector.pt").read_bytes()
    assert b"someone" in checkpoint.read_bytes()
    assert b"someone" not in written
    assert b"/home" not in written
    assert str(NETWORK.parent).encode() not in written


def test_the_loss_in_bfloat16_is_near_the_plain_one(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recognizer.training import detector_trainer

    network = torch.load(checkpoint, weights_only=False)["ema"].train()
    network.args = SimpleNamespace(box=7.5, cls=0.5, dfl=1.5, overlap_mask=True)
    batch = {
        "img": torch.rand(2, 3, 64, 64),
        "batch_idx": torch.zeros(1),
        "cls": torch.zeros(1, 1),
        "bboxes": torch.tensor([[0.5, 0.5, 0.4, 0.3]]),
    }
    plain = network.loss(batch)[0].sum().detach()
    monkeypatch.setattr(type(network), "loss", type(network).loss)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": True})

    detector_trainer._compute_in_bfloat16()
    mixed = network.loss(batch)[0].sum().detach()

    assert mixed.dtype is torch.float32
    assert mixed != plain
    assert abs(float(mixed - plain)) < 0.05 * float(plain)


def test_outputs_keep_their_shape_when_they_become_single_precision() -> None:
    from recognizer.training.detector_trainer import _float32

    half = torch.zeros(1, dtype=torch.bfloat16)

    single = _float32((half, {"feats": [half]}))

    assert isinstance(single, tuple)  # as the loss tells validation from training
    assert single[0].dtype is single[1]["feats"][0].dtype is torch.float32


def test_the_mean_of_weights_lies_between_them(
    checkpoint: Path, tmp_path: Path
) -> None:
    other = torch.load(checkpoint, weights_only=False)
    with torch.no_grad():
        for each in other["ema"].parameters():
            each.add_(1.0)
    torch.save(other, tmp_path / "other.pt")

    mean = average_weights([checkpoint, tmp_path / "other.pt"], tmp_path / "mean.pt")

    first = dict(load_network(checkpoint).named_parameters())
    for name, each in load_network(mean).named_parameters():
        assert torch.allclose(each, first[name].float() + 0.5, atol=1e-3)
    assert save_detector(
        mean, tmp_path / "out", image_size_px=128, confidence=0.1
    ).startswith("markwatch-yolo11-lite0@")


def test_only_weights_of_one_architecture_have_a_mean(
    checkpoint: Path, tmp_path: Path
) -> None:
    from recognizer.training.detector_trainer import build_network

    foreign = tmp_path / "foreign.pt"
    torch.save({"model": build_network(network_file(Network.YOLO26N))}, foreign)
    (tmp_path / "text.pt").write_text("no weights")

    with pytest.raises(MarkwatchError, match=r"foreign\.pt is another network than"):
        average_weights([checkpoint, foreign], tmp_path / "mean.pt")
    with pytest.raises(MarkwatchError, match="the weights of two runs or more"):
        average_weights([checkpoint], tmp_path / "mean.pt")
    with pytest.raises(MarkwatchError, match=r"text\.pt holds no detector: give"):
        average_weights([checkpoint, tmp_path / "text.pt"], tmp_path / "mean.pt")
    with pytest.raises(MarkwatchError, match=r"gone\.pt holds no detector: give"):
        average_weights([checkpoint, tmp_path / "gone.pt"], tmp_path / "mean.pt")
    assert not (tmp_path / "mean.pt").exists()


def test_weights_are_called_after_their_network(tmp_path: Path) -> None:
    forbid_downloads(tmp_path)
    from recognizer.training.detector_trainer import build_network

    torch.save({"model": build_network(network_file(Network.YOLO26N))}, tmp_path / "a")

    model_id = save_detector(
        tmp_path / "a", tmp_path / "out", image_size_px=128, confidence=0.1
    )

    assert model_id.startswith("markwatch-yolo26n@")
