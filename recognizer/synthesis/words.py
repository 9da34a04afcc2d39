"""Names for synthetic brands, and names that look like other names.

Owns what is written on a text logo, not how. No name holds a brand of the test sets.
"""

import re
from collections.abc import Sequence

import numpy as np

from recognizer.synthesis.sources import is_test_brand

_STARTS = "b br c ch cl cr d dr f fl fr g gl gr h j k kr l m n p pl pr qu r s sc sh"
_STARTS += " sk sl sn sp st sw t th tr v w wh y z"
_MIDDLES = "a a e e i i o o u ai ea ee ei ie io oa oo ou y"
_ENDS = "b ck d f g k l ll m n nd ng nt p r rd rk rn rt s sh ss st t th x z"
_TAILS = "a o y ia io ex ix on en er el ix um us ora ella ino eria ify ly"
_ADDED = (
    "foods gold light zero original classic beans bar beer cola coffee tea water sport"
    " pro plus max mini-pack home kids bio organic fresh premium export express group"
    " labs tech motors air energy active sugar milk company co international store farm"
    " bakery dairy naturals cosmetics apparel outdoor fit kitchen garden studio works"
)
_SLOGANS = (
    "since 1902|est. 1886|made with care|the real taste|naturally better|quality first"
    "|simply good|open your day|always fresh|the original|family recipe|pure and simple"
    "|think again|for everyone|made in italy|premium quality|extra strong|new formula"
    "|brewed slowly|taste the summer|go further|100% natural|finest selection"
)
ADDED_WORDS = tuple(_ADDED.replace("mini-pack ", "").split())
SLOGANS = tuple(_SLOGANS.split("|"))
_LOOKALIKE_LETTERS = {
    "a": "oe", "b": "hdp", "c": "eoG", "d": "bo", "e": "ca", "g": "qy", "h": "bn",
    "i": "lj", "k": "x", "l": "it", "m": "n", "n": "mu", "o": "ca", "p": "bq",
    "q": "g", "r": "n", "s": "z", "t": "lf", "u": "vn", "v": "uw", "w": "v",
    "x": "k", "y": "v", "z": "s",
}  # fmt: skip


class NameMaker:
    """Draws brand names: invented ones, and words met in the icon sets."""

    def __init__(self, captions: Sequence[str]) -> None:
        words = {w for c in captions for w in re.findall(r"[a-z]{3,11}", c)}
        self._words = sorted(w for w in words if not is_test_brand(w))

    def name(self, rng: np.random.Generator) -> str:
        """Return one name of one to three lower-case words."""
        while True:
            words = [self._word(rng)]
            kind = rng.random()
            if kind < 0.22:
                words.append(self._word(rng))
            elif kind < 0.34:
                words.append(_pick(rng, ADDED_WORDS))
            elif kind < 0.38:
                words = [self._word(rng), "&", self._word(rng)]
            name = " ".join(words)
            if len(name) <= 22 and not is_test_brand(name):
                return name

    def family(self, rng: np.random.Generator, n: int) -> list[str]:
        """Return `n` different names that are easily taken for each other."""
        base = self.name(rng)
        names = [base]
        for _ in range(40 * n):
            if len(names) >= n:
                return names
            near = lookalike(base if rng.random() < 0.6 else _pick(rng, names), rng)
            if near not in names and not is_test_brand(near):
                names.append(near)
        while len(names) < n:
            names.append(self.name(rng))
        return names

    def _word(self, rng: np.random.Generator) -> str:
        if self._words and rng.random() < 0.45:
            return _pick(rng, self._words)
        return invented_word(rng)


def invented_word(rng: np.random.Generator) -> str:
    """Return a word of one to three syllables that can be spoken."""
    syllables = int(rng.choice([1, 2, 2, 2, 3]))
    word = ""
    for _ in range(syllables):
        word += _pick(rng, _STARTS.split()) + _pick(rng, _MIDDLES.split())
    word += _pick(rng, (_ENDS if rng.random() < 0.6 else _TAILS).split())
    return word[:11]


def lookalike(name: str, rng: np.random.Generator) -> str:
    """Return a name close to `name`: letters changed, or the first letters kept."""
    kind = rng.random()
    if kind < 0.60:
        for _ in range(int(rng.integers(1, 4))):
            name = _edit(name, rng)
        return name
    first, *others = name.split()
    if kind < 0.75:
        return f"{name} {_pick(rng, ADDED_WORDS)}" if not others else first
    if kind < 0.90:
        kept = first[: max(2, int(len(first) * rng.uniform(0.4, 0.8)))]
        tail = _pick(rng, _MIDDLES.split()) + _pick(rng, _ENDS.split())
        return " ".join([kept + tail, *others])
    return f"{_pick(rng, ADDED_WORDS)} {first}"


def _edit(name: str, rng: np.random.Generator) -> str:
    at = int(rng.integers(len(name)))
    letter = name[at]
    kind = int(rng.integers(4))
    if kind == 0 and at + 1 < len(name):
        return name[:at] + name[at + 1] + letter + name[at + 2 :]
    if kind == 1 and len(name) > 3 and letter != " ":
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + _pick(rng, "aeiourstnlm") + name[at:]
    near = _LOOKALIKE_LETTERS.get(letter, letter).lower()
    return name[:at] + _pick(rng, near) + name[at + 1 :]


def _pick(rng: np.random.Generator, options: Sequence[str]) -> str:
    return options[int(rng.integers(len(options)))]
