"""Checkpoints on the disk: written whole or not at all."""

from pathlib import Path
from typing import Any

import torch

from recognizer.errors import MarkwatchError


class CheckpointError(MarkwatchError):
    """A checkpoint is missing, broken or of another run."""


def save_checkpoint(state: dict[str, Any], path: Path) -> None:
    """Write beside the old file first, so that a stop or a full disk loses nothing.

    Raises CheckpointError when the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        torch.save(state, part)
        part.replace(path)
    except (OSError, RuntimeError) as err:
        part.unlink(missing_ok=True)
        raise CheckpointError(
            f"{path} could not be written ({err}): free some space and go on with "
            "--resume."
        ) from err


def load_checkpoint(path: Path, *, fingerprint: str) -> dict[str, Any]:
    """Read a checkpoint that a run of the same fingerprint wrote.

    Raises CheckpointError when there is none, or it is another run's.
    """
    if not path.is_file():
        raise CheckpointError(f"{path} is not there: start without --resume.")
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as err:  # torch raises of every kind on a broken file
        raise CheckpointError(f"{path} cannot be read: {err}") from err
    if state.get("fingerprint") != fingerprint:
        raise CheckpointError(
            f"{path} is of a run with another model or seed: use another --out, or "
            "start without --resume."
        )
    return state
