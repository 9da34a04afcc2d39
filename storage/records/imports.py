"""What an import of symbols would do, before it is done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A line or a file that cannot be imported, and why."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A picture that is there already: `of` says where, in the gallery or before."""

    where: str
    of: str


@dataclass(frozen=True, slots=True)
class NearTwin:
    """A picture that looks like another symbol than its own.

    other: that symbol. reference_id: its picture in the gallery; None where the other
    symbol is in the same import.
    """

    where: str
    symbol: str
    other: str
    reference_id: int | None
    similarity: float


@dataclass(frozen=True, slots=True)
class CheckedSymbol:
    """A symbol of an import. references: how many pictures it would get."""

    name: str
    list_name: str
    is_new: bool
    references: int


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """What an import would do; nothing of it is done."""

    symbols: tuple[CheckedSymbol, ...]
    problems: tuple[ImportProblem, ...]
    duplicates: tuple[Duplicate, ...]
    near_twins: tuple[NearTwin, ...]

    @property
    def symbols_added(self) -> int:
        """Return how many symbols would be new."""
        return sum(one.is_new for one in self.symbols)

    @property
    def references_added(self) -> int:
        """Return how many pictures would be added."""
        return sum(one.references for one in self.symbols)
