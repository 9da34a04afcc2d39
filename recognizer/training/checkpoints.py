"""Checkpoints and finished models on the disk: written whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

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
        raise _not_written(path, err) from err


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write to, which takes the place of `folder` in the end.

    What was there stays where something fails. Raises CheckpointError when the disk
    refuses.
    """
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        yield part
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)
    except (OSError, SafetensorError) as err:
        raise _not_written(folder, err) from err
    finally:
        shutil.rmtree(part, ignore_errors=True)


def load_checkpoint(path: Path, *, fingerprint: str) -> dict[str, Any]:
    """Read a checkpoint that a run of the same fingerprint wrote.

    Raises CheckpointError when there is none, or it is another run's.
    """
    if not path.is_file():
        raise CheckpointError(
            f"{path} is not there any more: give the same command again to start anew."
        )
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as err:  # torch raises of every kind on a broken file
        raise CheckpointError(f"{path} cannot be read: {err}") from err
    if state.get("fingerprint") != fingerprint:
        raise CheckpointError(
            f"{path} is of a run with another model, data or seed: use another --run."
        )
    return state


def _not_written(path: Path, err: Exception) -> CheckpointError:
    return CheckpointError(
        f"{path} could not be written ({err}): free some space, and give the same "
        "command again; it goes on from the last checkpoint."
    )
