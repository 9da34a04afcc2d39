"""How names that people type are compared: without case, width and extra spaces."""

import unicodedata
from collections.abc import Iterable

from storage.errors import InvalidInputError

LONGEST_NAME = 200


def storable(text: str) -> str:
    """Drop what PostgreSQL cannot hold: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def clean_name(name: str, *, what: str) -> str:
    """Return a name as it is stored. Raises InvalidInputError if it cannot be one."""
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    cleaned = unicodedata.normalize("NFC", cleaned)
    if not cleaned:
        raise InvalidInputError(f"Give the {what} a name.")
    if len(cleaned) > LONGEST_NAME:
        raise InvalidInputError(
            f"The name of the {what} is longer than {LONGEST_NAME} characters: "
            "shorten it."
        )
    return cleaned


def name_key(name: str) -> str:
    """Fold a name so that two that look the same are the same.

    "Café", "CAFÉ" and full-width "ＣＡＦＥ́" have one key; "Cafe" has another.
    """
    folded = unicodedata.normalize("NFKC", storable(name)).casefold()
    return unicodedata.normalize("NFC", " ".join(folded.split()))[:LONGEST_NAME]


def search_key(names: Iterable[str]) -> str:
    """Fold a symbol's name and aliases into the text that is searched."""
    return "\n".join(name_key(name) for name in names)


def like(query: str) -> str:
    """Turn what was typed into a LIKE pattern for a search key, escaped by `!`."""
    key = name_key(query)
    for sign in "!%_":
        key = key.replace(sign, f"!{sign}")
    return f"%{key}%"
