"""Files that a browser has sent and that wait in Gradio's folder for uploads.

Owns which of them may be touched: a path comes from the browser, so it is trusted only
inside that folder. Decodes nothing.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gradio.utils import get_upload_folder

from storage.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in the folder for uploads, and what its sender called it."""

    path: Path
    name: str

    def discard(self) -> None:
        """Delete the file and its own folder; fine if it is gone already."""
        self.path.unlink(missing_ok=True)
        # Another file of the same content may lie beside it: then its folder stays.
        with suppress(OSError):
            self.path.parent.rmdir()


def find_upload(path: str) -> Upload:
    """Return the upload at a path. Raises NotFoundError if there is none."""
    folder = upload_folder()
    try:
        resolved = Path(path).resolve(strict=True)
        allowed = resolved.is_relative_to(folder) and resolved.is_file()
    except (OSError, ValueError):
        allowed = False
    if not allowed:
        raise NotFoundError(
            "The upload is no longer there: choose or drop the file again."
        )
    return Upload(resolved, resolved.name)


def upload_folder() -> Path:
    """Return the folder that holds what browsers have sent."""
    return Path(get_upload_folder()).resolve()
