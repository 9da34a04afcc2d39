"""What a browser sent, read with suspicion. Owns the checks of single values."""

from collections.abc import Mapping

from storage.errors import InvalidInputError

MAX_TEXT = 4000


class Form:
    """Named values of one event. Every reader returns the type that it says."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, name: str, *, limit: int = MAX_TEXT) -> str:
        """Return a trimmed text without control characters; empty where absent.

        Raises InvalidInputError where it is longer than `limit` characters.
        """
        value = self._values.get(name)
        if value is None or isinstance(value, (dict, list)):
            return ""
        kept = "".join(c for c in str(value) if c in "\n\t" or c.isprintable())
        if len(kept) > limit:
            label = name.replace("_", " ")
            raise InvalidInputError(
                f"The {label} has {len(kept):,} characters; the limit is {limit:,}."
            )
        return kept.strip()

    def raw(self, name: str) -> str:
        """Return a text to the letter, as a password needs it; empty where absent."""
        value = self._values.get(name)
        return value if isinstance(value, str) else ""

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None where there is none."""
        text = self.text(name, limit=100)
        return int(text) if text.isascii() and text.lstrip("-").isdigit() else None

    def identity(self, name: str) -> int:
        """Return an id. Raises InvalidInputError where it is missing."""
        number = self.integer(name)
        if number is None or not 0 < number < 2**63:
            raise InvalidInputError(f"No {name} was chosen. Reload the page.")
        return number

    def flag(self, name: str) -> bool:
        """Return whether a box is ticked or a switch is on."""
        return self.text(name, limit=100) in {"1", "on", "true", "True", "yes"}

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values under a name, in order, empty ones too."""
        values = self._values.get(name, [])
        many = values if isinstance(values, list) else [values]
        return tuple(Form({name: value}).text(name) for value in many)

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the filled lines (or comma-separated pieces) of a text."""
        pieces = self.text(name).replace("\n", ",").split(",")
        return tuple(dict.fromkeys(p.strip() for p in pieces if p.strip()))
