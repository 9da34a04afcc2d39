"""Training of the detector: synthetic scenes and boxed photographs into weights.

Owns the run: preparing its folder, starting or going on, stopping in time. It is the
one module of the training code that imports ultralytics.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recognizer.errors import MarkwatchError
from recognizer.synthesis.scene_dataset import SceneRange, SceneRecipe, write_dataset
from recognizer.training.detector_data import (
    copy_photographs,
    write_lists,
)

NETWORK = Path(__file__).with_name("detector_network.yaml")
# Stages up to stride 4 of the ImageNet backbone stay as they are: what they see is the
# same in any picture, and training is twice as fast.
FROZEN = ("0.conv_stem", "0.bn1", "0.blocks.0", "0.blocks.1", "0.blocks.2")
# Read by ultralytics when it is imported: no look-ups, no chatter.
_SWITCHES = {
    "YOLO_OFFLINE": "true",
    "YOLO_AUTOINSTALL": "false",
    "YOLO_VERBOSE": "false",
}
_VAL_SCENES = 120
_FIRST_VAL_SCENE = 1_000_000


@dataclass(frozen=True, slots=True)
class DetectorTrainingConfig:
    """What one training run of the detector is.

    folder: where the run lives; one that is there is gone on with.
    scenes: how many synthetic scenes, drawn before training. minutes: training stops
    after the epoch in which they end. epoch_images: images an epoch.
    photographs: folders in the YOLO layout; `held_out` of each validates.
    photograph_repeats: how often each photograph is in the list of an epoch.
    start: weights to start from in place of ImageNet's.
    """

    folder: Path
    recipe: SceneRecipe
    scenes: int = 8000
    seed: int = 1
    minutes: float = 120.0
    epoch_images: int = 2400
    batch: int = 16
    image_size_px: int = 320
    learning_rate: float = 1e-3
    photographs: tuple[Path, ...] = ()
    photograph_repeats: int = 2
    held_out: float = 0.15
    start: Path | None = None
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    workers: int = 1

    def __post_init__(self) -> None:
        if self.image_size_px % 32:
            raise MarkwatchError(
                f"The image size must be a multiple of 32, got {self.image_size_px}."
            )
        for name in ("scenes", "minutes", "epoch_images", "batch"):
            if getattr(self, name) <= 0:
                raise MarkwatchError(
                    f"{name} must be more than 0, got {getattr(self, name)}."
                )
        if not 0 <= self.held_out <= 1:
            raise MarkwatchError(
                f"held_out must be a share from 0 to 1, got {self.held_out}."
            )
        if self.start is not None and not self.start.is_file():
            raise MarkwatchError(f"There are no weights at {self.start} to start from.")


def train_detector(
    config: DetectorTrainingConfig, *, log: Callable[[str], None]
) -> Path:
    """Draw scenes, train, and return the path of the best weights so far.

    A run whose folder has a checkpoint goes on from it. Needs no network.
    """
    data = prepare_data(config, log=log)
    _forbid_downloads(config.folder)
    last = config.folder / "run" / "weights" / "last.pt"
    trainer = _trainer(config, data, resume=last if last.is_file() else None)
    log(f"training for {config.minutes:g} minutes")
    trainer.add_callback("on_fit_epoch_end", lambda each: _log_epoch(each, log))
    trainer.train()
    return Path(trainer.best)


def prepare_data(config: DetectorTrainingConfig, *, log: Callable[[str], None]) -> Path:
    """Draw missing scenes, copy photographs, write the lists; the data file's path."""
    train = _scenes(config, "train", 0, config.scenes, log)
    val = _scenes(config, "val", _FIRST_VAL_SCENE, _VAL_SCENES, log)
    for source in config.photographs:
        learned, held_out = copy_photographs(
            source,
            config.folder / "photographs" / source.name,
            held_out=config.held_out,
            longest_px=2 * config.image_size_px,
        )
        train += config.photograph_repeats * learned
        val += held_out
    return write_lists(config.folder, train=train, val=val)


def _scenes(
    config: DetectorTrainingConfig,
    part: str,
    first: int,
    count: int,
    log: Callable[[str], None],
) -> list[Path]:
    folder = config.folder / "scenes" / part
    write_dataset(
        folder,
        SceneRange(config.seed, first, count),
        config.recipe,
        processes=config.processes,
        log=log,
    )
    return sorted((folder / "images").glob("*.jpg"))


def _forbid_downloads(folder: Path) -> None:
    """Switch off every look-up of ultralytics, before it is imported.

    Its settings folder gets a font, or else it fetches Arial.
    """
    settings = folder / "settings"
    os.environ.update(_SWITCHES)
    os.environ["YOLO_CONFIG_DIR"] = str(settings.resolve())
    os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
    font = settings / "Ultralytics" / "Arial.ttf"
    if not font.exists():
        import matplotlib

        font.parent.mkdir(parents=True, exist_ok=True)
        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        shutil.copy(fonts / "DejaVuSans.ttf", font)


def register_backbone() -> dict[str, Any]:
    """Make ultralytics know the backbone of our network file; its module's names."""
    os.environ.update(_SWITCHES)
    from ultralytics.nn import tasks

    from recognizer.training.detector_backbone import build_backbone

    names = vars(tasks)
    names["Lite0Backbone"] = build_backbone
    return names


def _trainer(config: DetectorTrainingConfig, data: Path, *, resume: Path | None) -> Any:
    """Build the trainer of ultralytics with our network, sampler and frozen stages."""
    import torch
    from torch.utils.data import RandomSampler
    from ultralytics.data.build import InfiniteDataLoader
    from ultralytics.models.yolo.detect import DetectionTrainer
    from ultralytics.utils import torch_utils

    from recognizer.training.detector_backbone import load_imagenet

    threads = int(os.environ["OMP_NUM_THREADS"])
    vars(torch_utils)["NUM_THREADS"] = threads
    tasks = register_backbone()

    class LogoTrainer(DetectionTrainer):
        def get_model(
            self, cfg: Any = None, weights: Any = None, verbose: bool = True
        ) -> Any:
            torch.set_num_threads(threads)
            network: Any = tasks["DetectionModel"](cfg, nc=1, verbose=False)
            if weights is not None:
                network.load(weights)
            else:
                load_imagenet(network.model[0])
            return network.to(memory_format=torch.channels_last)

        def get_dataloader(
            self,
            dataset_path: str,
            batch_size: int = 16,
            rank: int = 0,
            mode: str = "train",
        ) -> Any:
            if mode != "train":
                return super().get_dataloader(dataset_path, batch_size, rank, mode)
            dataset = self.build_dataset(dataset_path, mode, batch_size)
            return InfiniteDataLoader(
                dataset=dataset,
                batch_size=batch_size,
                sampler=RandomSampler(
                    dataset, num_samples=min(config.epoch_images, len(dataset))
                ),
                num_workers=config.workers,
                prefetch_factor=4 if config.workers else None,
                collate_fn=dataset.collate_fn,
            )

        def preprocess_batch(self, batch: dict[str, Any]) -> dict[str, Any]:
            batch = super().preprocess_batch(batch)
            batch["img"] = batch["img"].contiguous(memory_format=torch.channels_last)
            return batch

        def _model_train(self) -> None:
            network: Any = self.model
            network.train()
            for name in FROZEN:
                network.get_submodule(f"model.{name}").eval()

    return LogoTrainer(overrides=_overrides(config, data, resume))


def _overrides(
    config: DetectorTrainingConfig, data: Path, resume: Path | None
) -> dict[str, Any]:
    """The settings of ultralytics; logos are never mirrored."""
    return {
        "model": str(resume or config.start or NETWORK),
        "resume": str(resume) if resume else False,
        "data": str(data),
        "project": str(config.folder.resolve()),
        "name": "run",
        "exist_ok": True,
        "imgsz": config.image_size_px,
        "batch": config.batch,
        "nbs": config.batch,
        "time": config.minutes / 60,
        "epochs": 100,
        "patience": 0,
        "device": "cpu",
        "workers": config.workers,
        "seed": config.seed,
        "amp": False,
        "plots": False,
        "single_cls": True,
        "freeze": list(FROZEN),
        "optimizer": "AdamW",
        "lr0": config.learning_rate,
        "lrf": 0.03,
        "weight_decay": 0.01,
        "warmup_epochs": 0.3,
        "warmup_bias_lr": 0.0,
        "mosaic": 0.3,
        "close_mosaic": 1,
        "scale": 0.45,
        "degrees": 4.0,
        "fliplr": 0.0,
        "hsv_h": 0.02,
        "hsv_s": 0.5,
        "hsv_v": 0.35,
    }


def _log_epoch(trainer: Any, log: Callable[[str], None]) -> None:
    losses = {name: round(float(value), 3) for name, value in trainer.tloss.items()}
    metrics = {
        name.removeprefix("metrics/"): round(float(value), 4)
        for name, value in trainer.metrics.items()
    }
    log(f"epoch {trainer.epoch + 1}: losses {losses} {metrics}")
