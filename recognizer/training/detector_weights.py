"""The files that a trained detector is handed out as: weights and their card.

Owns what is kept of a training checkpoint: the averaged network at half precision, and
nothing of the machine or the run that made it.
"""

import json
from pathlib import Path
from typing import Any

import torch

from recognizer.model_files import CARD, model_id_of

NAME = "markwatch-yolo11-lite0"
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
    # Our own checkpoint: it holds a whole network, so it cannot be read as plain data.
    source: dict[str, Any] = torch.load(
        checkpoint, map_location="cpu", weights_only=False
    )
    network: Any = source["ema"] if source.get("ema") is not None else source["model"]
    network = network.half()
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    arguments = {"task": "detect", "imgsz": image_size_px, "single_cls": True}
    network.args, network.criterion = dict(arguments), None
    network.names = {0: "logo"}
    vars(network).pop("pt_path", None)  # where ultralytics once loaded it from
    network.yaml = {k: v for k, v in network.yaml.items() if k != "yaml_file"}
    weights = folder / _WEIGHTS
    torch.save({"model": network, "train_args": arguments}, weights)
    model_id = model_id_of(NAME, weights)
    card = {
        "model_id": model_id,
        "image_size_px": image_size_px,
        "coarse_size_px": _times(image_size_px, 224 / 416),
        "fine_size_px": _times(image_size_px, 640 / 416),
        "confidence": round(confidence, 4),
    }
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return model_id


def _times(size_px: int, factor: float) -> int:
    return max(round(size_px * factor / _VIEW_STEP), 1) * _VIEW_STEP
