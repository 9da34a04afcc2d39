"""What other programs are told: of an image, and of the cases. Read only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.types import Verdict
from storage.case_views import image_view
from storage.errors import NotFoundError
from storage.match_views import stored_match_views
from storage.models import Case, Image, Region
from storage.records import CaseReason, ImageView, MatchView, Purpose, RegionSource
from storage.waiting import open_work
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BoxReport:
    """A box with its matches, best first. xyxy: pixels, EXIF already applied."""

    region_id: int
    xyxy: tuple[float, float, float, float]
    confidence: float
    source: RegionSource
    text: str
    verdict: Verdict
    matches: tuple[MatchView, ...]


@dataclass(frozen=True, slots=True)
class ImageReport:
    """A stored image and what was found on it. case_id: of its open case."""

    image: ImageView
    boxes: tuple[BoxReport, ...]
    case_id: int | None


@dataclass(frozen=True, slots=True)
class CaseReport:
    """A case. claimed_by: who works on it now."""

    case_id: int
    open: bool
    reason: CaseReason
    priority: float
    opened_at: datetime
    closed_at: datetime | None
    claimed_by: str | None
    image: ImageView


def image_report(ws: Workspace, image_id: int) -> ImageReport:
    """Say what is known of an image. Raises NotFoundError."""
    with ws.reading() as session:
        image = session.get(Image, image_id)
        if image is None:
            raise NotFoundError("There is no such image.")
        is_open = open_work(), Case.image_id == image_id
        return ImageReport(
            image=image_view(image),
            boxes=_boxes(session, image_id),
            case_id=session.scalar(select(Case.id).where(*is_open)),
        )


def cases_after(
    ws: Workspace, after: int, *, is_open: bool | None, limit: int
) -> tuple[CaseReport, ...]:
    """Return cases of higher ids, oldest first; is_open: None for all.

    Those that check the reviewers are none of them.
    """
    work = Case.id > after, Case.purpose == Purpose.WORK
    cases = select(Case).where(*work).order_by(Case.id).limit(limit)
    if is_open is not None:
        closed = Case.closed_at.is_(None) if is_open else Case.closed_at.is_not(None)
        cases = cases.where(closed)
    with ws.reading() as session:
        now = ws.now()
        return tuple(_case(case, now) for case in session.scalars(cases))


def _boxes(session: Session, image_id: int) -> tuple[BoxReport, ...]:
    regions = session.scalars(
        select(Region)
        .where(Region.image_id == image_id, Region.removed_at.is_(None))
        .order_by(Region.id)
    ).all()
    matches = stored_match_views(session, [region.id for region in regions])
    return tuple(
        BoxReport(
            region_id=region.id,
            xyxy=(region.x0, region.y0, region.x1, region.y1),
            confidence=region.confidence,
            source=region.source,
            text=region.text,
            verdict=region.verdict,
            matches=tuple(matches[region.id]),
        )
        for region in regions
    )


def _case(case: Case, now: datetime) -> CaseReport:
    is_open = case.closed_at is None
    held = is_open and case.claimed_until is not None and case.claimed_until > now
    # Who knows that a case is an audit looks at it in another way.
    hidden = is_open and case.reason is CaseReason.AUDIT
    return CaseReport(
        case_id=case.id,
        open=is_open,
        reason=CaseReason.SCAN if hidden else case.reason,
        priority=case.priority,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        claimed_by=case.claimed_by if held else None,
        image=image_view(case.image),
    )
