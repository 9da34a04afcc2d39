"""Errors of the use cases. Each message says what is wrong and what to do next."""

from recognizer.errors import MarkwatchError


class NotFoundError(MarkwatchError):
    """Something that was asked for by id or name is not there (any more)."""


class ConflictError(MarkwatchError):
    """Somebody else changed or holds it; nothing was saved."""


class InvalidInputError(MarkwatchError):
    """A value that a person gave cannot be used."""


class NotAllowedError(MarkwatchError):
    """Whoever asks may not, or is not known."""


class UnavailableError(MarkwatchError):
    """The store cannot take it now; nothing was saved, and it may be sent again."""


DISK_FULL = (
    "The disk of the server is full; nothing was saved. Ask its operator to free some "
    "space, and try again."
)
