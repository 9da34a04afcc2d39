"""Bytes by their SHA-256, in a folder or in any store that fsspec knows.

Originals and reference crops never change; what is drawn from them (thumbnails,
screen-sized copies) is made once and kept beside them. Knows no database.
"""

import contextlib
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from storage.errors import (
    DISK_FULL,
    InvalidInputError,
    NotFoundError,
    UnavailableError,
)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z0-9-]+")


class Blobs:
    """A content-addressed store below one URL or folder.

    Raises InvalidInputError for a URL that no installed file system serves.
    """

    def __init__(self, url: str) -> None:
        try:
            self._files, root = fsspec.core.url_to_fs(url)
        except (ValueError, ImportError) as err:
            raise InvalidInputError(f"Images cannot be kept at {url}: {err}.") from err
        self._root = str(root).rstrip("/")
        self._local = isinstance(self._files, LocalFileSystem)

    def put(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256; bytes already there are left alone."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path("originals", sha256)
        if not self._files.exists(path):
            self._write(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return bytes. Raises NotFoundError if they are not (or no longer) there."""
        try:
            return bytes(self._files.cat_file(self._path("originals", sha256)))
        except FileNotFoundError as err:
            raise NotFoundError(
                f"The picture {sha256[:12]} is missing from the image store. "
                "Scan or upload it again."
            ) from err

    def derived(self, sha256: str, kind: str, make: Callable[[], bytes]) -> bytes:
        """Return what was drawn from a blob, making it at the first call only.

        kind: what it is, in letters, digits and dashes, as "thumbnail-320".
        """
        path = self._path(kind, sha256)
        with contextlib.suppress(FileNotFoundError):
            return bytes(self._files.cat_file(path))
        data = make()
        self._write(path, data)
        return data

    def _path(self, kind: str, sha256: str) -> str:
        if not _SHA256.fullmatch(sha256) or not _KIND.fullmatch(kind):
            raise NotFoundError("There is no such picture.")
        return f"{self._root}/{kind}/{sha256[:2]}/{sha256}"

    def _write(self, path: str, data: bytes) -> None:
        if self._local:
            _write_atomically(Path(path), data)
        else:  # object stores show a new object whole or not at all
            self._files.pipe_file(path, data)


def _write_atomically(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as err:
        if err.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise UnavailableError(DISK_FULL) from err
    finally:
        unfinished.unlink(missing_ok=True)
