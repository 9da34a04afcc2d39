"""What an embedder run is put together from: drawing, classes, optimizers.

Owns everything that follows from the config alone. The loop is in `embedder`.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from recognizer.synthesis.crops import Backgrounds, CropMaker
from recognizer.synthesis.logos import LogoFactory
from recognizer.synthesis.sources import find_sources
from recognizer.training.batches import CropStudio
from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.samplers import lookalike_names

_TEXT_SHARE = 0.35  # of the classes of stage B
_FAMILY = 5
_STREAM_CLASSES, _STREAM_HELD_OUT = 11, 12
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Class names by use. held_out: validation only, never drawn in training."""

    marks: tuple[str, ...]
    metric: tuple[str, ...]
    held_out: tuple[str, ...]
    lookalikes: tuple[tuple[int, ...], ...]


def make_studio(config: EmbedderTrainingConfig, fill: int, log: Log) -> CropStudio:
    """Find the sources and prepare everything that draws crops."""
    sources = find_sources(
        cache_dir=config.cache_dir,
        packages=config.packages,
        svg_folders=config.svg_folders,
        font_folders=config.font_folders,
        background_folders=config.background_folders,
    )
    factory = LogoFactory(sources, processes=config.workers + 1, log=log)
    crops = CropMaker(Backgrounds(sources.backgrounds))
    log(
        f"{len(factory.mark_classes)} marks, {len(sources.fonts)} fonts, "
        f"{len(sources.backgrounds)} backgrounds"
    )
    return CropStudio(factory, crops, fill)


def split_classes(factory: LogoFactory, config: EmbedderTrainingConfig) -> Classes:
    """Choose classes for stage B and hold others out, the same for the same seed."""
    rng = np.random.default_rng([config.seed, _STREAM_CLASSES])
    order = [
        factory.mark_classes[i] for i in rng.permutation(len(factory.mark_classes))
    ]
    held = min(int(config.validation_classes * 0.7), len(order) // 4)
    marks = tuple(order[held:])
    taken = marks[: int(config.metric_classes * (1 - _TEXT_SHARE))]
    texts = config.metric_classes - len(taken)
    metric = [*taken, *_families(factory, rng, texts)]
    shown = np.random.default_rng([config.seed, _STREAM_HELD_OUT])
    rest = config.validation_classes - held
    held_out = (*order[:held], *_families(factory, shown, rest))
    near = lookalike_names([readable_name(name) for name in metric])
    return Classes(marks, tuple(metric), held_out, near)


def readable_name(class_name: str) -> str:
    """Return what a class is called, without what tells its look."""
    return class_name.rsplit(":", 1)[-1].removesuffix("+words").lower()


def make_optimizer(
    model: nn.Module, config: EmbedderTrainingConfig
) -> torch.optim.Optimizer:
    """Return AdamW: small steps for the trunk, larger ones for what starts anew."""
    groups: dict[tuple[float, bool], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = config.text_rate
        if name.startswith("visual.trunk"):
            rate = config.trunk_rate
        elif name.startswith("visual."):
            rate = config.head_rate
        groups.setdefault((rate, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": rate,
                "top_lr": rate,
                "weight_decay": 0.02 if decays else 0.0,
            }
            for (rate, decays), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
    )


def rate_share(step: int, steps: int, *, warm_up: int = 40) -> float:
    """Return the share of the top learning rate: a warm-up, then half a cosine."""
    if step < warm_up:
        return (step + 1) / warm_up
    done = (step - warm_up) / max(1, steps - warm_up)
    return 0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * min(1.0, done))))


def set_rates(optimizer: torch.optim.Optimizer, share: float) -> None:
    """Set every group to a share of its own top rate."""
    for group in optimizer.param_groups:
        group["lr"] = group["top_lr"] * share


def fingerprint(config: EmbedderTrainingConfig, model_config: dict[str, Any]) -> str:
    """Return what two runs must share for one to continue the other."""
    chosen = [model_config["model_cfg"], config.seed, config.metric_classes]
    return hashlib.sha256(json.dumps(chosen).encode()).hexdigest()[:16]


def _families(factory: LogoFactory, rng: np.random.Generator, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names.update(dict.fromkeys(factory.sample_family_classes(rng, _FAMILY)))
    return list(names)[:count]
