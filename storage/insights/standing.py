"""The decisions that stand, with the symbol that each is about: what figures count.

A decision is about the symbol that it chose, or about the best one that it refused. A
symbol that was merged counts as the one that it is part of now.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from storage.decision_kinds import EFFECTIVE
from storage.decision_rows import is_undone
from storage.models import Decision, Symbol, SymbolList, SymbolMerge
from storage.naming import like, name_key, storable
from storage.records import Action
from storage.workspace import Workspace

_Same = aliased(Symbol)


class Period(StrEnum):
    """How long a time is counted together."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class InsightFilter:
    """Which decisions count; None and "" mean all.

    symbol: a name, or a part of names where no symbol has just that one. since
    (included) and until (not): aware times.
    """

    list_name: str | None = None
    symbol: str = ""
    reviewer: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    period: Period = Period.WEEK

    @property
    def chooses_symbols(self) -> bool:
        """Say whether only some symbols are meant."""
        return bool(self.list_name or self.symbol)


ALL = InsightFilter()


def reviewers(ws: Workspace) -> tuple[str, ...]:
    """Return everybody who ever decided something, by name."""
    with ws.reading() as session:
        rows = select(Decision.reviewer).distinct().order_by(Decision.reviewer)
        return tuple(session.scalars(rows))


def standing(session: Session, wanted: InsightFilter) -> Subquery:
    """Select the decisions that stand and are wanted.

    Columns: those of a decision that figures need; period, as the text YYYY-MM-DD of
    its first day in UTC (weeks begin on Monday); symbol_id, symbol and list_name of
    what it is about, NULL where that is nothing.
    """
    rows: Select[*tuple[Any, ...]] = select(
        Decision.case_id,
        Decision.action,
        Decision.kind,
        Decision.reviewer,
        Decision.seconds,
        Decision.rank,
        Decision.probability,
        Decision.embedder_id,
        _period(session, wanted.period).label("period"),
        Symbol.id.label("symbol_id"),
        Symbol.name.label("symbol"),
        SymbolList.name.label("list_name"),
    ).where(Decision.action != Action.UNDONE, ~is_undone())
    return _narrowed(about_symbol(rows, wanted), wanted).subquery()


def about_symbol(
    rows: Select[*tuple[Any, ...]], wanted: InsightFilter
) -> Select[*tuple[Any, ...]]:
    """Join the symbol that each decision is about, and keep what a filter chooses."""
    said = func.coalesce(
        Decision.symbol_id,
        cast(Decision.refused_symbol_ids[0].as_string(), BigInteger),
    )
    return (
        rows.outerjoin(SymbolMerge, SymbolMerge.symbol_id == said)
        .outerjoin(Symbol, Symbol.id == func.coalesce(SymbolMerge.into_id, said))
        .outerjoin(SymbolList, SymbolList.id == Symbol.list_id)
        .where(*_of_symbol(wanted))
    )


def answered(decided: Subquery) -> ColumnElement[bool]:
    """Say whether a decision confirms or refuses a match that was put forward.

    What only checks who said it counts as work, and for no symbol.
    """
    answers = (Action.CONFIRMED, Action.REJECTED, Action.NOT_A_LOGO)
    return (
        decided.c.action.in_(answers)
        & decided.c.kind.in_(EFFECTIVE)
        & decided.c.rank.is_not(None)
        & decided.c.symbol_id.is_not(None)
    )


def chosen_symbols(wanted: InsightFilter) -> Select[int]:
    """Select the ids of the symbols that are meant, removed ones too."""
    ids = select(Symbol.id).join(SymbolList, SymbolList.id == Symbol.list_id)
    return ids.where(*_of_symbol(wanted))


def _narrowed(
    rows: Select[*tuple[Any, ...]], wanted: InsightFilter
) -> Select[*tuple[Any, ...]]:
    if wanted.reviewer:
        rows = rows.where(Decision.reviewer == storable(wanted.reviewer))
    if wanted.since is not None:
        rows = rows.where(Decision.decided_at >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(Decision.decided_at < wanted.until)
    return rows


def _of_symbol(wanted: InsightFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.list_name:
        conditions.append(SymbolList.name_key == name_key(wanted.list_name))
    if wanted.symbol:
        key = name_key(wanted.symbol)
        has_it = exists().where(_Same.name_key == key)
        conditions.append(
            or_(
                Symbol.name_key == key,
                ~has_it & Symbol.search_key.like(like(key), escape="!"),
            )
        )
    return conditions


def _period(session: Session, period: Period) -> ColumnElement[str]:
    if session.get_bind().dialect.name == "sqlite":
        # The next Sunday, or today, and six days back: the Monday before.
        to_monday = ("weekday 0", "-6 days") if period is Period.WEEK else ()
        return func.date(Decision.decided_at, *to_monday)
    in_utc = func.timezone("UTC", Decision.decided_at)
    return func.to_char(func.date_trunc(period.value, in_utc), "YYYY-MM-DD")
