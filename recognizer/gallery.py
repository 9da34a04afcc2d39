"""Exact nearest-neighbour search in memory: a cache of what the database holds.

Owns FAISS, ids and locks; refuses to own names, files or thresholds. Searches may
run at once, changes wait for them.
"""

import threading
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import faiss
import numpy as np
from numpy.typing import NDArray

from recognizer.errors import EmbedderMismatchError
from recognizer.text import agrees, combine, fold, text_similarity
from recognizer.types import Embeddings, Match, TextRead

Ids = NDArray[np.int64]

# References looked at for each symbol wanted: several references of one symbol
# may fill the first places.
_WIDEN = 20


class VectorIndex:
    """Unit vectors by id, compared by cosine. Safe to use from several threads."""

    def __init__(self, dim: int) -> None:
        self.dim = dim
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dim))
        self._ids: set[int] = set()
        self._lock = threading.RLock()

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, vector_id: int) -> bool:
        return vector_id in self._ids

    def add(self, ids: Sequence[int], embeddings: Embeddings) -> None:
        """Add rows of (N, D); an id that is there already is replaced."""
        if len(ids) != len(embeddings):
            raise ValueError(
                f"ids and embeddings must be equally many, "
                f"got {len(ids)} and {len(embeddings)}"
            )
        if not len(ids):
            return
        rows = self._checked(embeddings)
        with self._lock:
            self.remove(ids)
            self._index.add_with_ids(rows, np.asarray(ids, np.int64))
            self._ids.update(int(i) for i in ids)

    def remove(self, ids: Iterable[int]) -> None:
        """Remove ids; those that are not there are passed over."""
        with self._lock:
            gone = [int(i) for i in ids if int(i) in self._ids]
            if gone:
                self._index.remove_ids(
                    faiss.IDSelectorBatch(np.asarray(gone, np.int64))
                )
                self._ids.difference_update(gone)

    def rows(self, ids: Sequence[int]) -> Embeddings:
        """Return the vectors of ids that are there, (N, D), in their order."""
        with self._lock:
            return np.stack([self._index.reconstruct(int(i)) for i in ids])

    def search(
        self, embeddings: Embeddings, *, k: int
    ) -> tuple[NDArray[np.float32], Ids]:
        """Return similarities and ids, (N, min(k, len)) each, best first."""
        with self._lock:
            k = min(k, len(self))
            if k == 0 or not len(embeddings):
                shape = (len(embeddings), k)
                return np.zeros(shape, np.float32), np.zeros(shape, np.int64)
            similarities, ids = self._index.search(self._checked(embeddings), k)
        return similarities, ids

    def within(
        self, embeddings: Embeddings, *, similarity: float
    ) -> list[tuple[Ids, NDArray[np.float32]]]:
        """Return, for each row, the ids at or over a similarity, and theirs."""
        nothing = (np.zeros(0, np.int64), np.zeros(0, np.float32))
        with self._lock:
            if not len(self) or not len(embeddings):
                return [nothing] * len(embeddings)
            # FAISS keeps what is strictly over the radius; ours includes it.
            radius = float(np.nextafter(np.float32(similarity), np.float32(-2)))
            limits, similarities, ids = self._index.range_search(
                self._checked(embeddings), radius
            )
        return [(ids[a:b], similarities[a:b]) for a, b in pairwise(limits)]

    def _checked(self, embeddings: Embeddings) -> Embeddings:
        if embeddings.ndim != 2 or embeddings.shape[1] != self.dim:
            raise EmbedderMismatchError(
                f"Embeddings of shape {embeddings.shape} met a gallery of "
                f"{self.dim} dimensions: they come from another embedder. "
                "Embed the gallery again with the embedder in use."
            )
        return np.ascontiguousarray(embeddings, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class GalleryEntry:
    """One reference: its symbol, its embedding (D,) and the text read on it."""

    reference_id: int
    symbol_id: int
    embedding: NDArray[np.float32]
    text: str = ""


class Gallery:
    """References of one embedder, searched by look and by text, grouped by symbol."""

    def __init__(self, dim: int) -> None:
        self._index = VectorIndex(dim)
        self._symbol_of: dict[int, int] = {}
        self._text_of: dict[int, str] = {}
        self._references_of: dict[int, set[int]] = {}
        self._names_of: dict[int, tuple[str, ...]] = {}
        self._lock = threading.RLock()

    def __len__(self) -> int:
        return len(self._index)

    @property
    def symbol_ids(self) -> frozenset[int]:
        """The symbols that have at least one reference here."""
        return frozenset(self._references_of)

    def add(self, entries: Sequence[GalleryEntry]) -> None:
        """Add references; one that is there already is replaced."""
        if not entries:
            return
        rows = np.stack([entry.embedding for entry in entries])
        with self._lock:
            self.remove([entry.reference_id for entry in entries])
            self._index.add([entry.reference_id for entry in entries], rows)
            for entry in entries:
                self._symbol_of[entry.reference_id] = entry.symbol_id
                self._text_of[entry.reference_id] = fold(entry.text)
                of_symbol = self._references_of.setdefault(entry.symbol_id, set())
                of_symbol.add(entry.reference_id)

    def remove(self, reference_ids: Iterable[int]) -> None:
        """Remove references; those that are not there are passed over."""
        with self._lock:
            gone = [i for i in reference_ids if i in self._symbol_of]
            self._index.remove(gone)
            for reference_id in gone:
                symbol_id = self._symbol_of.pop(reference_id)
                self._text_of.pop(reference_id)
                self._references_of[symbol_id].discard(reference_id)
                if not self._references_of[symbol_id]:
                    del self._references_of[symbol_id]

    def set_symbol_names(self, names: Mapping[int, Sequence[str]]) -> None:
        """Say under which names (and aliases) symbols may be read on a region."""
        with self._lock:
            for symbol_id, own in names.items():
                self._names_of[symbol_id] = tuple(fold(name) for name in own)

    def search(
        self, embeddings: Embeddings, texts: Sequence[TextRead], *, k: int
    ) -> list[tuple[Match, ...]]:
        """Return the k best symbols of each row, best first, by look and text.

        embeddings: (N, D) unit rows; texts: N, what was read on the same crops.
        """
        if len(embeddings) != len(texts):
            raise ValueError(
                f"embeddings and texts must be equally many, "
                f"got {len(embeddings)} and {len(texts)}"
            )
        with self._lock:
            similarities, ids = self._index.search(embeddings, k=k * _WIDEN)
            rows = zip(embeddings, similarities, ids, texts, strict=True)
            return [
                self._rank(embedding, self._best_by_look(row, refs), text, k=k)
                for embedding, row, refs, text in rows
            ]

    def _best_by_look(
        self, similarities: NDArray[np.float32], ids: Ids
    ) -> dict[int, tuple[int, float]]:
        """Group references, best first, into symbol -> (reference, similarity)."""
        best: dict[int, tuple[int, float]] = {}
        for reference_id, similarity in zip(ids.tolist(), similarities, strict=True):
            symbol_id = self._symbol_of[reference_id]
            best.setdefault(symbol_id, (reference_id, float(similarity)))
        return best

    def _rank(
        self,
        embedding: NDArray[np.float32],
        by_look: dict[int, tuple[int, float]],
        text: TextRead,
        *,
        k: int,
    ) -> tuple[Match, ...]:
        read = fold(text.text)
        best = by_look | self._best_by_text(embedding, read, beyond=by_look)
        found = [
            self._match(symbol_id, reference_id, visual, read)
            for symbol_id, (reference_id, visual) in best.items()
        ]
        found.sort(key=lambda match: (-match.similarity, match.symbol_id))
        return tuple(
            replace(match, rank=rank) for rank, match in enumerate(found[:k], start=1)
        )

    def _best_by_text(
        self, embedding: NDArray[np.float32], read: str, *, beyond: Container[int]
    ) -> dict[int, tuple[int, float]]:
        """Find symbols that only their text brings up: a new look of a known name."""
        best: dict[int, tuple[int, float]] = {}
        for symbol_id in self._symbols_named(read):
            if symbol_id in beyond:
                continue
            references = sorted(self._references_of[symbol_id])
            looks = self._index.rows(references) @ embedding
            first = int(np.argmax(looks))
            best[symbol_id] = (references[first], float(looks[first]))
        return best

    def _symbols_named(self, read: str) -> set[int]:
        return {
            symbol_id
            for symbol_id in self._references_of
            if agrees(text_similarity(read, self._names_of.get(symbol_id, ())))
        }

    def _match(
        self, symbol_id: int, reference_id: int, visual: float, read: str
    ) -> Match:
        known = (*self._names_of.get(symbol_id, ()), self._text_of[reference_id])
        text = text_similarity(read, known)
        return Match(
            symbol_id=symbol_id,
            reference_id=reference_id,
            similarity=combine(visual, text),
            visual_similarity=visual,
            text_similarity=text,
            probability=None,
            rank=0,
        )
