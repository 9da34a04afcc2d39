"""One page of a longer listing."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer listing; `total` counts all of it."""

    items: tuple[T, ...]
    total: int
    offset: int
