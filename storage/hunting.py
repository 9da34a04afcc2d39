"""The retro-hunt: which stored regions match because the gallery has changed.

Runs after the commit of a change, in transactions of its own. The change stays marked
as not followed up until all is done: if a process dies in between, whoever comes next
finishes the work.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from recognizer.types import Embeddings
from storage.embedder_in_use import embedder_in_use
from storage.gallery_log import hold_gallery
from storage.matching import search_stored
from storage.merges import meant_symbols
from storage.models import (
    ChangeKind,
    GalleryChange,
    GalleryState,
    HuntedRegion,
    Reference,
    Region,
    Symbol,
)
from storage.recalibrating import recalibrate
from storage.records import CaseReason, RetroHuntResult
from storage.rejudging import rejudge
from storage.releasing import release_regions
from storage.said import called_back, last_said
from storage.waiting import Waiting, let_wait
from storage.workspace import Workspace

REGIONS_AT_ONCE = 1000


def retro_hunt(ws: Workspace, reference_ids: Collection[int]) -> RetroHuntResult:
    """Search every stored region for references; what matches now becomes a case.

    It does so whatever was said of the image before, but not for a look that was
    rejected for the symbol, nor where a region is confirmed as that symbol.
    """
    with ws.reading() as session:
        version = session.execute(select(GalleryState.version)).scalar_one()
    _hunt(ws, version, reference_ids, by="", also_answered=True)
    with ws.reading() as session:
        return hunt_result(session, version)


def follow_up(ws: Workspace, *, older_than_s: float = 0.0) -> None:
    """Bring cases in line with all gallery changes that nobody has followed up.

    older_than_s: leave newer changes to the process that made them.
    """
    pending = (
        select(GalleryChange.version)
        .where(
            GalleryChange.followed_up_at.is_(None),
            GalleryChange.changed_at <= ws.now() - timedelta(seconds=older_than_s),
        )
        .distinct()
        .order_by(GalleryChange.version)
    )
    with ws.reading() as session:
        versions = session.scalars(pending).all()
    for version in versions:
        _follow_up_version(ws, version)


def hunt_result(session: Session, version: int) -> RetroHuntResult:
    """Return what one gallery version brought to light."""
    rows = session.execute(
        select(HuntedRegion, Region.image_id)
        .join(Region, Region.id == HuntedRegion.region_id)
        .where(HuntedRegion.gallery_version == version)
        .order_by(HuntedRegion.region_id)
    ).all()
    opened = {row.case_id for row, _ in rows if row.opened_case}
    return RetroHuntResult(
        region_ids=tuple(row.region_id for row, _ in rows),
        image_ids=tuple(dict.fromkeys(image_id for _, image_id in rows)),
        case_ids_opened=tuple(sorted(opened)),
        case_ids_updated=tuple(sorted({row.case_id for row, _ in rows} - opened)),
    )


def _follow_up_version(ws: Workspace, version: int) -> None:
    of_version = GalleryChange.version == version
    with ws.reading() as session:
        changes = session.scalars(
            select(GalleryChange).where(
                of_version, GalleryChange.followed_up_at.is_(None)
            )
        ).all()
        added = _references(
            session, changes, ChangeKind.REFERENCE_ADDED, ChangeKind.SYMBOL_ENABLED
        )
        reembedded = _references(session, changes, ChangeKind.REEMBEDDED)
    rejudged = {
        change.symbol_id
        for change in changes
        if change.kind is ChangeKind.THRESHOLDS_CHANGED and change.symbol_id is not None
    }
    if not changes:
        return
    by = changes[0].changed_by
    release_regions(ws, changes, by=by)
    _hunt(ws, version, added, by=by, also_answered=True)
    # Who answered had seen these references: other vectors say nothing new.
    _hunt(ws, version, reembedded, by=by, also_answered=False)
    rejudge(ws, rejudged, by=by)
    if any(_is_calibration(change) for change in changes):
        recalibrate(ws, by=by)
    with ws.writing() as session:
        session.execute(
            update(GalleryChange).where(of_version).values(followed_up_at=ws.now())
        )


def _is_calibration(change: GalleryChange) -> bool:
    """Say whether a change is a new calibration: thresholds of no symbol alone."""
    return change.kind is ChangeKind.THRESHOLDS_CHANGED and change.symbol_id is None


def _references(
    session: Session, changes: Sequence[GalleryChange], *kinds: ChangeKind
) -> set[int]:
    """Return the references that changes are about: one, a symbol's, or all."""
    meant = [change for change in changes if change.kind in kinds]
    own = {c.reference_id for c in meant if c.reference_id is not None}
    symbols = {c.symbol_id for c in meant if c.reference_id is None}
    whole = select(Reference.id)
    if ChangeKind.REEMBEDDED not in {change.kind for change in meant}:
        whole = whole.where(Reference.symbol_id.in_(symbols - {None}))
    return own | set(session.scalars(whole))


@dataclass(frozen=True, slots=True, eq=False)
class _Hunted:
    """What is hunted: references (looks in their order) and names of their symbols.

    also_answered: call regions back that somebody has answered for.
    """

    reference_ids: frozenset[int]
    looks: Embeddings
    similarities: tuple[float, ...]
    names: frozenset[str]
    also_answered: bool


def _hunt(
    ws: Workspace,
    version: int,
    reference_ids: Collection[int],
    *,
    by: str,
    also_answered: bool,
) -> None:
    if not reference_ids:
        return
    with ws.reading() as session:
        embedder_id = embedder_in_use(session).embedder_id
        hunted = _load(
            ws, session, reference_ids, embedder_id, also_answered=also_answered
        )
        if hunted is None:
            return
        found = ws.region_index.candidates(
            session,
            embedder_id=embedder_id,
            looks=hunted.looks,
            similarities=hunted.similarities,
            names=hunted.names,
        )
    region_ids = sorted(found)
    for start in range(0, len(region_ids), REGIONS_AT_ONCE):
        part = region_ids[start : start + REGIONS_AT_ONCE]
        with ws.writing() as session:
            hold_gallery(session, alone=True)
            _raise(ws, session, version, Region.id.in_(part), hunted, by=by)


def _load(
    ws: Workspace,
    session: Session,
    reference_ids: Collection[int],
    embedder_id: str,
    *,
    also_answered: bool,
) -> _Hunted | None:
    rows = session.execute(
        select(Reference, Symbol)
        .join(Symbol, Symbol.id == Reference.symbol_id)
        .where(
            Reference.id.in_(reference_ids),
            Reference.removed_at.is_(None),
            Reference.embedder_id == embedder_id,
            Symbol.enabled.is_(True),
            Symbol.removed_at.is_(None),
        )
    ).all()
    if not rows:
        return None
    reach = {
        symbol_id: ws.gallery.reach(session, symbol_id)
        for symbol_id in {symbol.id for _, symbol in rows}
    }
    names = {
        name
        for reference, symbol in rows
        for name in (symbol.name, *symbol.aliases, reference.text)
    }
    return _Hunted(
        reference_ids=frozenset(reference.id for reference, _ in rows),
        looks=np.stack([reference.embedding for reference, _ in rows]),
        similarities=tuple(reach[symbol.id] for _, symbol in rows),
        names=frozenset(names),
        also_answered=also_answered,
    )


def _raise(
    ws: Workspace,
    session: Session,
    version: int,
    which: ColumnElement[bool],
    hunted: _Hunted,
    *,
    by: str,
) -> None:
    """Search some candidates again and let those wait that the references call."""
    there = which, Region.removed_at.is_(None)
    regions = session.scalars(select(Region).where(*there).order_by(Region.id)).all()
    results = search_stored(ws, session, regions)
    said = last_said(session, [region.id for region in regions])
    meant = meant_symbols(session, said.values())
    called: dict[int, dict[int, float]] = defaultdict(dict)
    for region, result in zip(regions, results, strict=True):
        if region.id in said and not hunted.also_answered:
            continue
        by_hunt = [
            judged
            for judged in called_back(result, said.get(region.id), meant)
            if judged.match.reference_id in hunted.reference_ids
        ]
        if by_hunt:
            priority = max(judged.priority for judged in by_hunt)
            called[region.image_id][region.id] = priority
    for image_id in sorted(called):
        waiting = let_wait(
            session,
            image_id=image_id,
            priorities=called[image_id],
            reason=CaseReason.RETRO_HUNT,
            at=ws.now(),
            by=by,
        )
        for region_id in called[image_id]:
            _write_down(session, version, region_id, waiting)


def _write_down(
    session: Session, version: int, region_id: int, waiting: Waiting
) -> None:
    if session.get(HuntedRegion, (version, region_id)) is not None:
        return  # by a process that did not come to the end of its work
    session.add(
        HuntedRegion(
            gallery_version=version,
            region_id=region_id,
            case_id=waiting.case.id,
            raised=region_id in waiting.begun,
            opened_case=waiting.opened,
        )
    )
