"""What a search says of one region, judged. Pure values and their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recognizer.types import Match, Verdict


@dataclass(frozen=True, slots=True)
class JudgedMatch:
    """A match with what its symbol's thresholds say of it.

    rejected_before: people said that this look is not the symbol.
    """

    match: Match
    verdict: Verdict
    severity: int
    rejected_before: bool

    @property
    def flags(self) -> bool:
        """Whether a person should look at the region because of this match."""
        return not self.rejected_before and self.verdict is not Verdict.UNKNOWN

    @property
    def priority(self) -> float:
        """Severity times the chance to be right; the similarity stands in for it."""
        match = self.match
        chance = match.similarity if match.probability is None else match.probability
        return self.severity * max(0.0, chance)


@dataclass(frozen=True, slots=True)
class RegionMatches:
    """The matches of a region, best first, and the gallery version they are of."""

    matches: tuple[JudgedMatch, ...]
    gallery_version: int

    @property
    def flagging(self) -> tuple[JudgedMatch, ...]:
        """The matches that call for a person."""
        return tuple(match for match in self.matches if match.flags)

    @property
    def verdict(self) -> Verdict:
        """The strongest verdict of the matches that count."""
        verdicts = {match.verdict for match in self.flagging}
        return Verdict.KNOWN if Verdict.KNOWN in verdicts else _uncertain(verdicts)

    @property
    def priority(self) -> float:
        """How much the region matters; 0 where nothing calls for a person."""
        return max((match.priority for match in self.flagging), default=0.0)


def order_matches(matches: Iterable[JudgedMatch]) -> tuple[JudgedMatch, ...]:
    """Put rejected looks last and number all from 1."""
    ordered = sorted(matches, key=lambda m: (m.rejected_before, m.match.rank))
    return tuple(
        replace(judged, match=replace(judged.match, rank=rank))
        for rank, judged in enumerate(ordered, start=1)
    )


def _uncertain(verdicts: set[Verdict]) -> Verdict:
    return Verdict.UNCERTAIN if verdicts else Verdict.UNKNOWN
