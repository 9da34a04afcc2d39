"""What the thresholds would have done to the decisions so far.

Counts by the probability that was written down, of the embedder in use; what was never
flagged was never decided, and is not in it. See storage.threshold_changes for what a
change would do to the queue.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from storage.embedder_in_use import embedder_in_use
from storage.insights.standing import ALL, InsightFilter, answered, standing
from storage.models import Symbol, SymbolList
from storage.records import Action, PastDecisions
from storage.thresholds import DEFAULT
from storage.workspace import Workspace

STEPS = tuple(n / 20 for n in range(1, 20))  # 5 to 95 %


class Scope(StrEnum):
    """Whose decisions are counted together."""

    ALL = "all"
    LIST = "list"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class ThresholdOutcome:
    """How past decisions fare at each of STEPS, and at the thresholds that apply now.

    name: of the list or the symbol; "" for all. now: where matches are flagged from;
    None where the symbols differ.
    """

    scope: Scope
    name: str
    list_name: str
    now: float | None
    at_now: tuple[int, int]
    steps: tuple[PastDecisions, ...]

    @property
    def confirmed(self) -> int:
        """Return how many matches were confirmed."""
        return self.steps[0].confirmed

    @property
    def rejected(self) -> int:
        """Return how many matches were refused."""
        return self.steps[0].rejected

    @property
    def confirmed_lost(self) -> int:
        """Return how many confirmed matches would not be flagged now."""
        return self.confirmed - self.at_now[0]

    @property
    def rejected_gone(self) -> int:
        """Return how many refused matches would not be flagged now."""
        return self.rejected - self.at_now[1]


@dataclass(slots=True)
class _Tally:
    """Counts over the thresholds that apply, over each of STEPS, and of all."""

    now: set[float] = field(default_factory=set)
    confirmed: list[int] = field(default_factory=lambda: [0] * (len(STEPS) + 2))
    rejected: list[int] = field(default_factory=lambda: [0] * (len(STEPS) + 2))

    def add(self, right: bool, flagged_from: float, counts: Sequence[int]) -> None:
        """Add the counts of one symbol."""
        self.now.add(flagged_from)
        side = self.confirmed if right else self.rejected
        side[:] = [old + int(new) for old, new in zip(side, counts, strict=True)]

    def outcome(self, scope: Scope, name: str, list_name: str) -> ThresholdOutcome:
        """Return the sums."""
        confirmed, rejected = self.confirmed[-1], self.rejected[-1]
        return ThresholdOutcome(
            scope=scope,
            name=name,
            list_name=list_name,
            now=self.now.pop() if len(self.now) == 1 else None,
            at_now=(self.confirmed[0], self.rejected[0]),
            steps=tuple(
                PastDecisions(step, confirmed, kept, rejected, rejected - left)
                for step, kept, left in zip(
                    STEPS, self.confirmed[1:-1], self.rejected[1:-1], strict=True
                )
            ),
        )


def threshold_outcomes(
    ws: Workspace, wanted: InsightFilter = ALL
) -> tuple[ThresholdOutcome, ...]:
    """Say what each threshold would have kept: of all, each list and each symbol.

    Empty where no decision has a probability. Lists and symbols come by name.
    """
    with ws.reading() as session:
        counted = session.execute(_counts(session, wanted)).all()
    tallies: dict[tuple[Scope, str, str], _Tally] = defaultdict(_Tally)
    for symbol, list_name, right, flagged_from, over_now, *over in counted:
        for key in (
            (Scope.ALL, "", ""),
            (Scope.LIST, list_name, list_name),
            (Scope.SYMBOL, symbol, list_name),
        ):
            tallies[key].add(bool(right), flagged_from, [over_now, *over])
    order = list(Scope)
    return tuple(
        tallies[key].outcome(*key)
        for key in sorted(tallies, key=lambda key: (order.index(key[0]), *key[1:]))
    )


def _counts(session: Session, wanted: InsightFilter) -> Select[*tuple[Any, ...]]:
    """Select, by symbol and answer, how many are at or over each threshold."""
    decided = standing(session, wanted)
    said = decided.c.probability
    right = case((decided.c.action == Action.CONFIRMED, 1), else_=0).label("right")
    # Thresholds are set in pairs: a symbol's own, else its list's, else the default.
    flagged_from = func.coalesce(
        Symbol.threshold_uncertain,
        SymbolList.threshold_uncertain,
        DEFAULT.thresholds.uncertain,
    ).label("flagged_from")
    answers = (
        select(decided.c.symbol, decided.c.list_name, right, flagged_from, said)
        .join(Symbol, Symbol.id == decided.c.symbol_id)
        .join(SymbolList, SymbolList.id == Symbol.list_id)
        .where(
            answered(decided),
            said.is_not(None),
            decided.c.embedder_id == embedder_in_use(session).embedder_id,
        )
        .add_columns(decided.c.symbol_id)
        .subquery()
    )
    chance = answers.c.probability
    over = [func.sum(case((chance >= step, 1), else_=0)) for step in STEPS]
    names = "symbol", "list_name", "right", "flagged_from"
    keys = [answers.c[name] for name in names]
    return select(
        *keys,
        func.sum(case((chance >= answers.c.flagged_from, 1), else_=0)),
        *over,
        func.count(),
    ).group_by(*keys, answers.c.symbol_id)
