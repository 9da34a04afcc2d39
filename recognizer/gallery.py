"""Exact nearest-neighbour search in memory: a cache of what the database holds.

Owns FAISS, ids and locks; refuses to own names, files or thresholds. Searches may
run at once, changes wait for them.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import faiss
import numpy as np
from numpy.typing import NDArray

from recognizer.errors import EmbedderMismatchError
from recognizer.text import agrees, combine
from recognizer.text_folding import fold, is_enough
from recognizer.text_index import TextIndex
from recognizer.types import Embeddings, Match, TextRead

Ids = NDArray[np.int64]

# References looked at for each symbol wanted: several references of one symbol
# may fill the first places.
_WIDEN = 20
_MOST_BY_TEXT = 50


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


@dataclass(frozen=True, slots=True)
class _Texts:
    """How alike each symbol's texts are to what was read; None where nothing was."""

    of_symbol: Mapping[int, float] | None = None

    @property
    def telling(self) -> set[int]:
        """The symbols that a text alone brings up: the most alike, if many."""
        agreeing = [(s, i) for i, s in (self.of_symbol or {}).items() if agrees(s)]
        return {symbol_id for _, symbol_id in sorted(agreeing)[-_MOST_BY_TEXT:]}


class Gallery:
    """References of one embedder, searched by look and by text, grouped by symbol."""

    def __init__(self, dim: int) -> None:
        self._index = VectorIndex(dim)
        self._symbol_of: dict[int, int] = {}
        self._text_of: dict[int, str] = {}
        self._references_of: dict[int, set[int]] = {}
        self._names_of: dict[int, tuple[str, ...]] = {}
        self._texts = TextIndex()
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
                text = fold(entry.text)
                self._symbol_of[entry.reference_id] = entry.symbol_id
                self._text_of[entry.reference_id] = text
                of_symbol = self._references_of.setdefault(entry.symbol_id, set())
                of_symbol.add(entry.reference_id)
                self._texts.add(entry.symbol_id, [text])

    def remove(self, reference_ids: Iterable[int]) -> None:
        """Remove references; those that are not there are passed over."""
        with self._lock:
            gone = [i for i in reference_ids if i in self._symbol_of]
            self._index.remove(gone)
            for reference_id in gone:
                symbol_id = self._symbol_of.pop(reference_id)
                self._texts.remove(symbol_id, [self._text_of.pop(reference_id)])
                self._references_of[symbol_id].discard(reference_id)
                if not self._references_of[symbol_id]:
                    del self._references_of[symbol_id]

    def set_symbol_names(self, names: Mapping[int, Sequence[str]]) -> None:
        """Say under which names (and aliases) symbols may be read on a region."""
        with self._lock:
            for symbol_id, own in names.items():
                self._texts.remove(symbol_id, self._names_of.get(symbol_id, ()))
                self._names_of[symbol_id] = tuple(fold(name) for name in own)
                self._texts.add(symbol_id, self._names_of[symbol_id])

    def search(
        self,
        embeddings: Embeddings,
        texts: Sequence[TextRead],
        *,
        k: int,
        contexts: Sequence[str] = (),
    ) -> list[tuple[Match, ...]]:
        """Return the k best symbols of each row, best first, by look and text.

        embeddings: (N, D) unit rows; texts: N, what was read on the same crops.
        contexts: N, what stands on each one's whole image, folded (see
        `recognizer.text_context`); without any, only the crops themselves speak.
        """
        contexts = contexts or [""] * len(texts)
        if not len(embeddings) == len(texts) == len(contexts):
            raise ValueError(
                f"embeddings, texts and contexts must be equally many, "
                f"got {len(embeddings)}, {len(texts)} and {len(contexts)}"
            )
        with self._lock:
            similarities, ids = self._index.search(embeddings, k=k * _WIDEN)
            of_image = {context: self._read(context) for context in set(contexts)}
            rows = zip(embeddings, similarities, ids, texts, contexts, strict=True)
            return [
                self._rank(
                    embedding,
                    self._best_by_look(row, refs),
                    self._read(fold(text.text)),
                    of_image[context],
                )[:k]
                for embedding, row, refs, text, context in rows
            ]

    def _read(self, folded: str) -> _Texts:
        if not is_enough(folded):
            return _Texts()
        found = self._texts.find_owners(folded)
        return _Texts({i: s for i, s in found.items() if i in self._references_of})

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
        text: _Texts,
        context: _Texts,
    ) -> tuple[Match, ...]:
        named = (text.telling | context.telling) - by_look.keys()
        best = by_look | {i: self._look_of(i, embedding) for i in sorted(named)}
        found = [
            self._match(symbol_id, *look, text, context)
            for symbol_id, look in best.items()
        ]
        found.sort(key=lambda match: (-match.similarity, match.symbol_id))
        return tuple(
            replace(match, rank=rank) for rank, match in enumerate(found, start=1)
        )

    def _look_of(
        self, symbol_id: int, embedding: NDArray[np.float32]
    ) -> tuple[int, float]:
        """Find the best reference of a symbol that its text brings up."""
        references = sorted(self._references_of[symbol_id])
        looks = self._index.rows(references) @ embedding
        first = int(np.argmax(looks))
        return references[first], float(looks[first])

    def _match(
        self,
        symbol_id: int,
        reference_id: int,
        visual: float,
        text: _Texts,
        context: _Texts,
    ) -> Match:
        own, around = self._of(text, symbol_id), self._of(context, symbol_id)
        return Match(
            symbol_id=symbol_id,
            reference_id=reference_id,
            similarity=combine(visual, own, around),
            visual_similarity=visual,
            text_similarity=own,
            probability=None,
            rank=0,
            context_similarity=around,
        )

    def _of(self, texts: _Texts, symbol_id: int) -> float | None:
        """Return a symbol's text similarity; None where there is nothing to compare."""
        if texts.of_symbol is None or not self._texts.has_texts(symbol_id):
            return None
        return texts.of_symbol.get(symbol_id, 0.0)
