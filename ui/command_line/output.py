"""What verbs print: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from storage.errors import InvalidInputError

STDOUT = "-"


def say(text: str) -> None:
    """Tell the person something that is no result."""
    print(text, file=sys.stderr, flush=True)


def report(text: str, value: object, *, json_to: str | None) -> None:
    """Give the result: `text` for a person, `value` as JSON where `json_to` says."""
    if json_to is not None:
        with open_target(json_to) as stream:
            json.dump(plain(value), stream, ensure_ascii=False, indent=2)
            stream.write("\n")
    print(text, file=sys.stderr if json_to == STDOUT else sys.stdout)


def write_array(values: Iterable[object], stream: TextIO) -> int:
    """Stream a JSON array with one value on each line; return how many."""
    count = 0
    stream.write("[")
    for value in values:
        stream.write(",\n" if count else "\n")
        json.dump(plain(value), stream, ensure_ascii=False)
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count


@contextmanager
def open_target(target: str) -> Iterator[TextIO]:
    """Open a file to write UTF-8 text to; `-` is standard output.

    Raises InvalidInputError where the file cannot be made.
    """
    if target == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        stream = Path(target).open("w", encoding="utf-8", newline="")  # noqa: SIM115
    except OSError as err:
        raise InvalidInputError(
            f"{target} cannot be written: {err.strerror}. Name another file."
        ) from err
    with stream:
        yield stream


def plain(value: object) -> object:
    """Turn records into what JSON knows: objects, arrays, texts, numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value


def count_of(number: int, noun: str) -> str:
    """Say "1 image", "2 images", "2 matches"."""
    if number == 1:
        return f"1 {noun}"
    plural = noun + "es" if noun.endswith(("ch", "x")) else noun + "s"
    return f"{number:,} {plural}"
