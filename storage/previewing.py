"""What would this match? A symbol's pictures against every stored region.

Nothing is stored. It follows the way of the retro-hunt, so that what it says is what
happens when the symbol is added as it is.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.calibration import Calibration
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.types import Match, Perception, TextRead, Thresholds, Verdict
from recognizer.verdict import judge_match
from storage.calibrations import with_probabilities
from storage.contexts import stored_contexts
from storage.embedder_in_use import check_embedder, embedder_in_use
from storage.errors import InvalidInputError
from storage.judged import JudgedMatch, RegionMatches
from storage.merges import meant_symbols
from storage.models import (
    MatchRow,
    Reference,
    Region,
    Symbol,
)
from storage.preview_views import Found, preview_view
from storage.records import (
    NewReference,
    SymbolInput,
    SymbolPreview,
)
from storage.region_rows import match_of
from storage.said import called_back, last_said
from storage.symbol_rows import get_list_row, get_symbol_row
from storage.thresholds import LEAST, effective_of_list, effective_of_symbol
from storage.workspace import Workspace

_REGIONS_AT_ONCE = 1000
_NEW_SYMBOL = 0  # no symbol has this id


def preview_symbol(
    ws: Workspace,
    crops: Sequence[NewReference],
    *,
    wanted: SymbolInput | None = None,
    symbol_id: int | None = None,
    limit: int = 48,
    near_limit: int = 12,
) -> SymbolPreview:
    """Say what pictures would match as a new symbol, or added to one that is there.

    wanted: of the new symbol: its name, other names and list count. Raises
    NotFoundError for an unknown list or symbol, InvalidInputError without pictures.
    """
    if not crops:
        raise InvalidInputError("Choose at least one picture of the symbol first.")
    seen = [ws.recognizer.perceive_crop(crop.crop) for crop in crops]
    with ws.reading() as session:
        check_embedder(session, seen[0].embedder_id)
        asked = _ask(session, seen, wanted, symbol_id)
        found = _find(ws, session, asked)
        return preview_view(
            session, found, asked.thresholds, limit=limit, near_limit=near_limit
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """The symbol that is asked about, as if it were in the gallery."""

    symbol_id: int
    severity: int
    names: tuple[str, ...]
    thresholds: Thresholds
    gallery: Gallery
    seen: Sequence[Perception]


def _ask(
    session: Session,
    seen: Sequence[Perception],
    wanted: SymbolInput | None,
    symbol_id: int | None,
) -> _Asked:
    if symbol_id is not None:
        symbol = get_symbol_row(session, symbol_id)
        thresholds = effective_of_symbol(symbol, symbol.symbol_list).thresholds
        names = (symbol.name, *symbol.aliases)
        severity = symbol.severity or symbol.symbol_list.severity
    elif wanted is not None:
        own_list = get_list_row(session, wanted.list_name)
        thresholds = effective_of_list(own_list).thresholds
        names = tuple(name for name in (wanted.name, *wanted.aliases) if name.strip())
        severity = wanted.severity or own_list.severity
    else:
        raise ValueError("give wanted or symbol_id, got neither")
    own_id = symbol_id or _NEW_SYMBOL
    gallery = Gallery(len(seen[0].embeddings[0]))
    gallery.add(
        [
            GalleryEntry(place, own_id, one.embeddings[0], one.texts[0].text)
            for place, one in enumerate(seen, start=1)
        ]
    )
    gallery.set_symbol_names({own_id: list(names)})
    return _Asked(own_id, severity, names, thresholds, gallery, seen)


def _find(ws: Workspace, session: Session, asked: _Asked) -> list[Found]:
    embedder_id = embedder_in_use(session).embedder_id
    calibration = ws.calibrations.find(embedder_id)
    fallback = ws.gallery.fallback(session).uncertain
    reach = fallback if calibration is None else calibration.least_similarity(LEAST)
    texts = [one.texts[0].text for one in asked.seen]
    candidates = ws.region_index.candidates(
        session,
        embedder_id=embedder_id,
        looks=np.stack([one.embeddings[0] for one in asked.seen]),
        similarities=[reach] * len(asked.seen),
        names=[*asked.names, *texts],
    )
    ids = sorted(candidates)
    found: list[Found] = []
    for start in range(0, len(ids), _REGIONS_AT_ONCE):
        part = ids[start : start + _REGIONS_AT_ONCE]
        found += _search(ws, session, asked, part, calibration)
    return sorted(found, key=lambda one: one.likely, reverse=True)


def _search(
    ws: Workspace,
    session: Session,
    asked: _Asked,
    region_ids: Sequence[int],
    calibration: Calibration | None,
) -> list[Found]:
    regions = session.scalars(
        select(Region)
        .where(Region.id.in_(region_ids), Region.removed_at.is_(None))
        .order_by(Region.id)
    ).all()
    if not regions:
        return []
    contexts = stored_contexts(session, {region.image_id for region in regions})
    rows = asked.gallery.search(
        np.stack([region.embedding for region in regions]),
        [TextRead(region.text, region.text_confidence) for region in regions],
        k=1,
        contexts=[contexts.get(region.id, "") for region in regions],
    )
    others = _other_matches(session, region_ids)
    said = last_said(session, region_ids)
    meant = meant_symbols(session, said.values())
    fallback = ws.gallery.fallback(session)
    found = []
    for region, row in zip(regions, rows, strict=True):
        if not row:
            continue
        match = _rival(row[0], others[region.id], calibration)
        judged = JudgedMatch(
            match=match,
            verdict=judge_match(match, asked.thresholds, fallback),
            severity=asked.severity,
            rejected_before=False,
        )
        decision = said.get(region.id)
        calls = called_back(_among(judged, others[region.id]), decision, meant)
        found.append(Found(region, judged, decision, joins=judged in calls))
    return found


def _rival(
    match: Match, others: Sequence[Match], calibration: Calibration | None
) -> Match:
    """Give a match its probability among what the gallery says of the region."""
    rest = [other for other in others if other.symbol_id != match.symbol_id]
    ranked = sorted([match, *rest], key=lambda one: -one.similarity)
    numbered = [replace(one, rank=rank) for rank, one in enumerate(ranked, start=1)]
    [probable] = with_probabilities([numbered], [[False] * len(numbered)], calibration)
    return next(one for one in probable if one.symbol_id == match.symbol_id)


def _among(judged: JudgedMatch, others: Sequence[Match]) -> RegionMatches:
    rest = [
        JudgedMatch(other, Verdict.UNKNOWN, 1, rejected_before=False)
        for other in others
        if other.symbol_id != judged.match.symbol_id
    ]
    return RegionMatches((judged, *rest), 0)


def _other_matches(
    session: Session, region_ids: Collection[int]
) -> dict[int, list[Match]]:
    """Return what the gallery says of regions, rejected looks left out."""
    rows = session.scalars(
        select(MatchRow)
        .join(Reference, Reference.id == MatchRow.reference_id)
        .join(Symbol, Symbol.id == MatchRow.symbol_id)
        .where(
            MatchRow.region_id.in_(region_ids),
            MatchRow.rejected_before.is_(False),
            Reference.removed_at.is_(None),
            Symbol.enabled.is_(True),
        )
    )
    found: dict[int, list[Match]] = defaultdict(list)
    for row in rows:
        found[row.region_id].append(match_of(row))
    return found
