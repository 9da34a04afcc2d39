"""Training configs as TOML files: read with clear errors, written beside the weights.

Owns what a file may say; what the choices mean is in `embedder_config`.
"""

import json
import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from recognizer.training.embedder_config import ConfigError, EmbedderTrainingConfig

PRESET_FILES: dict[str, Path] = {
    "builtin": Path(__file__).with_name("builtin_embedder.toml")
}
# What depends on the machine and the moment, not on the training.
_MODEL_FILE = "open_clip_config.json"
_NOT_IN_FILES = {"out", "cache_dir", "packages", "resume", "minutes"}


def read_config(path: Path) -> dict[str, Any]:
    """Return the fields of EmbedderTrainingConfig that a TOML file sets.

    Paths are relative to the file. Raises ConfigError, with the names that exist.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise ConfigError(f"{path} cannot be read as TOML: {err}.") from err
    known = {n: t for n, t in _types().items() if n not in _NOT_IN_FILES}
    unknown = sorted(set(content) - set(known))
    if unknown:
        raise ConfigError(
            f"{path} sets {', '.join(unknown)}, which is no choice of a training. "
            f"There are: {', '.join(sorted(known))}."
        )
    return {
        name: _value(path, name, value, known[name]) for name, value in content.items()
    }


def write_config(config: EmbedderTrainingConfig, path: Path) -> None:
    """Write a config as a file that `read_config` reads, for use on any machine.

    Files and folders stand in it as comments, by name alone; a model of the user's own
    is that of `open_clip_config.json` beside it. Raises OSError where the disk refuses.
    """
    lines = ["# Files and folders are named without their place: give them again."]
    for name, value in asdict(config).items():
        if name in _NOT_IN_FILES or value is None:
            continue
        named = _names_of(value)
        if named:
            lines.append(f"# {name}: {', '.join(named)}")
        elif name == "model" and Path(value).is_file():
            lines.append(f"model = {_toml(_MODEL_FILE)}")
        elif named is None:
            lines.append(f"{name} = {_toml(value)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _names_of(value: Any) -> list[str] | None:
    """Return the last parts of paths, or none of no path; None for other values."""
    if isinstance(value, Path):
        return [value.name]
    if isinstance(value, tuple) and all(isinstance(part, Path) for part in value):
        return [part.name for part in value]
    return None


def _types() -> dict[str, Any]:
    hints = get_type_hints(EmbedderTrainingConfig)
    return {f.name: hints[f.name] for f in fields(EmbedderTrainingConfig)}


def _value(path: Path, name: str, value: Any, wanted: Any) -> Any:
    if isinstance(wanted, UnionType):
        wanted = next(kind for kind in get_args(wanted) if kind is not type(None))
    if wanted is float and type(value) is int:
        return float(value)
    if wanted is Path and isinstance(value, str):
        return (path.parent / Path(value).expanduser()).resolve()
    if name == "model" and (path.parent / str(value)).is_file():
        return str((path.parent / str(value)).resolve())
    if wanted in (bool, int, float, str):
        if type(value) is wanted:
            return value
    elif wanted == tuple[int, ...]:
        if isinstance(value, list) and all(type(part) is int for part in value):
            return tuple(value)
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple((path.parent / Path(v).expanduser()).resolve() for v in value)
    kinds: dict[Any, str] = {
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        str: "a text",
        Path: "a text",
        tuple[int, ...]: "a list of whole numbers",
    }
    expected = kinds.get(wanted, "a list of texts")
    raise ConfigError(f"{path}: {name} must be {expected}, got {value!r}.")


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False)
