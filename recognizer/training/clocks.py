"""How long a training has gone on, how fast it is, and when something is due."""

import time


class Clock:
    """Minutes of this sitting, and of all `before` it."""

    def __init__(self) -> None:
        self.before = 0.0
        self._began = time.monotonic()

    @property
    def minutes(self) -> float:
        return self.before + (time.monotonic() - self._began) / 60


class Speed:
    """Crops trained on since it was made."""

    def __init__(self) -> None:
        self.crops = 0
        self._began = time.monotonic()

    @property
    def crops_per_s(self) -> float:
        return self.crops / max(time.monotonic() - self._began, 1e-6)


class Alarm:
    """Rings once every so many minutes."""

    def __init__(self, minutes: float) -> None:
        self._every_s = 60 * minutes
        self._last = time.monotonic()

    def rings(self) -> bool:
        now = time.monotonic()
        if now - self._last < self._every_s:
            return False
        self._last = now
        return True
