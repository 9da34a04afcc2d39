"""Text similarities of many crops at once are those of the gallery, one by one."""

import numpy as np
import pytest

from recognizer.evaluation.names import spoken
from recognizer.evaluation.text_evidence import NOTHING, TextTable
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.text import rarity, text_similarity
from recognizer.text_folding import fold
from recognizer.types import TextRead
from tests.recognizer.evaluation.grids import crops_of

TEXTS = ["Heinz", "", "HEINEKEN beer", "heinz baked beans", "Hi", "Café beans"]
NAMES = ["heinz", "heineken_text"]
SYMBOLS_WITH = {"heinz": 1, "heineken": 1, "beer": 1, "baked": 1, "beans": 2, "cafe": 1}


@pytest.fixture
def crops():
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(6, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return crops_of("aabaab", texts=TEXTS, names=NAMES, embeddings=[vectors])


def test_every_pair_is_as_similar_as_one_by_one(crops):
    rows = np.arange(6)
    weights = {word: rarity(own, 2) for word, own in SYMBOLS_WITH.items()}

    found = TextTable(crops).similarities(rows, rows)

    for q in range(6):
        for r in range(6):
            name = fold(spoken(NAMES[crops.symbol_ids[r]]))
            known = (name, fold(TEXTS[r]))
            expected = text_similarity(fold(TEXTS[q]), known, weights=weights)
            wanted = NOTHING if expected is None else expected
            assert found[q, r] == pytest.approx(wanted), (q, r)


def test_look_and_text_together_are_what_the_gallery_says(crops):
    vectors = crops.embeddings[0]
    similarities = TextTable(crops).combined_with(
        lambda a, b: vectors[a] @ vectors[b].T
    )

    for reference in range(6):
        gallery = Gallery(4)
        symbol_id = int(crops.symbol_ids[reference])
        entry = GalleryEntry(0, symbol_id, vectors[reference], TEXTS[reference])
        gallery.add([entry])
        gallery.set_symbol_names({0: [spoken(NAMES[0])], 1: [spoken(NAMES[1])]})
        matches = gallery.search(vectors, [TextRead(text, 1) for text in TEXTS], k=1)
        ours = similarities(np.arange(6), np.asarray([reference]))[:, 0]
        theirs = [found[0].similarity for found in matches]
        assert ours.tolist() == pytest.approx(theirs, abs=1e-5)
