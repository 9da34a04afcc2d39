"""Labelled pairs whose true probabilities are known."""

import numpy as np

from recognizer.calibration import Evidence, LabelledPairs


def chance_of(similarity: np.ndarray, margin: np.ndarray) -> np.ndarray:
    """Return the probability that the pairs below are drawn with."""
    return 1 / (1 + np.exp(-(12 * (similarity - 0.6) + 4 * margin)))


def drawn_pairs(
    count: int, *, seed: int = 0, text: bool = False, kinds: int = 1
) -> tuple[LabelledPairs, np.ndarray]:
    """Draw pairs; return them and the probability that each was right with."""
    rng = np.random.default_rng(seed)
    similarity = rng.uniform(-0.1, 1.0, count)
    margin = rng.uniform(-0.3, 0.4, count)
    unknown = np.full(count, np.nan)
    texts = unknown
    logits = 12 * (similarity - 0.6) + 4 * margin
    if text:
        texts = np.where(rng.random(count) < 0.5, rng.uniform(0, 1, count), np.nan)
        logits = logits + np.where(np.isnan(texts), -0.5, 4 * (texts - 0.5))
    chance = 1 / (1 + np.exp(-logits))
    evidence = Evidence(similarity, margin, similarity, texts, unknown)
    pairs = LabelledPairs(
        evidence=evidence,
        right=rng.random(count) < chance,
        groups=rng.integers(0, max(1, count // 5), count),
        kinds=rng.integers(0, kinds, count),
        kind_names=tuple(f"kind {row}" for row in range(kinds)),
    )
    return pairs, chance
