"""How true the shown probabilities were, on the decisions so far.

By the embedder in use, as each was written down with its decision: a calibration that
was fitted since is judged by what it will show. What was never flagged is not in it.
"""

from dataclasses import dataclass

from sqlalchemy import case, func, or_, select

from storage.decision_kinds import EFFECTIVE
from storage.embedder_in_use import embedder_in_use
from storage.insights.shares import Share
from storage.insights.standing import ALL, InsightFilter, answered, standing
from storage.records import Action
from storage.workspace import Workspace

BINS = 10


@dataclass(frozen=True, slots=True)
class ProbabilityBin:
    """Decisions on matches of like probability, from `low` on and below `high`.

    said: the mean probability that was shown. right: how many were confirmed.
    """

    low: float
    high: float
    said: float
    right: Share


@dataclass(frozen=True, slots=True)
class ProbabilityCheck:
    """Bins that hold anything, from low to high.

    error: the mean gap between what was said and what was right (expected calibration
    error, bins of equal width); None without decisions. method: of the calibration in
    use; None where there is none.
    """

    bins: tuple[ProbabilityBin, ...]
    error: float | None
    embedder_id: str
    method: str | None

    @property
    def decisions(self) -> int:
        """Return how many decisions count."""
        return sum(one.right.of for one in self.bins)


def probability_check(ws: Workspace, wanted: InsightFilter = ALL) -> ProbabilityCheck:
    """Compare the shown probabilities with what people said.

    A new symbol says that the best match was wrong; as it belongs to no list of that
    match, it counts only where no list or symbol is chosen.
    """
    with ws.reading() as session:
        embedder_id = embedder_in_use(session).embedder_id
        decided = standing(session, wanted)
        counts = answered(decided)
        if not wanted.chooses_symbols:
            new = decided.c.action == Action.NEW_SYMBOL
            counts = or_(counts, new & decided.c.kind.in_(EFFECTIVE))
        chance = decided.c.probability
        place = case(
            *((chance < n / BINS, n - 1) for n in range(1, BINS)), else_=BINS - 1
        ).label("place")
        right = case((decided.c.action == Action.CONFIRMED, 1), else_=0).label("right")
        placed = (
            select(place, chance, right)
            .where(counts, chance.is_not(None), decided.c.embedder_id == embedder_id)
            .subquery()
        )
        rows = session.execute(
            select(
                placed.c.place,
                func.avg(placed.c.probability),
                func.sum(placed.c.right),
                func.count(),
            )
            .group_by(placed.c.place)
            .order_by(placed.c.place)
        ).all()
    bins = tuple(
        ProbabilityBin(n / BINS, (n + 1) / BINS, said, Share(int(right), of))
        for n, said, right, of in rows
    )
    calibration = ws.calibrations.find(embedder_id)
    return ProbabilityCheck(
        bins=bins,
        error=_error(bins),
        embedder_id=embedder_id,
        method=None if calibration is None else str(calibration.method),
    )


def _error(bins: tuple[ProbabilityBin, ...]) -> float | None:
    gaps = [one.right.of * abs(one.said - one.right.value) for one in bins]
    total = sum(one.right.of for one in bins)
    return sum(gaps) / total if total else None
