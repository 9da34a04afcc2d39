"""Where the files of an export go: a folder, a ZIP file, or a response that streams."""

import io
import zipfile
from pathlib import Path
from typing import Protocol


class Target(Protocol):
    """Where the files of a data set go."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a file under a relative name."""


class Folder:
    """A target that is a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, data: bytes) -> None:
        """Write a file, and its folder where that is new."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class Archive:
    """A target that is a ZIP file; images are packed already, so they are stored."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def put(self, name: str, data: bytes) -> None:
        """Add a file."""
        self._archive.writestr(name, data)


class Pieces(io.RawIOBase):
    """What a ZIP writer wrote since it was last asked; it cannot go back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Say that it can be written to, as `zipfile` asks."""
        return True

    def write(self, data: object) -> int:
        """Keep a piece, in bytes, and say how long it is."""
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def take(self) -> bytes:
        """Return the bytes written since the last call."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken
