"""How many decisions there were: by day or week, kind and reviewer."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from storage.insights.standing import ALL, InsightFilter, standing
from storage.records import Action
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """Decisions of one kind by one reviewer in one day or week."""

    period: date
    reviewer: str
    action: Action
    count: int


def decision_counts(
    ws: Workspace, wanted: InsightFilter = ALL
) -> tuple[DecisionCount, ...]:
    """Count the decisions that stand, oldest first, then by reviewer and kind."""
    with ws.reading() as session:
        decided = standing(session, wanted)
        keys = decided.c.period, decided.c.reviewer, decided.c.action
        rows = session.execute(
            select(*keys, func.count()).group_by(*keys).order_by(*keys)
        ).all()
    return tuple(
        DecisionCount(date.fromisoformat(day), reviewer, action, count)
        for day, reviewer, action, count in rows
    )
