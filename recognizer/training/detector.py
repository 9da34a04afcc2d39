"""Training of the detector: synthetic scenes and boxed photographs into weights.

Owns the run: its data, its settings, starting it or going on.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recognizer.errors import MarkwatchError
from recognizer.synthesis.scene_dataset import SceneRange, write_dataset
from recognizer.synthesis.scenes import SceneFactory
from recognizer.training.detector_data import (
    copy_photographs,
    find_drawn,
    has_large,
    write_lists,
)
from recognizer.training.network_choice import Network, network_file

# Read by ultralytics when it is imported: no look-ups, no chatter.
_SWITCHES = {
    "YOLO_OFFLINE": "true",
    "YOLO_AUTOINSTALL": "false",
    "YOLO_VERBOSE": "false",
}
# Stages up to stride 8 of the ImageNet backbone stay as they are: what they see is the
# same in any picture, and training is twice as fast.
FROZEN = ("0.conv_stem", "0.bn1", "0.blocks.0", "0.blocks.1", "0.blocks.2")
BACKBONE = ("0",)
_FIRST_VAL_SCENE = 1_000_000


@dataclass(frozen=True, slots=True)
class DetectorTrainingConfig:
    """What one training run of the detector is.

    folder: where the run lives; one that is there is gone on with.
    recipe: builds the factory of scenes, in any process (`SceneRecipe`).
    scenes, val_scenes: how many synthetic scenes are drawn before training, to learn
    from and to validate on. more_scenes: folders of scenes of earlier runs, to learn
    from beside them. epoch_images: images an epoch.
    minutes: training stops after the epoch in which they end; stops do not count.
    photographs: folders in the YOLO layout; `held_out` of each validates.
    photograph_repeats, large_repeats: how often each photograph, and each scene with a
    logo that fills much of it, is listed for one of any other scene.
    network: its architecture. start: weights to start from in place of ImageNet's,
    which only the built-in network has; another architecture starts at random.
    freeze_backbone: train the neck and head alone, which is twice as fast again: for
    a run that starts from weights whose backbone has seen logos.
    """

    folder: Path
    recipe: Callable[[], SceneFactory]
    scenes: int = 8000
    val_scenes: int = 120
    more_scenes: tuple[Path, ...] = ()
    seed: int = 1
    minutes: float = 120.0
    epoch_images: int = 2400
    batch: int = 16
    image_size_px: int = 320
    learning_rate: float = 1e-3
    photographs: tuple[Path, ...] = ()
    photograph_repeats: int = 2
    large_repeats: int = 3
    held_out: float = 0.15
    network: Network = Network.LITE0
    start: Path | None = None
    freeze_backbone: bool = False
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    workers: int = 1

    def __post_init__(self) -> None:
        if self.image_size_px % 32:
            raise MarkwatchError(
                f"The image size must be a multiple of 32, got {self.image_size_px}."
            )
        positive = ("scenes", "minutes", "epoch_images", "batch", "learning_rate")
        for name in positive:
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

    A run whose folder has a checkpoint goes on from it, until `minutes` of training
    are done in all. Needs no network.

    Raises:
        MarkwatchError: the run had its time already, or data are missing.
    """
    data = prepare_data(config, log=log)
    forbid_downloads(config.folder)
    # Heavy, and it must come after the switches are set.
    from recognizer.training.detector_trainer import LogoTrainer, read_past

    run = config.folder / "run"
    past = read_past(run / "results.csv")
    if past.elapsed_s >= config.minutes * 60:
        raise MarkwatchError(
            f"The run in {config.folder} has had its {config.minutes:g} minutes: give "
            "it more, or another folder."
        )
    trainer: Any = LogoTrainer(settings_of(config, data, run / "weights" / "last.pt"))
    trainer.add_callback("on_fit_epoch_end", lambda each: _log_epoch(each, log))
    log(f"training: {past.count} epochs done, {config.minutes:g} minutes in all")
    trainer.train()
    return Path(trainer.best)


def prepare_data(config: DetectorTrainingConfig, *, log: Callable[[str], None]) -> Path:
    """Draw missing scenes, copy photographs, write the lists; the data file's path."""
    train = _scenes(config, "train", 0, config.scenes, log)
    for folder in config.more_scenes:
        train += find_drawn(folder)
    train += (config.large_repeats - 1) * [each for each in train if has_large(each)]
    val = _scenes(config, "val", _FIRST_VAL_SCENE, config.val_scenes, log)
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


def forbid_downloads(folder: Path) -> None:
    """Switch off every look-up of ultralytics; call it before importing ultralytics.

    Its settings go to `folder`, with a font, or else it fetches Arial.
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


def settings_of(
    config: DetectorTrainingConfig, data: Path, last: Path
) -> dict[str, Any]:
    """The settings of ultralytics, and `epoch_images`; logos are never mirrored.

    data: what `prepare_data` returned. last: the checkpoint to go on from, if it is
    there.
    """
    goes_on = last.is_file()
    start = last if goes_on else config.start or network_file(config.network)
    return {
        "model": str(start),
        "resume": str(last) if goes_on else False,
        "epoch_images": config.epoch_images,
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
        "freeze": _frozen(config),
        "optimizer": "AdamW",
        "lr0": config.learning_rate,
        "lrf": 0.03,
        "cos_lr": True,
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


def _frozen(config: DetectorTrainingConfig) -> list[str]:
    if config.network is not Network.LITE0:
        return []  # nothing of it has seen a picture yet
    return list(BACKBONE if config.freeze_backbone else FROZEN)


def _log_epoch(trainer: Any, log: Callable[[str], None]) -> None:
    losses = {name: round(float(value), 3) for name, value in trainer.tloss.items()}
    metrics = {
        name.removeprefix("metrics/"): round(float(value), 4)
        for name, value in trainer.metrics.items()
    }
    log(f"epoch {trainer.epoch + 1}: losses {losses} {metrics}")
