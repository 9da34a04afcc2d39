"""Records of lists, symbols and references."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Decision, Proposal, Reference, Symbol, SymbolList
from storage.records import ListView, ReferenceView, SymbolView


def severity_of(symbol: Symbol, own_list: SymbolList) -> int:
    """Return a symbol's own severity, or that of its list."""
    return own_list.severity if symbol.severity is None else symbol.severity


def list_view(row: SymbolList, *, symbol_count: int) -> ListView:
    """Make a list's record."""
    return ListView(
        id=row.id,
        name=row.name,
        purpose=row.purpose,
        severity=row.severity,
        policy_text=row.policy_text,
        threshold_uncertain=row.threshold_uncertain,
        threshold_known=row.threshold_known,
        reference_rule=row.reference_rule,
        approved_by=row.approved_by,
        symbol_count=symbol_count,
        blurred=row.blurred,
        greyscale=row.greyscale,
    )


def symbol_views(session: Session, symbols: Sequence[Symbol]) -> tuple[SymbolView, ...]:
    """Make the records of symbols, in order, with their references."""
    references = _references_of(session, [symbol.id for symbol in symbols])
    return tuple(
        SymbolView(
            id=symbol.id,
            name=symbol.name,
            aliases=tuple(symbol.aliases),
            list_id=symbol.list_id,
            list_name=symbol.symbol_list.name,
            severity=severity_of(symbol, symbol.symbol_list),
            severity_is_own=symbol.severity is not None,
            policy_text=symbol.policy_text,
            list_policy_text=symbol.symbol_list.policy_text,
            threshold_uncertain=symbol.threshold_uncertain,
            threshold_known=symbol.threshold_known,
            enabled=symbol.enabled,
            references=tuple(references[symbol.id]),
            created_at=symbol.created_at,
            created_by=symbol.created_by,
            proposed=symbol.proposed,
        )
        for symbol in symbols
    )


def _references_of(
    session: Session, symbol_ids: Collection[int]
) -> dict[int, list[ReferenceView]]:
    found: dict[int, list[ReferenceView]] = defaultdict(list)
    rows = session.execute(
        select(Reference, func.coalesce(Decision.id, Proposal.decision_id))
        .outerjoin(Decision, Decision.added_reference_id == Reference.id)
        .outerjoin(Proposal, Proposal.reference_id == Reference.id)
        .where(Reference.symbol_id.in_(symbol_ids), Reference.removed_at.is_(None))
        .order_by(Reference.id)
    )
    for row, decision_id in rows:
        found[row.symbol_id].append(
            ReferenceView(
                id=row.id,
                symbol_id=row.symbol_id,
                sha256=row.sha256,
                origin=row.origin,
                text=row.text,
                enabled=True,
                created_at=row.created_at,
                created_by=row.created_by,
                decision_id=decision_id,
            )
        )
    return found
