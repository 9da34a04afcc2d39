"""How alike two texts are, as evidence for a match; how much it lifts a similarity.

The texts known of a symbol are its name, its aliases and what is read on its
references. Owns the definition: every word of a known text counts by how rare it is
in the gallery, and as far as it was read; `recognizer.text_index` finds the same among
thousands of symbols. Nothing here lowers a similarity: a reader that failed must not
hide a symbol.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from recognizer.text_folding import fold_look_alikes, has_ideographs, is_enough

# Chosen on synthetic crops of 363 logos and on 130 photographs of vn_beverage, alone
# and two of different brands side by side; no test set has been looked at.
AGREES_FROM = 0.35
WEIGHT = 0.8
CONTEXT_WEIGHT = 0.4

MOST_WORDS = 40
SPAN = 3  # words that a reader or a designer may have run together
UNITS_AGREE_FROM = 0.6
RUNS_AGREE_FROM = 0.8
SHARED = 0.4  # of a unit's pairs of letters: with fewer it is not compared
SHORT = 3  # characters up to which one wrong letter makes another word
LOOK_ALIKE = 0.95  # of a word whose letters only look like the right ones
INSIDE, INSIDE_SHORT = 0.9, 0.7  # of a word found inside a longer one
INSIDE_FROM, INSIDE_LONG_FROM = 4, 6
ELSE_READ = 0.85  # of a text that is there word by word, among others
COMMON = 0.6  # of a text whose words every symbol has
_MENTIONED_FROM = 0.7
LEAST = 0.3  # what is less alike is so by chance: it counts as 0


def spans(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return up to three neighbouring words run together: (first, end, unit).

    All words together are one, too: a reader may set a space after every letter.
    """
    found = [
        (first, end, "".join(words[first:end]))
        for first in range(len(words))
        for end in range(first + 1, min(first + SPAN, len(words)) + 1)
    ]
    return found if len(words) <= SPAN else [*found, (0, len(words), "".join(words))]


def bigrams(look: str) -> set[str]:
    """Return the pairs of neighbouring characters, with those at both ends."""
    ended = f"^{look}$"
    return {ended[at : at + 2] for at in range(len(ended) - 1)}


def unit_similarity(read: str, known: str, *, least: float = UNITS_AGREE_FROM) -> float:
    """Compare two units, in [0, 1]; 0 where fewer letters than `least` agree.

    Letters that look alike count as equal, a little less than equal letters do.
    """
    look, other = fold_look_alikes(read), fold_look_alikes(known)
    same = fuzz.ratio(look, other) / 100
    if min(len(look), len(other)) <= SHORT and same < 1 and not is_cut(look, other):
        same = 0.0
    if same < least:
        same = 0.0
    exact = fuzz.ratio(read, known) / 100
    return max(same * (LOOK_ALIKE + (1 - LOOK_ALIKE) * exact), inside(look, other))


def is_cut(look: str, other: str) -> bool:
    """Say whether what was read is a beginning or an end of a word: "rin" of kirin."""
    return len(look) >= SHORT and (other.startswith(look) or other.endswith(look))


def agree_from(words: int) -> float:
    """Return from which ratio a unit of so many words counts as read.

    Of words run together one may be missing, and no other word stands for it.
    """
    return UNITS_AGREE_FROM if words == 1 else RUNS_AGREE_FROM


def inside(look: str, other: str) -> float:
    """Say how much it counts that `other` stands inside `look`, both folded."""
    if len(look) <= len(other) or other not in look:
        return 0.0
    if has_ideographs(other):
        return INSIDE if len(other) >= 2 else 0.0
    if len(other) < INSIDE_FROM:
        return 0.0
    return INSIDE if len(other) >= INSIDE_LONG_FROM else INSIDE_SHORT


def rarity(symbols_with_word: int, symbols: int) -> float:
    """Weigh a word by how few symbols have it, in (0, 1]: 1 for one symbol only.

    The inverse document frequency of Spärck Jones (1972), scaled by its largest value.
    """
    return math.log((symbols + 1) / symbols_with_word) / math.log(symbols + 1)


def covered_share(
    word_similarities: Sequence[float], weights: Sequence[float]
) -> float:
    """Return how much of a known text was read, its words weighed, in [0, 1]."""
    found = sum(s * w for s, w in zip(word_similarities, weights, strict=True))
    return found / sum(weights)


def put_together(read: str, known: str, *, covered: float, telling: float) -> float:
    """Return the similarity of two folded texts, in [0, 1]; 0 under `LEAST`.

    covered: as `covered_share` says. telling: the largest weight of a word read: a
    text is as telling as its most telling word.
    """
    whole = fuzz.ratio(read.replace(" ", ""), known.replace(" ", "")) / 100
    alone = ELSE_READ + (1 - ELSE_READ) * whole
    similarity = covered * alone * (COMMON + (1 - COMMON) * telling)
    return similarity if similarity >= LEAST else 0.0


def text_similarity(
    read: str, known: Iterable[str], *, weights: Mapping[str, float] | None = None
) -> float | None:
    """Compare what was read with the texts known of a symbol; in [0, 1].

    read: already folded, as every text in `known`. weights: of words, where they are
    not all equally rare. None where either side is too short to be evidence.
    """
    if not is_enough(read):
        return None
    compared = [_alike(read, text, weights or {}) for text in known if is_enough(text)]
    return max(compared, default=None)


def _alike(read: str, known: str, weights: Mapping[str, float]) -> float:
    units = [unit for _, _, unit in spans(read.split()[:MOST_WORDS])]
    grams = set().union(*(bigrams(fold_look_alikes(unit)) for unit in units))
    words = known.split()[:MOST_WORDS]
    best = [0.0] * len(words)
    enough = False
    for first, end, unit in spans(words):
        if not is_candidate(fold_look_alikes(unit), grams):
            continue
        least = agree_from(end - first)
        similarity = max(unit_similarity(own, unit, least=least) for own in units)
        enough = enough or (similarity > 0 and is_enough(unit))
        for at in range(first, end):
            best[at] = max(best[at], similarity)
    if not enough:
        return 0.0
    own_weights = [weights.get(word, 1.0) for word in words]
    telling = max(w for s, w in zip(best, own_weights, strict=True) if s)
    covered = covered_share(best, own_weights)
    return put_together(read, known, covered=covered, telling=telling)


def is_candidate(look: str, grams: set[str]) -> bool:
    """Say whether half of a unit's pairs of letters were read: else it was not."""
    own = bigrams(look)
    return len(own & grams) >= SHARED * len(own)


def agrees(text: float | None) -> bool:
    """Say whether a text similarity is high enough to count at all."""
    return text is not None and text >= AGREES_FROM


def combine(visual: float, text: float | None, context: float | None = None) -> float:
    """Lift a visual similarity in [-1, 1] by text similarities in [0, 1].

    text: of what stands on the region; context: of what stands on the whole image.
    Each takes away a share of what is missing to 1, as two chances to be right would.
    """
    own = 1 - WEIGHT * _agreement(text)
    around = 1 - CONTEXT_WEIGHT * _agreement(context)
    return 1 - (1 - visual) * own * around


def _agreement(text: float | None) -> float:
    if text is None or not agrees(text):
        return 0.0
    return (text - AGREES_FROM) / (1 - AGREES_FROM)


def mentions(texts: Sequence[str], names: Iterable[str]) -> NDArray[np.bool_]:
    """Say which folded texts may agree with one of some folded names, (N,).

    A quick look before the real comparison: it leaves only those that hold something
    like the larger part of a name, whatever else they say.
    """
    found = np.zeros(len(texts), bool)
    parts = sorted({part for name in names for part in _telling_parts(name)})
    looks = [fold_look_alikes(text.replace(" ", "")) for text in texts]
    for part in parts:
        # A short text inside a long word would be found as a part of it.
        least = UNITS_AGREE_FROM * len(part)
        long_enough = np.asarray([len(look) >= least for look in looks], bool)
        [ratios] = process.cdist(
            [part],
            looks,
            scorer=fuzz.partial_ratio,
            score_cutoff=100 * _MENTIONED_FROM,
        )
        found |= long_enough & (ratios > 0)
    return found


def _telling_parts(name: str) -> list[str]:
    """Return the parts of a folded name of which at least one has to be read."""
    words = name.split()[:MOST_WORDS]
    units = [unit for _, _, unit in spans(words) if is_enough(unit)]
    least = AGREES_FROM * sum(map(len, words))
    return [fold_look_alikes(unit) for unit in units if len(unit) >= least]
