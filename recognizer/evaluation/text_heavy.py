"""Which logos carry words: what the protocol `text` is about.

A data set that names word marks says so itself; otherwise the reader does.
"""

import unicodedata

NAMES, READER = "names", "reader"
LETTERS = 3  # in a row: fewer are read off noise, and off a sign that is one letter
_WRITES_WORDS_SHORT = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def reads_words(text: str) -> bool:
    """Say whether a text has a word: three letters in a row, or two of East Asia's."""
    run = short_run = 0
    for character in text:
        is_letter = character.isalpha()
        run = run + 1 if is_letter else 0
        short_run = short_run + 1 if is_letter and _is_short_script(character) else 0
        if run >= LETTERS or short_run >= LETTERS - 1:
            return True
    return False


def _is_short_script(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_WRITES_WORDS_SHORT)
