"""Records of what a symbol would match, from what was found for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recognizer.types import Thresholds
from storage.judged import JudgedMatch
from storage.models import Case, Decision, Image, Region, Symbol
from storage.records import Action, PreviewedRegion, SymbolPreview
from storage.waiting import open_work

_IDS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A region with its match. joins: whether its image would wait for it."""

    region: Region
    judged: JudgedMatch
    said: Decision | None
    joins: bool

    @property
    def likely(self) -> tuple[float, float]:
        """Return what the likeliest comes first by."""
        match = self.judged.match
        return (match.probability or 0.0, match.similarity)


def preview_view(
    session: Session,
    found: Sequence[Found],
    thresholds: Thresholds,
    *,
    limit: int,
    near_limit: int,
) -> SymbolPreview:
    """Make the record of a preview. found: likeliest first."""
    flagged = [one for one in found if one.judged.flags]
    near = [one for one in found if not one.judged.flags][:near_limit]
    joining = {one.region.image_id for one in flagged if one.joins}
    shown = [*flagged[:limit], *near]
    images = _images(session, {one.region.image_id for one in shown})
    symbols = _symbol_names(session, shown)
    views = [_view(one, images, symbols) for one in shown]
    return SymbolPreview(
        thresholds=thresholds,
        matches=tuple(views[: len(views) - len(near)]),
        near_misses=tuple(views[len(views) - len(near) :]),
        regions=len(flagged),
        images=len({one.region.image_id for one in flagged}),
        images_in=len(joining - _waiting_images(session, joining)),
        scanned=session.execute(
            select(func.count(Region.id)).where(Region.removed_at.is_(None))
        ).scalar_one(),
    )


def _view(
    one: Found, images: Mapping[int, str], symbols: Mapping[int, str]
) -> PreviewedRegion:
    match = one.judged.match
    return PreviewedRegion(
        region_id=one.region.id,
        image_id=one.region.image_id,
        image_name=images[one.region.image_id],
        picture=match.reference_id - 1,
        similarity=match.similarity,
        probability=match.probability,
        verdict=one.judged.verdict,
        joins=one.joins,
        said=_said_words(one.said, symbols),
    )


def _said_words(decision: Decision | None, symbols: Mapping[int, str]) -> str:
    if decision is None:
        return ""
    if decision.action in (Action.CONFIRMED, Action.NEW_SYMBOL):
        return f"confirmed as {symbols.get(decision.symbol_id or 0, 'another symbol')}"
    return "said to be no logo" if decision.action is Action.NOT_A_LOGO else "rejected"


def _images(session: Session, image_ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Image.id, Image.name).where(Image.id.in_(image_ids)))
    return {image_id: name for image_id, name in rows}


def _symbol_names(session: Session, found: Sequence[Found]) -> dict[int, str]:
    ids = {one.said.symbol_id for one in found if one.said is not None} - {None}
    rows = session.execute(select(Symbol.id, Symbol.name).where(Symbol.id.in_(ids)))
    return {symbol_id: name for symbol_id, name in rows}


def _waiting_images(session: Session, image_ids: Collection[int]) -> set[int]:
    """Return which images wait already."""
    found: set[int] = set()
    ids = sorted(image_ids)
    for start in range(0, len(ids), _IDS_AT_ONCE):
        part = ids[start : start + _IDS_AT_ONCE]
        rows = select(Case.image_id).where(open_work(), Case.image_id.in_(part))
        found.update(session.scalars(rows))
    return found
