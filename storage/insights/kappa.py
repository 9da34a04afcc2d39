"""How much people agree beyond what chance alone would give. Pure: no database."""

from collections import Counter
from collections.abc import Hashable, Sequence


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two people's answers (Cohen, EPM 1960), at most 1.

    pairs: one for each item, always the same person first. None without items, and
    where both gave one and the same answer throughout: nothing is left to chance then.
    """
    if not pairs:
        return None
    count = len(pairs)
    ones = Counter(one for one, _ in pairs)
    others = Counter(other for _, other in pairs)
    by_chance = sum(ones[answer] * others[answer] for answer in ones) / count**2
    return _over_chance(sum(one == other for one, other in pairs) / count, by_chance)


def fleiss_kappa(items: Sequence[Sequence[Hashable]]) -> float | None:
    """Return Fleiss' kappa of items (Fleiss, Psychological Bulletin 1971), at most 1.

    items: the answers to each, equally many, by whomever. None without items, and where
    every answer is the same. Raises ValueError for items of unlike or too few answers.
    """
    if not items:
        return None
    raters = len(items[0])
    if raters < 2 or any(len(item) != raters for item in items):
        raise ValueError("items must have equally many answers, at least two")
    counted = [Counter(item) for item in items]
    pairs = raters * (raters - 1)
    agreed = sum(
        sum(n * (n - 1) for n in counts.values()) / pairs for counts in counted
    )
    totals: Counter[Hashable] = Counter()
    for counts in counted:
        totals.update(counts)
    answers = len(items) * raters
    by_chance = sum((total / answers) ** 2 for total in totals.values())
    return _over_chance(agreed / len(items), by_chance)


def _over_chance(agreed: float, by_chance: float) -> float | None:
    return None if by_chance >= 1 else (agreed - by_chance) / (1 - by_chance)
