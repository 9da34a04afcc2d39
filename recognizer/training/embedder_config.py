"""Every choice of an embedder training run, in one frozen value."""

from dataclasses import dataclass
from pathlib import Path

from recognizer.errors import MarkwatchError

PRESETS: dict[str, Path] = {"builtin": Path(__file__).with_name("builtin_clip.json")}


class ConfigError(MarkwatchError):
    """A config of a training that cannot be used."""


@dataclass(frozen=True, slots=True)
class EmbedderTrainingConfig:
    """What to train, on what, for how long.

    out: run folder; it gets `checkpoint.pt`, `best.pt` and `model/`.
    packages: folder with `node_modules`. validate_on: labelled photographs to validate
    on, never to train on.

    photographs: labelled photographs to train on, in any format that `evaluate` reads;
    brands of the test sets and of `validate_on` are left out. pairs: CSV file of
    `image` and `caption`, for stage A. real_share: how much of a batch they fill.
    hard_negatives: a file that `markwatch train mine` wrote; without one, names that
    are alike are each other's.

    model: what to train, as `embedder_model.build_backbone` reads it. imagenet: start
    the built-in image tower from ImageNet weights. weights: start from the model in
    this folder instead. frozen_blocks: how many of the first blocks of the image tower
    stay as they are, with the stem; their gradients cost most of a step.
    device: auto, cpu, cuda, cuda:1, mps. bf16: mixed precision.
    gradient_checkpointing: less memory, more time.

    sizes_px: sides of the squares that the finished model sees a crop at; their vectors
    are averaged and whitened. Empty: once, at metric_px, as trained.

    contrastive_steps, metric_steps: length of stage A and stage B. minutes: stop (and
    save) after so long, drawing included; None means at the end of stage B.
    """

    out: Path
    cache_dir: Path
    packages: Path | None = None
    svg_folders: tuple[Path, ...] = ()
    font_folders: tuple[Path, ...] = ()
    background_folders: tuple[Path, ...] = ()
    validate_on: Path | None = None
    photographs: tuple[Path, ...] = ()
    pairs: Path | None = None
    real_share: float = 0.25
    hard_negatives: Path | None = None
    model: str = "builtin"
    imagenet: bool = True
    weights: Path | None = None
    frozen_blocks: int = 0
    device: str = "auto"
    bf16: bool = True
    sizes_px: tuple[int, ...] = ()
    gradient_checkpointing: bool = False
    seed: int = 0
    resume: bool = False
    minutes: float | None = None
    workers: int = 1
    threads: int = 1
    batch: int = 96
    contrastive_px: int = 96
    contrastive_steps: int = 900
    metric_px: int = 128
    metric_steps: int = 900
    metric_classes: int = 5000
    crops_per_class: int = 3
    caption_weight: float = 0.3
    trunk_rate: float = 2e-4
    head_rate: float = 6e-4
    text_rate: float = 1e-3
    # The paper's 54 to 100 threw proxies of unit length off their class means here.
    proxy_rate: float = 0.5
    average_decay: float = 0.995
    checkpoint_minutes: float = 4.0
    validation_minutes: float = 10.0
    validation_classes: int = 400

    def __post_init__(self) -> None:
        least = {"workers": 0, "threads": 1, "batch": 4, "crops_per_class": 2}
        least |= {"contrastive_steps": 0, "metric_steps": 0, "metric_classes": 2}
        least |= {"contrastive_px": 16, "metric_px": 16, "frozen_blocks": 0, "seed": 0}
        for name, value in least.items():
            if getattr(self, name) < value:
                raise ConfigError(
                    f"{name} must be at least {value}, got {getattr(self, name)}."
                )
        if not 0 <= self.real_share <= 1:
            raise ConfigError(f"real_share must be 0 to 1, got {self.real_share}.")
