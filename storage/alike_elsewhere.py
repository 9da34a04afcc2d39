"""Near-duplicates of a box in other open cases: the same crop or image, nearly.

Finds and counts; decides nothing. What a press then names is decided by `decide`.
"""

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.alike_here import Xyxy, area, shared_area
from storage.case_views import waits_for
from storage.claims import is_free
from storage.errors import NotFoundError
from storage.look_hash import are_near
from storage.models import Case, CaseRegion, CaseSkip, Image, Region
from storage.records import AlikeElsewhere, AlikeRegion
from storage.waiting import open_work
from storage.workspace import Workspace

SAME_LOOK = 0.985  # similarity of crops that differ in size or in compression only
NEAR_LOOK = 0.90  # enough where the perceptual hashes agree, too
MOST_ELSEWHERE = 200
_KEPT = 0.7  # the same of two boxes on two copies of one image, in shares of it


def alike_elsewhere(ws: Workspace, *, region_id: int, reviewer: str) -> AlikeElsewhere:
    """Find boxes of other open cases that show nearly the same crop or image.

    Raises NotFoundError for a box that is not there.
    """
    with ws.reading() as session:
        region = session.get(Region, region_id)
        if region is None or region.removed_at is not None:
            raise NotFoundError("This box is gone. Look at the case again.")
        rows = _near(ws, session, region, reviewer)
        skipped = set(
            session.scalars(
                select(CaseSkip.case_id).where(CaseSkip.reviewer == reviewer)
            )
        )
        free: list[AlikeRegion] = []
        held = 0
        for other, case, image in rows:
            if case.id in skipped:
                continue
            if not is_free(ws, case, reviewer=reviewer):
                held += 1
            elif len(free) < MOST_ELSEWHERE:
                name = image.title or image.name
                free.append(AlikeRegion(other.id, case.id, image.id, name))
        return AlikeElsewhere(tuple(free), held)


def _near(
    ws: Workspace, session: Session, region: Region, reviewer: str
) -> list[tuple[Region, Case, Image]]:
    ids = ws.region_index.candidates(
        session,
        embedder_id=region.embedder_id,
        looks=region.embedding[None],
        similarities=(NEAR_LOOK,),
        names=(),
    )
    own = session.get_one(Image, region.image_id)
    rows = session.execute(
        select(Region, Case, Image)
        .join(CaseRegion, CaseRegion.region_id == Region.id)
        .join(Case, Case.id == CaseRegion.case_id)
        .join(Image, Image.id == Region.image_id)
        .where(
            Region.id.in_(ids),
            Region.image_id != region.image_id,
            Region.removed_at.is_(None),
            waits_for(reviewer),
            open_work(),
        )
        .order_by(Case.priority.desc(), Region.id)
    )
    return [
        (other, case, image)
        for other, case, image in rows
        if _is_near(region, own, other, image)
    ]


def _is_near(region: Region, own: Image, other: Region, image: Image) -> bool:
    similarity = float(np.dot(region.embedding, other.embedding))
    if similarity >= SAME_LOOK or are_near(region.look_hash, other.look_hash):
        return True
    if not are_near(own.look_hash, image.look_hash):
        return False
    one, two = _share(region, own), _share(other, image)
    shared = shared_area(one, two)
    return shared / (area(one) + area(two) - shared) >= _KEPT


def _share(region: Region, image: Image) -> Xyxy:
    width, height = image.width, image.height
    return (
        region.x0 / width,
        region.y0 / height,
        region.x1 / width,
        region.y1 / height,
    )
