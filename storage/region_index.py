"""The embeddings and texts of all stored regions, in memory, for the retro-hunt.

A cache of the database, filled from it whenever it is asked; it may be dropped at
any moment.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recognizer.gallery import VectorIndex
from recognizer.text import MIN_CHARACTERS, agrees, fold, text_similarity
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
        self._ids_by_text: dict[str, list[int]] = defaultdict(list)

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
        known = [name for name in names if len(name) >= MIN_CHARACTERS]
        return {
            region_id
            for text, ids in self._ids_by_text.items()
            if known and agrees(text_similarity(text, known))
            for region_id in ids
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
        columns = select(Region.id, Region.embedding, Region.text)
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
                if folded := fold(row.text):
                    self._ids_by_text[folded].append(row.id)
            self._last_id = ids[-1]
