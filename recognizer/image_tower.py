"""The image side of an embedder, and what runs it: OpenVINO, or torch.

Owns what is computed on squares of pixels, the choice of what runs it, and the name
that an export is kept under. It knows no open_clip model from another.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from recognizer.errors import ModelError
from recognizer.openvino_runtime import compile_module, openvino_version
from recognizer.types import Embeddings

_CHECKED = 2  # squares that both run at every start


class Backend(StrEnum):
    """What computes embeddings. AUTO: OpenVINO where it can, else torch."""

    AUTO = "auto"
    OPENVINO = "openvino"
    TORCH = "torch"


class ImageTower(nn.Module):
    """(N, S, S, 3) uint8 squares to (N, D) float32 unit rows: an open_clip model's."""

    def __init__(self, model: nn.Module, *, mean: list[float], std: list[float]):
        super().__init__()
        self.model = model
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1))

    def forward(self, squares: torch.Tensor) -> torch.Tensor:
        """Normalise the pixels, embed them, and make the rows of unit length."""
        inputs = squares.permute(0, 3, 1, 2).float() / 255
        inputs = (inputs - self.get_buffer("mean")) / self.get_buffer("std")
        model: Any = self.model
        return F.normalize(model.encode_image(inputs).float(), dim=-1)


@dataclass(frozen=True, slots=True, eq=False)
class RunningTower:
    """A tower that runs. said: by what and, where it is not the fastest, why."""

    run: Callable[[NDArray[np.uint8]], Embeddings]
    backend: Backend
    said: str


def start_tower(
    tower: ImageTower,
    size_px: int,
    *,
    backend: Backend,
    model_id: str,
    cache_dir: Path | None,
    any_size: bool = False,
) -> RunningTower:
    """Choose what runs a tower, and export it where that is not done yet.

    any_size: squares of other sides than `size_px` come, too. cache_dir: where exports
    are kept; None keeps none. Raises ModelError where OPENVINO was asked for and cannot
    be had.
    """
    device = tower.get_buffer("mean").device
    reason = _reason_for_torch(device, backend)
    if reason is None:
        name = _file_name(model_id, "any" if any_size else f"{size_px}px")
        path = cache_dir and cache_dir / f"{name}.xml"
        dynamic = (0, 1, 2) if any_size else (0,)
        try:
            run = compile_module(tower, _example(size_px), dynamic=dynamic, path=path)
            return RunningTower(run, Backend.OPENVINO, f"OpenVINO {openvino_version()}")
        except (RuntimeError, ImportError) as err:
            first = str(err).strip().splitlines() or [repr(err)]
            reason = f"OpenVINO cannot run this model: {first[0]}"
    if backend is Backend.OPENVINO:
        raise ModelError(f"The embedder does not run by OpenVINO: {reason}.")
    said = f"PyTorch on {device.type} ({reason})"
    return RunningTower(_by_torch(tower, device), Backend.TORCH, said)


def _reason_for_torch(device: torch.device, backend: Backend) -> str | None:
    if backend is Backend.TORCH:
        return "as it was asked for"
    if device.type != "cpu":
        return "the faster of both there"
    if openvino_version() is None:
        return "openvino, which is faster, is not installed: pip install openvino"
    return None


def _by_torch(
    tower: ImageTower, device: torch.device
) -> Callable[[NDArray[np.uint8]], Embeddings]:
    def run(squares: NDArray[np.uint8]) -> Embeddings:
        with torch.inference_mode():
            rows: Embeddings = tower(torch.from_numpy(squares).to(device)).cpu().numpy()
        return rows

    return run


def _example(size_px: int) -> torch.Tensor:
    rng = np.random.default_rng(0)
    shape = _CHECKED, size_px, size_px, 3
    return torch.from_numpy(rng.integers(0, 256, shape, np.uint8))


def _file_name(model_id: str, size: str) -> str:
    readable = re.sub(r"[^A-Za-z0-9@.-]+", "-", model_id)
    digest = hashlib.sha256(model_id.encode()).hexdigest()[:8]
    return f"{readable}-{digest}-{size}-openvino-{openvino_version()}"
