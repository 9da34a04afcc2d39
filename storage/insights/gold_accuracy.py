"""How often each reviewer answered gold cases rightly."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from storage.answers import Meaning, meaning
from storage.insights.shares import Share
from storage.insights.standing import ALL, InsightFilter, chosen_symbols
from storage.merges import merged_symbols
from storage.models import Decision, GoldAsk, GoldRegion
from storage.naming import storable
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GoldAccuracy:
    """One reviewer's answers to gold cases.

    missed: where a symbol is, they saw none. invented: where none is, they saw one.
    confused: they saw another symbol.
    """

    reviewer: str
    right: Share
    missed: int
    invented: int
    confused: int


def gold_accuracy(
    ws: Workspace, wanted: InsightFilter = ALL
) -> tuple[GoldAccuracy, ...]:
    """Count the answers to gold cases by reviewer, who gave most first.

    The list and the symbol of a filter are those of the right answer. Cases that were
    marked wrongly and taken away since count no more.
    """
    rows = (
        select(
            Decision.reviewer,
            Decision.action,
            Decision.symbol_id,
            Decision.proposed_symbol,
            GoldRegion.symbol_id,
            GoldAsk.right,
        )
        .join(GoldAsk, GoldAsk.decision_id == Decision.id)
        .join(GoldRegion, GoldRegion.id == GoldAsk.gold_id)
        .where(GoldAsk.right.is_not(None), GoldRegion.removed_at.is_(None))
    )
    if wanted.chooses_symbols:
        rows = rows.where(GoldRegion.symbol_id.in_(chosen_symbols(wanted)))
    if wanted.reviewer:
        rows = rows.where(Decision.reviewer == storable(wanted.reviewer))
    if wanted.since is not None:
        rows = rows.where(Decision.decided_at >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(Decision.decided_at < wanted.until)
    found: dict[str, list[str]] = defaultdict(list)
    with ws.reading() as session:
        merged = merged_symbols(session)
        for reviewer, action, symbol_id, proposed, known, right in session.execute(
            rows
        ):
            said = meaning(action, symbol_id, proposed, merged)
            found[reviewer].append("right" if right else _mistake(said, known))
    people = [_accuracy(reviewer, kinds) for reviewer, kinds in found.items()]
    return tuple(sorted(people, key=lambda one: (-one.right.of, one.reviewer)))


def _mistake(said: Meaning | None, known: int | None) -> str:
    if said == Meaning():
        return "missed"
    return "invented" if known is None else "confused"


def _accuracy(reviewer: str, kinds: list[str]) -> GoldAccuracy:
    return GoldAccuracy(
        reviewer=reviewer,
        right=Share(kinds.count("right"), len(kinds)),
        missed=kinds.count("missed"),
        invented=kinds.count("invented"),
        confused=kinds.count("confused"),
    )
