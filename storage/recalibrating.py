"""Giving stored matches the probabilities of a new calibration.

Nothing is searched: what a probability follows from is stored with the match. Runs
after the commit of the change, as the retro-hunt does, and then brings the cases in
line.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.calibration import Calibration
from storage.calibrations import with_probabilities
from storage.embedder_in_use import embedder_in_use
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.models import ChangeKind, MatchRow, Region, Symbol
from storage.region_rows import match_of
from storage.rejudging import rejudge
from storage.workspace import Workspace

_REGIONS_AT_ONCE = 1000


def record_calibration(ws: Workspace, *, by: str) -> None:
    """Write down that a calibration is new: what follows is `follow_up`'s.

    Every process then knows that matches it has stored are out of date.
    """
    with ws.writing() as session:
        change = Change(ChangeKind.THRESHOLDS_CHANGED)
        record_changes(session, [change], by=by, at=ws.now())


def recalibrate(ws: Workspace, *, by: str) -> None:
    """Give all stored matches their probability, and judge regions by it."""
    with ws.reading() as session:
        embedder_id = embedder_in_use(session).embedder_id
        symbol_ids = session.scalars(select(Symbol.id)).all()
    calibration = ws.calibrations.find(embedder_id)
    last_id = 0
    while True:
        with ws.writing() as session:
            hold_gallery(session, alone=True)
            region_ids = _next_regions(session, embedder_id, after=last_id)
            _recalibrate(session, region_ids, calibration)
        if not region_ids:
            break
        last_id = region_ids[-1]
    rejudge(ws, symbol_ids, by=by)


def _next_regions(session: Session, embedder_id: str, *, after: int) -> Sequence[int]:
    return session.scalars(
        select(Region.id)
        .where(Region.embedder_id == embedder_id, Region.id > after)
        .order_by(Region.id)
        .limit(_REGIONS_AT_ONCE)
    ).all()


def _recalibrate(
    session: Session, region_ids: Sequence[int], calibration: Calibration | None
) -> None:
    stored: dict[int, list[MatchRow]] = defaultdict(list)
    rows = (
        select(MatchRow)
        .where(MatchRow.region_id.in_(region_ids))
        .order_by(MatchRow.region_id, MatchRow.rank)
    )
    for row in session.scalars(rows):
        stored[row.region_id].append(row)
    regions = list(stored.values())
    found = with_probabilities(
        [[match_of(row) for row in own] for own in regions],
        [[row.rejected_before for row in own] for own in regions],
        calibration,
    )
    for own, matches in zip(regions, found, strict=True):
        for row, match in zip(own, matches, strict=True):
            row.probability = match.probability
