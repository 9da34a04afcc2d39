"""The embeddings and texts of all stored regions, in memory, for the retro-hunt.

A cache of the database, filled from it whenever it is asked; it may be dropped at
any moment.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recognizer.gallery import VectorIndex
from recognizer.text import mentions
from recognizer.text_context import whole_text
from recognizer.text_folding import fold
from recognizer.types import Embeddings
from storage.models import Region

_ROWS = 5000


class RegionIndex:
    """Finds stored regions by look or by text."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._start("", 0)

    def _start(self, embedder_id: str, dim: int) -> None:
        self._embedder_id = embedder_id
        self._vectors = VectorIndex(max(dim, 1))
        self._last_id = 0
        self._ids_by_text: dict[str, set[int]] = defaultdict(set)
        self._images: dict[int, _ImageTexts] = defaultdict(_ImageTexts)

    def candidates(
        self,
        session: Session,
        *,
        embedder_id: str,
        looks: Embeddings,
        similarities: Sequence[float],
        names: Iterable[str],
    ) -> set[int]:
        """Return ids of regions that may match one of the looks or names.

        looks: (N, D); similarities: N, from which a look counts.
        """
        with self._lock:
            self._sync(session, embedder_id, looks.shape[1])
            found: set[int] = set()
            for look, similarity in zip(looks, similarities, strict=True):
                [(ids, _)] = self._vectors.within(look[None], similarity=similarity)
                found.update(ids.tolist())
            found.update(self._named(fold(name) for name in names))
            return found

    def _named(self, names: Iterable[str]) -> set[int]:
        texts = list(self._ids_by_text)
        mentioned = mentions(texts, names)
        return {
            region_id
            for text, is_meant in zip(texts, mentioned, strict=True)
            if is_meant
            for region_id in self._ids_by_text[text]
        }

    def _sync(self, session: Session, embedder_id: str, dim: int) -> None:
        if embedder_id != self._embedder_id:
            self._start(embedder_id, dim)
        self._load(session)
        of_embedder = Region.embedder_id == embedder_id
        count = select(func.count()).select_from(Region).where(of_embedder)
        if session.scalar(count) != len(self._vectors):
            # Ids can become visible out of order on PostgreSQL, or rows can go.
            self._start(embedder_id, dim)
            self._load(session)

    def _load(self, session: Session) -> None:
        columns = select(
            Region.id,
            Region.image_id,
            Region.x0,
            Region.y0,
            Region.x1,
            Region.y1,
            Region.embedding,
            Region.text,
        )
        images: set[int] = set()
        while rows := session.execute(
            columns.where(
                Region.embedder_id == self._embedder_id, Region.id > self._last_id
            )
            .order_by(Region.id)
            .limit(_ROWS)
        ).all():
            ids = [row.id for row in rows]
            self._vectors.add(ids, np.stack([row.embedding for row in rows]))
            for row in rows:
                folded = fold(row.text)
                if folded:
                    self._ids_by_text[folded].add(row.id)
                box = (row.x0, row.y0, row.x1, row.y1)
                self._images[row.image_id].add(row.id, box, folded)
            images.update(row.image_id for row in rows)
            self._last_id = ids[-1]
        for image_id in images:
            image = self._images[image_id]
            if whole := image.whole_text():
                self._ids_by_text[whole].update(image.region_ids)


@dataclass(slots=True)
class _ImageTexts:
    """The regions of one image, and those that were read."""

    region_ids: list[int] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(
        self, region_id: int, box: tuple[float, float, float, float], text: str
    ) -> None:
        self.region_ids.append(region_id)
        if text:
            self.boxes.append(box)
            self.texts.append(text)

    def whole_text(self) -> str:
        boxes = np.asarray(self.boxes, np.float32).reshape(-1, 4)
        return whole_text(boxes, self.texts)
