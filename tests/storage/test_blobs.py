"""Bytes by their SHA-256."""

import hashlib
import threading
from pathlib import Path

import pytest

from storage.blobs import Blobs
from storage.errors import InvalidInputError, NotFoundError


@pytest.fixture(params=["folder", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    url = tmp_path / "blobs" if request.param == "folder" else f"memory://{tmp_path}"
    return Blobs(str(url))


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 100_000])  # empty first
def test_what_was_put_comes_back_by_its_sha256(blobs: Blobs, data: bytes) -> None:
    sha256 = blobs.put(data)

    assert sha256 == hashlib.sha256(data).hexdigest()
    assert blobs.get(sha256) == data
    assert blobs.put(data) == sha256


def test_what_is_drawn_from_a_blob_is_made_once(blobs: Blobs) -> None:
    sha256 = blobs.put(b"picture")
    made: list[int] = []

    def draw() -> bytes:
        made.append(1)
        return b"small"

    first = blobs.derived(sha256, "thumbnail-320", draw)

    assert first == blobs.derived(sha256, "thumbnail-320", draw) == b"small"
    assert len(made) == 1


@pytest.mark.parametrize(
    "sha256", ["", "../../etc/passwd", "0" * 63, "0" * 65, "G" * 64, f"{'0' * 64}/x"]
)
def test_no_path_gets_out_of_the_store(blobs: Blobs, sha256: str) -> None:
    with pytest.raises(NotFoundError, match="no such picture"):
        blobs.get(sha256)


def test_a_missing_blob_says_what_to_do(blobs: Blobs) -> None:
    with pytest.raises(NotFoundError, match="Scan or upload it again"):
        blobs.get("0" * 64)


def test_no_half_written_file_is_left(tmp_path: Path) -> None:
    blobs = Blobs(str(tmp_path))

    threads = [threading.Thread(target=blobs.put, args=(b"same",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()] == [b"same"]


def test_a_store_that_nothing_serves_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="cannot be kept at nowhere://x"):
        Blobs("nowhere://x")
