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
    of_image: dict[int, list[tuple[int, Sequence[float], str]]] = defaultdict(list)
    for image_id, region_id, *box, text in rows:
        of_image[image_id].append((region_id, box, text))
    found: dict[int, str] = {}
    for regions in of_image.values():
        boxes = np.asarray([box for _, box, _ in regions], np.float32)
        around = contexts(boxes, [text for _, _, text in regions])
        ids = [region_id for region_id, _, _ in regions]
        found.update(zip(ids, around, strict=True))
    return found
