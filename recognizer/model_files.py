"""Where model files are and what stands beside them. Loads no weights."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recognizer.errors import ModelError

ASSETS = Path(__file__).resolve().parent.parent / "assets"
BUILTIN_DETECTOR = ASSETS / "models" / "detector" / "detector.pt"
BUILTIN_EMBEDDER = ASSETS / "models" / "embedder"
CARD = "markwatch.json"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """The JSON file beside our weights: the model's id and how it is to be used."""

    path: Path
    values: dict[str, Any]

    def number(self, name: str, default: float) -> float:
        """Return a number of the card. Raises ModelError where it is no number."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ModelError(f"{self.path}: {name} must be a number, got {value!r}.")
        return float(value)


def read_card(folder: Path) -> ModelCard:
    """Read the card in a folder; an empty one where there is none.

    Raises ModelError for a card that is no JSON object.
    """
    path = folder / CARD
    if not path.is_file():
        return ModelCard(path, {})
    try:
        values = json.loads(path.read_text("utf-8"))
    except ValueError as err:
        raise ModelError(f"{path} is not valid JSON: {err}.") from err
    if not isinstance(values, dict):
        raise ModelError(f"{path} must hold one JSON object.")
    return ModelCard(path, values)


def model_id_of(name: str, path: Path) -> str:
    """Name weights by their content: `name@` and 8 hex digits of the SHA-256.

    path: a file, or a folder whose files are hashed in the order of their names.
    """
    files = (
        [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    )
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return f"{name}@{digest.hexdigest()[:8]}"
