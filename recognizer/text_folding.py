"""Texts without what is no difference between them: case, accents, signs, spacing.

Owns two foldings: `fold`, after which equal texts are the same text, and
`fold_look_alikes`, after which texts are equal that a reader takes for each other.
Compares nothing.
"""

import re
import unicodedata

MAX_CHARACTERS = 500
MIN_CHARACTERS = 3
MIN_IDEOGRAPHS = 2  # two characters of Chinese, Japanese or Korean are a word already

_DROPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670'’‘`´ʼ]")
_NO_MARKS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
    }
)
# "H & M" is one word of three characters; the sign between long words is none.
_AMPERSAND = re.compile(r"(?<!\w)(\w{1,2}) ?& ?(\w{1,2})(?!\w)")
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_IDEOGRAPHS = f"\u3041-\u3096{_KATAKANA}\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3"
_IS_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
# Japanese puts no spaces: a change of script is where words end most often.
_SCRIPT_CHANGE = re.compile(
    f"(?<=[{_KATAKANA}])(?=[^{_KATAKANA}\\s])|(?<=[^{_KATAKANA}\\s])(?=[{_KATAKANA}])"
    f"|(?<=[a-z0-9])(?=[{_IDEOGRAPHS}])|(?<=[{_IDEOGRAPHS}])(?=[a-z0-9])"
)

_PAIRS = str.maketrans(
    # Digits, Latin, Cyrillic and Greek by their capitals, Japanese and Chinese.
    "014589i" + "авекмнорстухізѕјгпьб" + "αβεζηικλμνορτυχγ" + "ー口力夕二八工千才卜",
    "olasbgl" + "abekmhopctyxlesjrnbb" + "abezhlkamnoptyxy" + "一ロカタニハエチオト",
)
_HIRAGANA = str.maketrans({chr(c): chr(c + 0x60) for c in range(0x3041, 0x3097)})


def fold(text: str) -> str:
    """Lower-case, strip accents and every sign that is no letter or digit.

    Words are set apart by one space; at most `MAX_CHARACTERS` are kept.
    """
    decomposed = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS].casefold())
    plain = _DROPPED.sub("", decomposed).translate(_NO_MARKS)
    kept = "".join(_kept(character) for character in plain)
    spaced = _AMPERSAND.sub(r"\1+\2", " ".join(kept.split())).replace("&", " ")
    spaced = unicodedata.normalize("NFC", spaced.replace("+", "&"))
    return " ".join(_SCRIPT_CHANGE.sub(" ", spaced).split())[:MAX_CHARACTERS].strip()


def _kept(character: str) -> str:
    if character.isalnum():
        digit = unicodedata.digit(character, None)
        return character if digit is None else str(digit)
    category = unicodedata.category(character)
    if category == "Cf":  # direction marks, zero-width joints: nothing to see
        return ""
    # Vowel signs of Indian scripts and Thai, voicing marks of Japanese: letters.
    return character if character == "&" or category in ("Mn", "Mc") else " "


def fold_look_alikes(folded: str) -> str:
    """Write characters that are read for each other as one: 0 as o, rn as m, В as b."""
    one = folded.translate(_PAIRS).translate(_HIRAGANA).translate(_PAIRS)
    return one.replace("rn", "m").replace("vv", "w")


def has_ideographs(text: str) -> bool:
    """Say whether a text holds Chinese, Japanese or Korean characters."""
    return _IS_IDEOGRAPH.search(text) is not None


def is_enough(folded: str) -> bool:
    """Say whether a folded text is long enough to be evidence of anything."""
    characters = len(folded) - folded.count(" ")
    ideographs = len(_IS_IDEOGRAPH.findall(folded))
    return characters >= MIN_CHARACTERS or ideographs >= MIN_IDEOGRAPHS
