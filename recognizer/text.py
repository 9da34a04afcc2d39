"""How alike two texts are, as evidence for a match. Owns the first, simple rule.

The rule lifts a visual similarity where the text that was read on a region agrees
with a name of the symbol or with the text of its reference. It never lowers one:
a reader that failed must not hide a symbol.
"""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

MIN_CHARACTERS = 3
AGREES_FROM = 0.7
WEIGHT = 0.7


def fold(text: str) -> str:
    """Lower-case, strip accents and every sign that is no letter or digit."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not _is_accent(c))
    return " ".join("".join(kept).split())


def _is_accent(character: str) -> bool:
    # Japanese voicing marks tell letters apart; Latin accents rarely do in logos.
    return unicodedata.combining(character) > 0 and character not in "\u3099\u309a"


def text_similarity(read: str, known: Iterable[str]) -> float | None:
    """Compare what was read with the texts known of a symbol; in [0, 1].

    read: already folded, as every text in `known`. None where either side has fewer
    than three characters: too short to be evidence.
    """
    if len(read) < MIN_CHARACTERS:
        return None
    found = [_alike(read, text) for text in known if len(text) >= MIN_CHARACTERS]
    return max(found, default=None)


def _alike(read: str, text: str) -> float:
    """Whole words first: "heinz" inside "heinz baked beans" is not the same name."""
    whole = fuzz.ratio(read, text)
    joined = fuzz.ratio(read.replace(" ", ""), text.replace(" ", ""))
    tokens = fuzz.token_set_ratio(read, text)
    # What else stands on the crop (a slogan, a volume) costs a little, not all.
    contained = 0.9 * tokens if len(text) <= len(read) else 0.8 * tokens
    return float(max(whole, joined, contained)) / 100


def agrees(text: float | None) -> bool:
    """Say whether a text similarity is high enough to count at all."""
    return text is not None and text >= AGREES_FROM


def combine(visual: float, text: float | None) -> float:
    """Lift a visual similarity in [-1, 1] by a text similarity in [0, 1]."""
    if text is None or not agrees(text):
        return visual
    agreement = (text - AGREES_FROM) / (1 - AGREES_FROM)
    return visual + (1 - visual) * WEIGHT * agreement
