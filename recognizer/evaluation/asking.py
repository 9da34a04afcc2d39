"""Galleries of labelled logos, and what they say of the other images' boxes.

Owns which images are asked about. Counts nothing.
"""

from collections.abc import Sequence

import numpy as np

from recognizer.calibration import calibrated_all
from recognizer.evaluation.labelled import Part
from recognizer.evaluation.names import spoken
from recognizer.evaluation.outcomes import Outcome, Tally
from recognizer.evaluation.references import Reference
from recognizer.evaluation.seeing import SeenData, SeenImage
from recognizer.evaluation.ways import Way
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.types import Embeddings, Match, TextRead

K = 5


def ask(seen: SeenData, references: Sequence[Reference], way: Way) -> Outcome:
    """Search every box of every image that holds no reference, nor is a copy of one."""
    gallery = _gallery(seen, references, way)
    taken = {int(seen.photograph_ids[row]) for row, _ in references}
    asked = [
        row
        for row, image in enumerate(seen.images)
        if image.part is not Part.REFERENCES
        and int(seen.photograph_ids[row]) not in taken
    ]
    matches = iter(_search(gallery, [seen.images[row] for row in asked], way))
    tally = Tally()
    for row in asked:
        image = seen.images[row]
        tally.add(row, image, [next(matches) for _ in image.perception.texts])
    return tally.finish()


def _gallery(seen: SeenData, references: Sequence[Reference], way: Way) -> Gallery:
    entries = []
    for number, (row, label) in enumerate(references):
        image = seen.images[row]
        symbol_id = int(image.symbol_ids[label])
        look = _looks(image.embeddings, way, len(image.symbol_ids))[label]
        text = image.texts[label].text if way.with_text else ""
        entries.append(GalleryEntry(number, symbol_id, look, text))
    dim = len(entries[0].embedding) if entries else 1
    gallery = Gallery(dim)
    gallery.add(entries)
    if way.with_text:
        gallery.set_symbol_names({n: [spoken(s)] for n, s in enumerate(seen.symbols)})
    return gallery


def _search(
    gallery: Gallery, images: Sequence[SeenImage], way: Way
) -> list[tuple[Match, ...]]:
    """Search the boxes of all images at once; K matches at most each."""
    counts = [len(image.perception.texts) for image in images]
    if not sum(counts):
        return []
    looks = np.concatenate(
        [_looks(i.found, way, n) for i, n in zip(images, counts, strict=True)]
    )
    if way.with_text:
        texts = [text for image in images for text in image.perception.texts]
        contexts = [context for image in images for context in image.contexts]
    else:
        texts, contexts = [TextRead()] * len(looks), [""] * len(looks)
    found = gallery.search(looks, texts, k=K, contexts=contexts)
    if way.embedder is None:
        # Where nothing agrees there is no match, whatever comes first.
        return [tuple(m for m in own if m.similarity > 0) for own in found]
    return calibrated_all(found, way.calibration)


def _looks(of_embedders: Sequence[Embeddings], way: Way, count: int) -> Embeddings:
    """Return the vectors of one embedder; of none, so that only text can agree."""
    if way.embedder is None:
        return np.zeros((count, 1), np.float32)
    return of_embedders[way.embedder]
