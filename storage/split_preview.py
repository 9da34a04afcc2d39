"""What a split would do, and how a symbol's references might be parted."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recognizer.types import Embeddings
from storage.case_views import standing_decisions
from storage.errors import InvalidInputError
from storage.models import Case, CaseRegion, Decision, MatchRow, Proposal, Region
from storage.naming import clean_name
from storage.records import SplitInput, SplitPreview
from storage.splitting import chosen_references
from storage.symbol_moves import live_references
from storage.symbol_rows import (
    approved_symbol,
    check_name_is_free,
    get_list_row,
    get_symbol_row,
)
from storage.symbol_views import symbol_views
from storage.workspace import Workspace

_ROUNDS = 20


def preview_split(ws: Workspace, wanted: SplitInput) -> SplitPreview:
    """Say what a split would do, and change nothing. Raises as `split_symbol` does."""
    with ws.reading() as session:
        symbol = get_symbol_row(session, wanted.symbol_id)
        going, staying = chosen_references(session, symbol, wanted)
        into = None
        if wanted.into_id is not None:
            if wanted.into_id == symbol.id:
                raise InvalidInputError("Choose another symbol than this one.")
            [into] = symbol_views(session, [approved_symbol(session, wanted.into_id)])
        name, list_name = _named(session, wanted)
        ids = [row.id for row in going]
        regions, cases = _matching(session, ids)
        [view] = symbol_views(session, [symbol])
        by_id = {one.id: one for one in view.references}
        return SplitPreview(
            symbol=view,
            into=into,
            name=into.name if into else name,
            list_name=into.list_name if into else list_name,
            going=tuple(by_id[row.id] for row in going),
            staying=tuple(by_id[row.id] for row in staying),
            regions=regions,
            cases=cases,
            confirmed=_confirmed(session, ids),
        )


def suggest_split(ws: Workspace, symbol_id: int) -> tuple[int, ...]:
    """Return references that look unlike the others: the smaller of two groups.

    Empty where there are fewer than two. Raises NotFoundError.
    """
    with ws.reading() as session:
        get_symbol_row(session, symbol_id)
        rows = live_references(session, symbol_id)
        own = [row for row in rows if row.embedder_id == rows[0].embedder_id]
        if len(own) < 2:
            return ()
        second = _second_group(np.stack([row.embedding for row in own]))
    return tuple(row.id for row, there in zip(own, second, strict=True) if there)


def _second_group(looks: Embeddings) -> Sequence[bool]:
    """Part unit rows (N, D) around the two that are least similar; True: the smaller.

    The spherical k-means of Dhillon and Modha (2001), with k = 2.
    """
    similarities = looks @ looks.T
    first, second = np.unravel_index(np.argmin(similarities), similarities.shape)
    centres = looks[[first, second]]
    groups = np.argmax(looks @ centres.T, axis=1)
    for _ in range(_ROUNDS):
        sums = np.stack([looks[groups == place].sum(axis=0) for place in (0, 1)])
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = sums / np.maximum(norms, 1e-9)
        again = np.argmax(looks @ centres.T, axis=1)
        if len(set(again.tolist())) < 2 or np.array_equal(again, groups):
            break
        groups = again
    smaller = int(np.sum(groups) <= len(groups) / 2)
    return [bool(group == smaller) for group in groups]


def _named(session: Session, wanted: SplitInput) -> tuple[str, str]:
    """Return the name and the list of a new symbol, which must be free and there."""
    if wanted.new_symbol is None:
        if wanted.into_id is None:
            raise InvalidInputError("Name a new symbol, or choose one that is there.")
        return "", ""
    name = clean_name(wanted.new_symbol.name, what="symbol")
    check_name_is_free(session, name)
    return name, get_list_row(session, wanted.new_symbol.list_name).name


def _matching(session: Session, reference_ids: Sequence[int]) -> tuple[int, int]:
    """Return how many stored regions, and open cases, have a match of references."""
    matched = MatchRow.reference_id.in_(reference_ids)
    regions = (
        select(func.count(func.distinct(MatchRow.region_id)))
        .join(Region, Region.id == MatchRow.region_id)
        .where(matched, Region.removed_at.is_(None))
    )
    cases = (
        select(func.count(func.distinct(Case.id)))
        .join(CaseRegion, CaseRegion.case_id == Case.id)
        .join(MatchRow, MatchRow.region_id == CaseRegion.region_id)
        .where(matched, Case.closed_at.is_(None), CaseRegion.waiting.is_(True))
    )
    return (
        session.execute(regions).scalar_one(),
        session.execute(cases).scalar_one(),
    )


def _confirmed(session: Session, reference_ids: Sequence[int]) -> int:
    """Return how many standing decisions the references came from."""
    added = select(Decision.region_id).where(
        Decision.added_reference_id.in_(reference_ids)
    )
    approved = select(Proposal.region_id).where(
        Proposal.reference_id.in_(reference_ids)
    )
    ids = {*session.scalars(added), *session.scalars(approved)} - {None}
    standing = standing_decisions(session, {i for i in ids if i is not None})
    return len({decision.region_id for decision in standing})
