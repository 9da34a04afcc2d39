"""Finding symbols: by name, by what is typed, by looks."""

from sqlalchemy import ColumnElement, case, func, select

from recognizer.types import RGB, Verdict
from storage.embedder_in_use import check_embedder
from storage.live_gallery import SearchedRegion
from storage.match_views import judged_match_views
from storage.models import Reference, Symbol, SymbolList
from storage.naming import like, name_key
from storage.records import Page, SimilarSymbol, SymbolSuggestion, SymbolView
from storage.symbol_rows import find_symbol_row, get_symbol_row
from storage.symbol_views import symbol_views
from storage.workspace import Workspace


def list_symbols(
    ws: Workspace,
    *,
    query: str = "",
    list_name: str | None = None,
    enabled: bool | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Page[SymbolView]:
    """Return symbols by name. query: a part of a name or alias; None means any."""
    wanted = _matching(query)
    if list_name is not None:
        wanted &= SymbolList.name_key == name_key(list_name)
    if enabled is not None:
        wanted &= Symbol.enabled.is_(enabled)
    on_list = Symbol.list_id == SymbolList.id
    with ws.reading() as session:
        total = session.execute(
            select(func.count(Symbol.id)).join(SymbolList, on_list).where(wanted)
        ).scalar_one()
        rows = session.scalars(
            select(Symbol)
            .join(SymbolList, on_list)
            .where(wanted)
            .order_by(Symbol.name_key, Symbol.id)
            .limit(limit)
            .offset(offset)
        ).all()
        return Page(symbol_views(session, rows), total, offset)


def get_symbol(ws: Workspace, symbol_id: int) -> SymbolView:
    """Return a symbol. Raises NotFoundError."""
    with ws.reading() as session:
        [view] = symbol_views(session, [get_symbol_row(session, symbol_id)])
        return view


def find_symbol_by_name(ws: Workspace, name: str) -> SymbolView | None:
    """Return the symbol of exactly this name, without regard to case, or None."""
    with ws.reading() as session:
        row = find_symbol_row(session, name)
        return None if row is None else symbol_views(session, [row])[0]


def symbol_suggestions(
    ws: Workspace, query: str, *, limit: int = 10
) -> tuple[SymbolSuggestion, ...]:
    """Return enabled symbols for what is typed: those that begin with it first."""
    begins = Symbol.name_key.startswith(name_key(query), autoescape=True)
    picture = (
        select(func.min(Reference.id))
        .where(Reference.symbol_id == Symbol.id, Reference.removed_at.is_(None))
        .correlate(Symbol)
        .scalar_subquery()
    )
    rows = (
        select(Symbol, picture)
        .where(_matching(query), Symbol.enabled.is_(True))
        .order_by(case((begins, 0), else_=1), Symbol.name_key)
        .limit(limit)
    )
    with ws.reading() as session:
        return tuple(
            SymbolSuggestion(
                symbol_id=symbol.id,
                name=symbol.name,
                list_name=symbol.symbol_list.name,
                reference_id=reference_id,
            )
            for symbol, reference_id in session.execute(rows)
        )


def find_similar_symbols(
    ws: Workspace, crop: RGB, *, limit: int = 3
) -> tuple[SimilarSymbol, ...]:
    """Return the symbols that a picture looks like, best first; often none."""
    seen = ws.recognizer.perceive_crop(crop)
    searched = SearchedRegion(seen.embeddings[0], seen.texts[0])
    with ws.reading() as session:
        check_embedder(session, seen.embedder_id)
        [result] = ws.gallery.search(session, [searched], k=limit)
        alike = {
            judged.match.symbol_id
            for judged in result.matches
            if judged.verdict is not Verdict.UNKNOWN
        }
        return tuple(
            SimilarSymbol(
                symbol_id=match.symbol_id,
                symbol_name=match.symbol_name,
                list_name=match.list_name,
                reference_id=match.reference_id,
                similarity=match.similarity,
            )
            for match in judged_match_views(session, result)
            if match.symbol_id in alike
        )


def _matching(query: str) -> ColumnElement[bool]:
    return Symbol.removed_at.is_(None) & Symbol.search_key.like(like(query), escape="!")
