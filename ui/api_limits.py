"""How much of the API programs may use at once. Counted in this process alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import anyio

from recognizer.errors import MarkwatchError
from ui.settings import DEFAULT_API_RATE, DEFAULT_API_SCANS

RETRY_S = 5
_WAITING = 4  # images that wait for each that is scanned; each is in memory


class BusyError(MarkwatchError):
    """The server has as much to do as it can."""


@dataclass(frozen=True, slots=True)
class ApiLimits:
    """per_minute: requests of each token, 0 for no limit. scans_at_once: images."""

    per_minute: int
    scans_at_once: int


DEFAULT_LIMITS = ApiLimits(DEFAULT_API_RATE, DEFAULT_API_SCANS)


class ScanPlaces:
    """Places for images that programs send. Belongs to one event loop.

    limiter: of the threads that scan. What finds no place to wait in is refused before
    it is read.
    """

    def __init__(self, at_once: int) -> None:
        # More at once would only wait for the same cores.
        self.limiter = anyio.CapacityLimiter(at_once)
        self._left = at_once * (1 + _WAITING)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place for a while. Raises BusyError where there is none."""
        if not self._left:
            raise BusyError(
                "Too many images are being scanned: send this one again after a few "
                "seconds, as Retry-After says."
            )
        self._left -= 1
        try:
            yield
        finally:
            self._left += 1
