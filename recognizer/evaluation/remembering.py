"""What a reader read, kept on disk: reading is slow, and the crops of a test stay.

Owns one JSON Lines file for each reader; a line a crop, by the SHA-256 of its pixels.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from recognizer.pipeline import Reader
from recognizer.types import RGB, TextRead


class RememberingReader:
    """Reads through another reader, and each crop once only.

    folder: made if it is not there. A line that a stopped run left half is read anew.
    """

    def __init__(self, reader: Reader, folder: Path) -> None:
        self.model_id = reader.model_id
        self._reader = reader
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{reader.model_id}.jsonl"
        self._known = _load(self._path)

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Return what every crop says, in order."""
        keys = [_key(crop) for crop in crops]
        new = {k: c for k, c in zip(keys, crops, strict=True) if k not in self._known}
        found = self._reader.read(list(new.values()))
        with self._path.open("a", encoding="utf-8") as stream:
            for key, text in zip(new, found, strict=True):
                self._known[key] = text
                row = [key, text.text, text.confidence]
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        return [self._known[key] for key in keys]


def _key(crop: RGB) -> str:
    digest = hashlib.sha256(repr(crop.shape).encode())
    digest.update(crop.tobytes())
    return digest.hexdigest()


def _load(path: Path) -> dict[str, TextRead]:
    known = {}
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for line in lines:
        try:
            key, text, confidence = json.loads(line)
            known[str(key)] = TextRead(str(text), float(confidence))
        except (ValueError, TypeError):
            continue
    return known
