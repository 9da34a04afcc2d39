"""Which logos carry words: what the protocol `text` is about.

A data set that names word marks says so itself; otherwise the reader does.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

from recognizer import images
from recognizer.evaluation.labelled import DataSet, LabelledBox, LabelledImage
from recognizer.pipeline import Reader
from recognizer.types import RGB

NAMES, READER = "names", "reader"
LETTERS = 3  # in a row: fewer are read off noise, and off a sign that is one letter
_WRITES_WORDS_SHORT = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def told_by(data: DataSet, reader: Reader | None) -> str:
    """Say what tells word marks: the data set's names, the reader, or nothing."""
    if any(o.is_word_mark for image in data.images for o in image.objects):
        return NAMES
    return READER if reader else ""


def words_of(
    image: LabelledImage, pixels: RGB, reader: Reader | None
) -> NDArray[np.bool_]:
    """Say for each labelled logo of an image whether it has words, (M,).

    reader: None where the names tell.
    """
    if reader is None:
        return np.asarray([o.is_word_mark for o in image.objects], bool)
    read = reader.read([cut(pixels, labelled) for labelled in image.objects])
    return np.asarray([reads_words(text.text) for text in read], bool)


def cut(image: RGB, labelled: LabelledBox) -> RGB:
    """Cut a labelled logo as detections are cut; the whole image if it has no box."""
    return image if labelled.xyxy is None else images.crop(image, labelled.xyxy)


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
