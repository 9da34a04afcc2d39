"""A moving average of a model's weights, which generalises better than the last."""

import copy

import torch
from torch import nn


class MovingAverage:
    """Follows a model; `model` holds the averaged weights, in evaluation mode."""

    def __init__(self, model: nn.Module, *, decay: float) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self._decay = decay
        self._updates = 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """Move the average towards the model; faster during the first updates."""
        self._updates += 1
        decay = min(self._decay, (1 + self._updates) / (10 + self._updates))
        current = model.state_dict()
        for name, average in self.model.state_dict().items():
            if average.dtype.is_floating_point:
                average.lerp_(current[name].to(average.dtype), 1 - decay)
            else:
                average.copy_(current[name])

    def state(self) -> dict[str, object]:
        """Return what `load` needs."""
        return {"model": self.model.state_dict(), "updates": self._updates}

    def load(self, state: dict[str, object]) -> None:
        """Continue from a saved state."""
        self.model.load_state_dict(state["model"])  # type: ignore[arg-type]
        self._updates = int(state["updates"])  # type: ignore[call-overload]
