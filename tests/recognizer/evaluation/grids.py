"""Hand-built labelled crops with known answers."""

from collections.abc import Sequence

import numpy as np

from recognizer.evaluation.crops import LabelledCrops
from recognizer.evaluation.ranking import Similarities


def crops_of(
    symbols: str,
    *,
    photographs: Sequence[int] | None = None,
    images: Sequence[int] | None = None,
    sides: Sequence[float] | None = None,
    queries: Sequence[bool] | None = None,
    references: Sequence[bool] | None = None,
    texts: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    words: Sequence[bool] | None = None,
    embeddings: Sequence[np.ndarray] = (),
) -> LabelledCrops:
    """Make crops whose symbols are the letters of a word; the rest has defaults."""
    n = len(symbols)
    letters = sorted(set(symbols))
    own = list(range(n)) if images is None else images
    return LabelledCrops(
        symbols=tuple(names or letters),
        symbol_ids=np.asarray([letters.index(s) for s in symbols], np.int64),
        image_ids=np.asarray(own, np.int64),
        photograph_ids=np.asarray(photographs or own, np.int64),
        min_side_px=np.asarray(sides or [100.0] * n),
        is_query=np.asarray(queries or [True] * n, bool),
        is_reference=np.asarray(references or [True] * n, bool),
        paths=(),
        boxes=(None,) * n,
        embeddings=tuple(embeddings),
        texts=tuple(texts or [""] * n),
        has_words=np.asarray(words or [False] * n, bool),
        words_told_by="names" if words else "",
    )


def table(rows: Sequence[Sequence[float]]) -> Similarities:
    """Return similarities that are looked up in a written table."""
    values = np.asarray(rows, np.float32)
    return lambda asked, known: values[np.ix_(asked, known)]


def random_case(
    seed: int, *, n: int = 60, classes: int = 7, dim: int = 4
) -> tuple[LabelledCrops, Similarities]:
    """Make crops with vectors at random, some of them on the same photograph."""
    rng = np.random.default_rng(seed)
    labels = "".join(chr(97 + int(c)) for c in rng.integers(0, classes, n))
    vectors = rng.normal(size=(n, dim)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    photographs = rng.integers(0, n // 2, n).tolist()
    crops = crops_of(labels, photographs=photographs, embeddings=[vectors])
    return crops, lambda asked, known: vectors[asked] @ vectors[known].T
