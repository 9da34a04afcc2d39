"""All that changes while an embedder trains, saved and resumed as one.

Owns the weights, their average, the optimizers, the proxies and the progress. What a
step does with them is in `embedder`.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from recognizer.training.averages import MovingAverage
from recognizer.training.checkpoints import (
    CheckpointError,
    load_checkpoint,
    save_checkpoint,
)
from recognizer.training.embedder_config import EmbedderTrainingConfig
from recognizer.training.embedder_parts import make_optimizer, set_rates

CONTRASTIVE, METRIC, DONE = "contrastive", "metric", "done"
_LONGEST_GRADIENT = 5.0


@dataclass(slots=True)
class Progress:
    """Where a run is. step: within the stage. minutes: spent in all sittings."""

    stage: str = CONTRASTIVE
    step: int = 0
    minutes: float = 0.0
    best: float = -1.0


class TrainingState:
    """A model in training. `average` follows `model`; proxies exist in stage B only."""

    def __init__(
        self, model: nn.Module, config: EmbedderTrainingConfig, *, fingerprint: str
    ) -> None:
        self.model = model
        self.progress = Progress()
        self.proxies: nn.Parameter | None = None
        self._config = config
        self._fingerprint = fingerprint
        self._proxy_optimizer: torch.optim.Optimizer | None = None
        self._optimizer = make_optimizer(model, config)
        self._average = MovingAverage(model, decay=config.average_decay)

    @property
    def average(self) -> nn.Module:
        """The averaged model, which is validated and released."""
        return self._average.model

    def restart_average(self) -> None:
        """Forget the average: the weights were replaced."""
        self._average = MovingAverage(self.model, decay=self._config.average_decay)

    def begin_metric_stage(self, proxies: Tensor) -> None:
        """Take (C, D) proxies, and start the schedule and the optimizers anew."""
        self._take_proxies(proxies)
        self._optimizer = make_optimizer(self.model, self._config)
        self.progress.stage, self.progress.step = METRIC, 0

    def learning(self) -> list[Tensor]:
        """Return everything that gradients move."""
        proxies = [] if self.proxies is None else [self.proxies]
        return [*self.model.parameters(), *proxies]

    def prepare(self, rate_share: float) -> None:
        """Clear gradients and set every optimizer to a share of its top rate."""
        for optimizer in self._optimizers():
            set_rates(optimizer, rate_share)
            optimizer.zero_grad(set_to_none=True)

    def advance(self) -> None:
        """Step along the gradients, and let the average follow."""
        nn.utils.clip_grad_norm_(self.model.parameters(), _LONGEST_GRADIENT)
        for optimizer in self._optimizers():
            optimizer.step()
        self._average.update(self.model)
        self.progress.step += 1

    def save(self, path: Path) -> None:
        """Write everything that `load` needs to go on."""
        optimizer = self._proxy_optimizer
        content: dict[str, Any] = {
            "fingerprint": self._fingerprint,
            "model": self.model.state_dict(),
            "average": self._average.state(),
            "optimizer": self._optimizer.state_dict(),
            "proxies": None if self.proxies is None else self.proxies.data,
            "proxy_optimizer": None if optimizer is None else optimizer.state_dict(),
            "progress": asdict(self.progress),
        }
        save_checkpoint(content, path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint of the same run. Raises CheckpointError."""
        content = load_checkpoint(path, fingerprint=self._fingerprint)
        try:
            self.model.load_state_dict(content["model"])
            self._average.load(content["average"])
        except RuntimeError as err:
            raise CheckpointError(
                f"{path} is of another architecture: use another --run."
            ) from err
        self._optimizer.load_state_dict(content["optimizer"])
        self.progress = Progress(**content["progress"])
        if content["proxies"] is not None:
            optimizer = self._take_proxies(content["proxies"])
            optimizer.load_state_dict(content["proxy_optimizer"])

    def save_best(self, path: Path, *, figures: dict[str, float]) -> None:
        """Write the averaged weights alone, with what they reached."""
        content = {
            "fingerprint": self._fingerprint,
            "model": self.average.state_dict(),
            "figures": figures,
            "progress": asdict(self.progress),
        }
        save_checkpoint(content, path)

    def load_best(self, path: Path) -> tuple[Progress, dict[str, float]]:
        """Put the best weights in `average`; return where and what they reached."""
        content = load_checkpoint(path, fingerprint=self._fingerprint)
        self.average.load_state_dict(content["model"])
        return Progress(**content["progress"]), content["figures"]

    def _take_proxies(self, values: Tensor) -> torch.optim.Optimizer:
        """Make proxies, with the paper's optimizer: Adam of epsilon 1."""
        device = next(self.model.parameters()).device
        self.proxies = nn.Parameter(values.clone().to(device))
        rate = self._config.proxy_rate
        groups = [{"params": [self.proxies], "lr": rate, "top_lr": rate}]
        self._proxy_optimizer = torch.optim.Adam(groups, eps=1.0)
        return self._proxy_optimizer

    def _optimizers(self) -> list[torch.optim.Optimizer]:
        if self._proxy_optimizer is None:
            return [self._optimizer]
        return [self._optimizer, self._proxy_optimizer]
