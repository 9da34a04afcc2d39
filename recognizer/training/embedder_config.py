"""Every choice of an embedder training run, in one frozen value."""

from dataclasses import dataclass, field
from pathlib import Path

PRESETS: dict[str, Path] = {"builtin": Path(__file__).with_name("builtin_clip.json")}


@dataclass(frozen=True, slots=True)
class EmbedderTrainingConfig:
    """What to train, on what, for how long.

    out: run folder; it gets `checkpoint.pt`, `best.pt` and `model/`.
    model_config: open_clip config of the model. imagenet: start its image tower from
    ImageNet weights, which only `tf_efficientnet_lite0` has. weights: start from the
    model in this folder instead, such as the built-in one. packages: folder with
    `node_modules`. frozen_blocks: how many of the first blocks of the image tower stay
    as they are, with the stem; their gradients cost most of a step.
    real_folder: labelled photographs (YOLO boxes) to validate on, never to train on.
    contrastive_steps, metric_steps: length of stage A and stage B. minutes: stop (and
    save) after so long; None means at the end of stage B.
    """

    out: Path
    cache_dir: Path
    packages: Path | None = None
    svg_folders: tuple[Path, ...] = ()
    font_folders: tuple[Path, ...] = ()
    background_folders: tuple[Path, ...] = ()
    real_folder: Path | None = None
    model_config: Path = field(default=PRESETS["builtin"])
    imagenet: bool = True
    weights: Path | None = None
    frozen_blocks: int = 0
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
