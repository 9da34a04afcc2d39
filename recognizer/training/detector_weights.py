"""The files that a trained detector is handed out as: weights and their card.

Owns what is kept of a training checkpoint: the averaged network at half precision, and
nothing of the machine or the run that made it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from recognizer.errors import MarkwatchError
from recognizer.model_files import CARD, model_id_of

_NAME = "markwatch-{}"
_WEIGHTS = "detector.pt"
_VIEW_STEP = 32


def save_detector(
    checkpoint: Path, folder: Path, *, image_size_px: int, confidence: float
) -> str:
    """Write `folder`/detector.pt and its card from a training checkpoint; the model id.

    image_size_px: of the view of whole images; a coarse and a fine one stand beside it
    in the card, in the proportions that were measured. confidence: the operating
    threshold, in [0, 1].
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = load_network(checkpoint).half()
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    arguments = {"task": "detect", "imgsz": image_size_px, "single_cls": True}
    network.args, network.criterion = dict(arguments), None
    network.names = {0: "logo"}
    vars(network).pop("pt_path", None)  # where ultralytics once loaded it from
    name = _NAME.format(_architecture(network))
    network.yaml = {k: v for k, v in network.yaml.items() if k != "yaml_file"}
    weights = folder / _WEIGHTS
    torch.save({"model": network, "train_args": arguments}, weights)
    model_id = model_id_of(name, weights)
    card = {
        "model_id": model_id,
        "image_size_px": image_size_px,
        "coarse_size_px": _times(image_size_px, 224 / 416),
        "fine_size_px": _times(image_size_px, 640 / 416),
        "confidence": round(confidence, 4),
    }
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return model_id


def load_network(weights: Path) -> Any:
    """Load the averaged network of a training checkpoint, or that of released weights.

    Only for files of one's own: they hold whole networks, so they can run code.

    Raises:
        MarkwatchError: there is no such file, or it holds no network.
    """
    try:
        source: Any = torch.load(weights, map_location="cpu", weights_only=False)
        averaged = source.get("ema")
        return source["model"] if averaged is None else averaged
    except Exception as err:  # whatever a foreign file makes the unpickler raise
        raise MarkwatchError(
            f"{weights} holds no detector: give the .pt file of a training run or of "
            "released weights."
        ) from err


def average_weights(weights: Sequence[Path], to: Path) -> Path:
    """Write the plain mean of networks, parameter by parameter, to a file; its path.

    Runs that went on from the same weights stay near enough to each other for their
    mean to be better than each of them (Wortsman et al., ICML 2022).

    Raises:
        MarkwatchError: fewer than two, or networks of different shapes.
    """
    if len(weights) < 2:
        raise MarkwatchError("A mean needs the weights of two runs or more.")
    networks = [load_network(each).float() for each in weights]
    states = [network.state_dict() for network in networks]
    shapes = [{name: each.shape for name, each in state.items()} for state in states]
    for path, own in zip(weights, shapes, strict=True):
        if own != shapes[0]:
            raise MarkwatchError(
                f"{path} is another network than {weights[0]}: only weights of one "
                "architecture have a mean."
            )
    mean = {
        name: torch.stack([state[name] for state in states]).mean(dim=0)
        if each.is_floating_point()
        else each
        for name, each in states[0].items()
    }
    networks[0].load_state_dict(mean)
    torch.save({"model": networks[0]}, to)
    return to


def _architecture(network: Any) -> str:
    """What the network is called: by its file, where it is one of ultralytics."""
    if type(network.model[0]).__module__.startswith("timm."):
        return "yolo11-lite0"
    return Path(str(network.yaml.get("yaml_file", "yolo"))).stem


def _times(size_px: int, factor: float) -> int:
    return max(round(size_px * factor / _VIEW_STEP), 1) * _VIEW_STEP
