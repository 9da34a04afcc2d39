"""A share of a count, with how sure one can be of it."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a count are right. `of` is at least 1."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """Return the share, in [0, 1]."""
        return self.right / self.of

    @property
    def low(self) -> float:
        """Return the lower end of Wilson's 95 % interval (Wilson, JASA 1927)."""
        return max(0.0, self._centre - self._half)

    @property
    def high(self) -> float:
        """Return the upper end of Wilson's 95 % interval."""
        return min(1.0, self._centre + self._half)

    @property
    def _centre(self) -> float:
        return (self.value + _Z**2 / (2 * self.of)) / (1 + _Z**2 / self.of)

    @property
    def _half(self) -> float:
        spread = self.value * (1 - self.value) / self.of
        root = sqrt(spread + _Z**2 / (4 * self.of**2))
        return _Z * root / (1 + _Z**2 / self.of)
