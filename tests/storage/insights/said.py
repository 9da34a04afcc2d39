"""Decisions at random, written down as they would be, and what is known of each."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from storage.models import Case, Decision, Region, SymbolMerge
from storage.records import Action
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, scan

BEGIN = datetime(2026, 9, 28, tzinfo=UTC)  # a Monday
SYMBOLS = (("Acme", "trademark"), ("Bolt", "trademark"), ("Skull", "prohibited"))
_requests = itertools.count()


@dataclass(frozen=True, slots=True)
class Said:
    """One decision. symbol: what it is about, "" for nothing; it is in a list."""

    at: datetime
    case_id: int
    action: Action
    reviewer: str
    symbol: str
    list_name: str
    seconds: float | None
    probability: float | None
    rank: int | None
    undone: bool

    @property
    def answers(self) -> bool:
        """Say whether a match that was put forward was confirmed or refused."""
        said = self.action in (Action.CONFIRMED, Action.REJECTED, Action.NOT_A_LOGO)
        return said and self.rank is not None and bool(self.symbol)

    @property
    def week(self) -> datetime:
        """Return the Monday of its week, at midnight."""
        midnight = self.at.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=midnight.weekday())


def fill(
    ws: Workspace,
    count: int,
    *,
    seed: int = 1,
    reviewers: Sequence[str] = ("ann", "bob", "=eve"),
) -> list[Said]:
    """Add three symbols (and one merged into the first), and decide at random.

    Returns the decisions that stand.
    """
    ids = {
        name: add(ws, name, number, list_name=own_list).symbol.id
        for number, (name, own_list) in enumerate(SYMBOLS, 1)
    }
    old = add(ws, "Old Acme", 9).symbol.id
    for number in range(1, 4):
        scan(ws, Placed(number))
    with ws.writing() as session:
        session.add(SymbolMerge(symbol_id=old, into_id=ids["Acme"]))
        regions = session.scalars(select(Region).order_by(Region.id)).all()
        cases = {case.image_id: case.id for case in session.scalars(select(Case)).all()}
        chance = random.Random(seed)
        said: list[Said] = []
        rows: list[dict[str, object]] = []
        for number in range(count):
            region = chance.choice(regions)
            one = _one(chance, cases[region.image_id], chance.choice(reviewers))
            said.append(one)
            about = ids.get(one.symbol)
            if one.symbol == "Acme" and chance.random() < 0.3:
                about = old
            rows.append(_row(one, region, about, number + 1, chance))
        session.execute(insert(Decision), rows)
        undoes = [
            _undo(row, count + place, one)
            for place, (one, row) in enumerate(zip(said, rows, strict=True), 1)
            if one.undone
        ]
        if undoes:
            session.execute(insert(Decision), undoes)
    return [one for one in said if not one.undone]


def _one(chance: random.Random, case_id: int, reviewer: str) -> Said:
    symbol, list_name = chance.choice(SYMBOLS)
    action = chance.choice([a for a in Action if a is not Action.UNDONE])
    if action in (Action.SKIPPED, Action.ESCALATED) or (
        action is Action.NOT_A_LOGO and chance.random() < 0.2
    ):
        symbol = list_name = ""
    matched = action not in (Action.SKIPPED, Action.ESCALATED)
    matched = matched and chance.random() < 0.9
    steps = [n / 20 for n in range(1, 20)]  # on the edges of bins, too
    likely = chance.choice([chance.random(), chance.choice(steps)])
    return Said(
        at=BEGIN + timedelta(minutes=chance.randrange(28 * 24 * 60)),
        case_id=case_id,
        action=action,
        reviewer=reviewer,
        symbol=symbol,
        list_name=list_name,
        seconds=None if chance.random() < 0.1 else chance.uniform(1, 60),
        probability=likely if matched and chance.random() < 0.9 else None,
        rank=1 if matched else None,
        undone=chance.random() < 0.15,
    )


def _row(
    one: Said, region: Region, about: int | None, number: int, chance: random.Random
) -> dict[str, object]:
    refuses = one.action in (Action.REJECTED, Action.NOT_A_LOGO)
    by_list = refuses and (one.action is Action.NOT_A_LOGO or chance.random() < 0.5)
    return {
        "id": number,
        "request_id": f"random-{next(_requests)}",
        "case_id": one.case_id,
        "image_id": region.image_id,
        "region_id": region.id,
        "action": one.action,
        "symbol_id": None if by_list else about,
        "refused_symbol_ids": [about] if refuses and about else [],
        "reviewer": one.reviewer,
        "decided_at": one.at,
        "seconds": one.seconds,
        "probability": one.probability,
        "rank": one.rank,
        "embedder_id": region.embedder_id,
        "gallery_version": 1,
        "undoes_id": None,
    }


def _undo(row: dict[str, object], number: int, one: Said) -> dict[str, object]:
    return {
        **row,
        "id": number,
        "request_id": f"random-{next(_requests)}",
        "action": Action.UNDONE,
        "undoes_id": row["id"],
    }
