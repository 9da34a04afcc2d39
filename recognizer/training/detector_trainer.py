"""The loop that trains the detector's network, on that of ultralytics.

Owns what differs from ultralytics' own loop: the network and its frozen stages, epochs
of a fixed number of images, memory order, and time that counts over stops. Import it
only after `forbid_downloads`. It is the one module of the training code that imports
ultralytics.
"""

import csv
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.utils.data import RandomSampler
from ultralytics.data.build import InfiniteDataLoader
from ultralytics.models.yolo.detect import DetectionTrainer
from ultralytics.nn import tasks
from ultralytics.utils import torch_utils

from recognizer.training.detector_backbone import build_backbone, load_imagenet


@dataclass(frozen=True, slots=True)
class PastEpochs:
    """What a run has behind it: whole epochs and the time they took."""

    count: int
    elapsed_s: float


def read_past(results: Path) -> PastEpochs:
    """Read the table that ultralytics keeps of a run; nothing past without one."""
    if not results.is_file():
        return PastEpochs(0, 0.0)
    with results.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, skipinitialspace=True))
    return PastEpochs(len(rows), float(rows[-1]["time"])) if rows else PastEpochs(0, 0)


def build_network(cfg: str | dict[str, Any]) -> Any:
    """Build the network of a config file, whose backbone ultralytics does not know."""
    vars(tasks)["Lite0Backbone"] = build_backbone
    network: Any = tasks.DetectionModel
    return network(cfg, nc=1, verbose=False)


def _compute_in_bfloat16() -> None:
    """Run the network, not the loss, in bfloat16 where the processor has it.

    ultralytics would run the loss in it too, whose boxes would be coarse. It is set on
    the class, so that no checkpoint holds it.
    """
    if not torch.cpu.get_capabilities().get("avx512_bf16", False):
        return
    loss: Any = tasks.BaseModel.loss

    def mixed_loss(network: Any, batch: dict[str, Any], preds: Any = None) -> Any:
        if preds is None:
            with torch.autocast("cpu", torch.bfloat16):
                preds = network.forward(batch["img"])
        return loss(network, batch, _float32(preds))

    vars(tasks)["DetectionModel"].loss = mixed_loss


def _float32(values: Any) -> Any:
    if isinstance(values, torch.Tensor):
        return values.float()
    if isinstance(values, dict):
        return {name: _float32(each) for name, each in values.items()}
    converted = [_float32(each) for each in values]
    return tuple(converted) if isinstance(values, tuple) else converted


class LogoTrainer(DetectionTrainer):
    """Trains the network; `epoch_images` of the overrides is the size of an epoch."""

    def __init__(self, overrides: dict[str, Any]) -> None:
        self._epoch_images: int = overrides.pop("epoch_images")
        self._threads = int(os.environ.get("OMP_NUM_THREADS", "1"))
        vars(torch_utils)["NUM_THREADS"] = self._threads
        _compute_in_bfloat16()
        super().__init__(overrides=overrides)
        self.add_callback("on_train_epoch_start", _count_past_time)

    def check_resume(self, overrides: dict[str, Any]) -> None:
        """Plan as many epochs as the whole time allows, at the pace so far."""
        checked: Any = super()
        checked.check_resume(overrides)
        self.past = PastEpochs(0, 0.0)
        if self.resume:
            run = Path(str(overrides["project"])) / str(overrides["name"])
            self.past = read_past(run / "results.csv")
            pace = self.past.elapsed_s / max(self.past.count, 1)
            epochs = math.ceil(self.args.time * 3600 / max(pace, 1.0))
            self.args.epochs = max(epochs, self.past.count + 1)

    def get_model(
        self, cfg: Any = None, weights: Any = None, verbose: bool = True
    ) -> Any:
        """Build the network, from given weights or ImageNet's, where it has these."""
        torch.set_num_threads(self._threads)
        network = build_network(cfg)
        if weights is not None:
            network.load(weights)
        elif type(network.model[0]).__module__.startswith("timm."):
            load_imagenet(network.model[0])
        return network.to(memory_format=torch.channels_last)

    def get_dataloader(
        self,
        dataset_path: str,
        batch_size: int = 16,
        rank: int = 0,
        mode: str = "train",
    ) -> Any:
        """Draw every epoch's images at random, without repeats inside an epoch."""
        if mode != "train":
            return super().get_dataloader(dataset_path, batch_size, rank, mode)
        dataset = self.build_dataset(dataset_path, mode, batch_size)
        workers = int(self.args.workers)
        return InfiniteDataLoader(
            dataset=dataset,
            batch_size=batch_size,
            sampler=RandomSampler(
                dataset, num_samples=min(self._epoch_images, len(dataset))
            ),
            num_workers=workers,
            prefetch_factor=4 if workers else None,
            collate_fn=dataset.collate_fn,
        )

    def preprocess_batch(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Order memory as convolutions on a CPU are fastest."""
        batch = super().preprocess_batch(batch)
        batch["img"] = batch["img"].contiguous(memory_format=torch.channels_last)
        return batch

    def _model_train(self) -> None:
        network: Any = self.model
        network.train()
        for name in self.args.freeze:
            network.get_submodule(f"model.{name}").eval()

    def save_model(self) -> bool:
        """Write checkpoints beside the old ones first: no stop, no full disk harms."""
        whole = self.last, self.best
        parts = tuple(path.with_suffix(".part") for path in whole)
        self.last, self.best = parts
        try:
            writer: Any = super()
            saved = bool(writer.save_model())
            for part, path in zip(parts, whole, strict=True):
                if part.exists():
                    part.replace(path)
        finally:
            self.last, self.best = whole
            for part in parts:
                part.unlink(missing_ok=True)
        return saved

    def final_eval(self) -> None:
        """Keep the checkpoints whole, so that a finished run can be given more time."""


def _count_past_time(trainer: LogoTrainer) -> None:
    """Let the clock of a run that goes on include the time before the stop."""
    if trainer.past.count:
        trainer.train_time_start -= trainer.past.elapsed_s
        trainer.start_epoch = 0
        trainer.past = PastEpochs(0, 0.0)
