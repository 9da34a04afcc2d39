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

from recognizer.evaluation.formats import load_data_set
from recognizer.synthesis.crops import Backgrounds, CropMaker
from recognizer.synthesis.logos import LogoFactory
from recognizer.synthesis.sources import find_sources
from recognizer.training.batches import (
    ContrastiveBatches,
    CropStudio,
    MetricBatches,
    show_classes,
)
from recognizer.training.embedder_config import ConfigError, EmbedderTrainingConfig
from recognizer.training.embedder_validation import ValidationSets, load_real_pixels
from recognizer.training.hard_negatives import read_pairs, rows_of_pairs
from recognizer.training.real_logos import load_real_logos
from recognizer.training.samplers import lookalike_names

_TEXT_SHARE = 0.35  # of the classes of stage B
_FAMILY = 5
_VALIDATION_CROPS = 4
_STREAM_CLASSES, _STREAM_HELD_OUT = 11, 12
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Class names by use. held_out: validation only, never drawn in training."""

    marks: tuple[str, ...]
    metric: tuple[str, ...]
    held_out: tuple[str, ...]
    lookalikes: tuple[tuple[int, ...], ...]


def make_studio(
    config: EmbedderTrainingConfig,
    fill: int,
    log: Log,
    *,
    stop: Callable[[], bool] = lambda: False,
) -> CropStudio:
    """Find the sources and prepare everything that makes crops.

    stop: asked while drawings are rendered for the first time.
    """
    sources = find_sources(
        cache_dir=config.cache_dir,
        packages=config.packages,
        svg_folders=config.svg_folders,
        font_folders=config.font_folders,
        background_folders=config.background_folders,
    )
    factory = LogoFactory(sources, processes=config.workers + 1, log=log, stop=stop)
    crops = CropMaker(Backgrounds(sources.backgrounds))
    validated: tuple[str, ...] = ()
    if config.validate_on is not None and config.photographs:
        validated = load_data_set(config.validate_on).symbols
    real = load_real_logos(
        config.photographs,
        config.pairs,
        not_these=validated,
        cache_dir=config.cache_dir,
        log=log,
    )
    log(
        f"{len(factory.mark_classes)} marks, {len(sources.fonts)} fonts, "
        f"{len(sources.backgrounds)} backgrounds, {len(real.pictures)} real classes"
    )
    return CropStudio(factory, crops, fill, real)


def split_classes(studio: CropStudio, config: EmbedderTrainingConfig) -> Classes:
    """Choose classes for stage B and hold others out, the same for the same seed.

    Raises HardNegativesError for a file of pairs that cannot be used.
    """
    factory = studio.factory
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
    metric.extend(studio.real.classes)
    if config.hard_negatives is None:
        near = lookalike_names([readable_name(name) for name in metric])
    else:
        near = rows_of_pairs(read_pairs(config.hard_negatives), metric)
    return Classes(marks, tuple(metric), held_out, near)


def check_sizes(config: EmbedderTrainingConfig, *, one_size: bool) -> None:
    """Refuse several sizes for a model of one. Raises ConfigError."""
    sizes = {config.metric_px, *config.sizes_px}
    if config.contrastive_steps:
        sizes.add(config.contrastive_px)
    if one_size and len(sizes) > 1:
        raise ConfigError(
            f"{config.model} takes squares of one size: set contrastive_px and "
            "metric_px to the same, and leave out sizes_px."
        )


def contrastive_batches(
    studio: CropStudio, classes: Classes, config: EmbedderTrainingConfig
) -> ContrastiveBatches:
    """Return the batches of stage A, by number."""
    return ContrastiveBatches(
        studio,
        mark_classes=classes.marks,
        batch=config.batch,
        size_px=config.contrastive_px,
        seed=config.seed,
        real_share=config.real_share,
    )


def metric_batches(
    studio: CropStudio, classes: Classes, config: EmbedderTrainingConfig
) -> MetricBatches:
    """Return the batches of stage B, by number."""
    return MetricBatches(
        studio,
        classes=classes.metric,
        lookalikes=classes.lookalikes,
        batch=config.batch,
        crops_per_class=config.crops_per_class,
        size_px=config.metric_px,
        seed=config.seed,
        real_share=config.real_share,
    )


def validation_sets(
    studio: CropStudio, classes: Classes, config: EmbedderTrainingConfig, size_px: int
) -> ValidationSets:
    """Make the crops to validate on, as squares of a size."""
    folder, real = config.validate_on, None
    if folder is not None:
        real = load_real_pixels(folder, size_px=size_px, fill=studio.fill)
    shown = show_classes(
        studio,
        classes.held_out,
        _VALIDATION_CROPS,
        size_px=size_px,
        seed=config.seed,
        workers=config.workers,
    )
    return ValidationSets(shown, real)


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
    chosen: list[Any] = [model_config["model_cfg"], config.seed, config.metric_classes]
    real = [*config.photographs, config.pairs, config.hard_negatives]
    if any(real):
        chosen.append([str(path) for path in real])
    return hashlib.sha256(json.dumps(chosen).encode()).hexdigest()[:16]


def _families(factory: LogoFactory, rng: np.random.Generator, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names.update(dict.fromkeys(factory.sample_family_classes(rng, _FAMILY)))
    return list(names)[:count]
