"""Training on several devices: the processes that torchrun starts, as one team.

Every process makes batches of its own and steps along the average of all gradients,
so that the weights stay the same everywhere. Owns what they tell each other.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import torch
from torch import Tensor, distributed

from recognizer.errors import MarkwatchError

_LONGEST_WAIT = timedelta(hours=3)  # while the first one renders drawings


class DeviceError(MarkwatchError):
    """A device to train on that is not there."""


@dataclass(frozen=True, slots=True)
class Team:
    """This process among `size` that train one model; rank 0 leads: it saves and says.

    device: what this process computes on.
    """

    device: torch.device
    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """Whether this process is the one that writes files."""
        return self.rank == 0

    def average_gradients(self, parameters: Iterable[Tensor]) -> None:
        """Replace every gradient by its mean over the team; none counts as zeros."""
        if self.size == 1:
            return
        learning = [p for p in parameters if p.requires_grad]
        for parameter in learning:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        flat = torch.cat([p.grad.reshape(-1) for p in learning if p.grad is not None])
        distributed.all_reduce(flat)
        flat /= self.size
        sizes = [p.numel() for p in learning]
        parts = torch.split(flat, sizes)
        for parameter, part in zip(learning, parts, strict=True):
            parameter.grad = part.view_as(parameter)

    def copy_from_leader(self, tensors: Iterable[Tensor]) -> None:
        """Overwrite tensors, on any device, with those of the leader."""
        if self.size == 1:
            return
        for tensor in tensors:
            told = tensor.detach().to(self.device).contiguous()
            distributed.broadcast(told, 0)
            tensor.detach().copy_(told)

    def agree(self, flag: bool) -> bool:
        """Return what the leader thinks, on every process."""
        if self.size == 1:
            return flag
        told = torch.tensor([int(flag)], device=self.device)
        distributed.broadcast(told, 0)
        return bool(told.item())

    def wait(self) -> None:
        """Wait until every process is here."""
        if self.size > 1:
            distributed.barrier()


@contextmanager
def join_team(device: str, environ: Mapping[str, str] = os.environ) -> Iterator[Team]:
    """Join the team that torchrun made, or be alone; leave it at the end.

    device: auto, or what torch calls one. Raises DeviceError where it is not there.
    """
    size = int(environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield Team(_device(device, 0))
        return
    own = _device(device, int(environ.get("LOCAL_RANK", "0")))
    backend = "nccl" if own.type == "cuda" else "gloo"
    distributed.init_process_group(backend, timeout=_LONGEST_WAIT)
    try:
        yield Team(own, distributed.get_rank(), size)
    finally:
        distributed.destroy_process_group()


def _device(name: str, local_rank: int) -> torch.device:
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(name)
    except RuntimeError as err:
        raise DeviceError(f"{name} is no device: give auto, cpu, cuda or mps.") from err
    if device.type == "cuda":
        if not torch.cuda.is_available():
            raise DeviceError("There is no CUDA device here: train with --device cpu.")
        index = local_rank if device.index is None else device.index
        device = torch.device("cuda", index)
        torch.cuda.set_device(device)
    return device
