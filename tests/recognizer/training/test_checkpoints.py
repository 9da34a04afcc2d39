import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from recognizer.training.averages import MovingAverage
from recognizer.training.checkpoints import (
    CheckpointError,
    load_checkpoint,
    save_checkpoint,
    whole_folder,
)


@contextmanager
def disk_that_takes_at_most(bytes_a_file: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_checkpoint_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "run" / "checkpoint.pt"

    save_checkpoint({"fingerprint": "a", "weights": torch.arange(3)}, path)

    state = load_checkpoint(path, fingerprint="a")
    assert torch.equal(state["weights"], torch.arange(3))
    assert [p.name for p in path.parent.iterdir()] == ["checkpoint.pt"]


def test_a_failed_write_leaves_the_old_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "checkpoint.pt"
    save_checkpoint({"fingerprint": "old"}, path)

    def full_disk(state: object, part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(torch, "save", full_disk)
    with pytest.raises(CheckpointError, match="free some space"):
        save_checkpoint({"fingerprint": "new"}, path)

    assert load_checkpoint(path, fingerprint="old") == {"fingerprint": "old"}
    assert [p.name for p in tmp_path.iterdir()] == ["checkpoint.pt"]


def test_a_finished_model_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    for name in ("old", "new"):
        with whole_folder(folder) as part:
            (part / name).write_text(name)

    assert [p.name for p in tmp_path.rglob("*")] == ["model", "new"]


def test_a_full_disk_leaves_the_model_that_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    with whole_folder(folder) as part:
        save_file({"weights": torch.zeros(4)}, part / "old.safetensors")

    with (
        disk_that_takes_at_most(10_000),
        pytest.raises(CheckpointError, match=r"model could not be written .*free some"),
        whole_folder(folder) as part,
    ):
        save_file({"weights": torch.zeros(100_000)}, part / "new.safetensors")

    assert [p.name for p in tmp_path.rglob("*")] == ["model", "old.safetensors"]


def test_a_full_disk_leaves_the_checkpoint_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pt"
    save_checkpoint({"fingerprint": "old"}, path)

    with (
        disk_that_takes_at_most(10_000),
        pytest.raises(CheckpointError, match="goes on from the last checkpoint"),
    ):
        save_checkpoint({"fingerprint": "new", "w": torch.zeros(100_000)}, path)

    assert load_checkpoint(path, fingerprint="old") == {"fingerprint": "old"}
    assert [p.name for p in tmp_path.iterdir()] == ["checkpoint.pt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is not there any more"),
        (b"", "cannot be read"),
        (b"no checkpoint", "cannot be read"),
    ],
)
def test_what_is_no_checkpoint_is_refused(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "checkpoint.pt"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CheckpointError, match=message):
        load_checkpoint(path, fingerprint="a")


def test_a_checkpoint_of_another_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pt"
    save_checkpoint({"fingerprint": "a"}, path)

    with pytest.raises(CheckpointError, match="another model, data or seed"):
        load_checkpoint(path, fingerprint="b")


def test_the_average_lies_between_and_follows() -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    model.weight.data.fill_(0.0)
    average = MovingAverage(model, decay=0.5)
    model.weight.data.fill_(1.0)
    seen = []
    for _ in range(60):
        average.update(model)
        seen.append(float(average.model.weight))

    assert seen == sorted(seen)
    assert 0 < seen[0] < 1
    assert seen[-1] == pytest.approx(1.0, abs=1e-3)
    # By hand: the first decay is min(0.5, 2 / 11).
    assert seen[0] == pytest.approx(1 - 2 / 11)
