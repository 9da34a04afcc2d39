"""What stands on the images of regions: from what was perceived, or from the database.

Nothing of it is stored: it follows from the texts of the regions, in the same way when
an image is scanned and whenever its regions are searched again.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.text_context import contexts
from recognizer.types import Perception
from storage.live_gallery import SearchedRegion
from storage.models import Region

_Box = tuple[float, float, float, float]


def searched_regions(seen: Perception) -> list[SearchedRegion]:
    """Make what to search of all regions of one perceived image, in order."""
    texts = [text.text for text in seen.texts]
    around = contexts(seen.detections.xyxy, texts)
    return [
        SearchedRegion(embedding, text, context=context)
        for embedding, text, context in zip(
            seen.embeddings, seen.texts, around, strict=True
        )
    ]


def stored_contexts(session: Session, image_ids: Collection[int]) -> dict[int, str]:
    """Return, by region id, what stands on the images of stored regions.

    Boxes that were taken away say nothing of the others.
    """
    found: dict[int, str] = {}
    for regions in _regions(session, image_ids).values():
        around = _contexts([(box, text) for _, box, text in regions])
        ids = [region_id for region_id, _, _ in regions]
        found.update(zip(ids, around, strict=True))
    return found


def context_beside(
    session: Session,
    image_id: int,
    box: _Box,
    text: str,
    *,
    instead_of: int | None = None,
) -> str:
    """Return what stands on a stored image, for a new box on it that reads `text`.

    instead_of: the region in whose place the box comes; it says nothing any more.
    """
    stored = [
        (own, read)
        for region_id, own, read in _regions(session, [image_id])[image_id]
        if region_id != instead_of
    ]
    return _contexts([*stored, (box, text)])[-1]


def _regions(
    session: Session, image_ids: Collection[int]
) -> dict[int, list[tuple[int, _Box, str]]]:
    rows = session.execute(
        select(
            Region.image_id,
            Region.id,
            Region.x0,
            Region.y0,
            Region.x1,
            Region.y1,
            Region.text,
        )
        .where(Region.image_id.in_(image_ids), Region.removed_at.is_(None))
        .order_by(Region.id)
    )
    of_image: dict[int, list[tuple[int, _Box, str]]] = defaultdict(list)
    for image_id, region_id, x0, y0, x1, y1, text in rows:
        of_image[image_id].append((region_id, (x0, y0, x1, y1), text))
    return of_image


def _contexts(regions: Sequence[tuple[_Box, str]]) -> list[str]:
    boxes = np.asarray([box for box, _ in regions], np.float32).reshape(-1, 4)
    return contexts(boxes, [text for _, text in regions])
