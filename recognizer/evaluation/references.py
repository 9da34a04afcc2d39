"""Which labelled logos a gallery is made of: those that are given, or drawn ones."""

import numpy as np

from recognizer.evaluation.labelled import Part
from recognizer.evaluation.seeing import SeenData

Reference = tuple[int, int]
"""(row of the image, row of the label on it)."""


def all_references(seen: SeenData) -> list[Reference]:
    """Take every label of the images that the data set calls references."""
    return [
        (row, label)
        for row, image in enumerate(seen.images)
        if image.part is Part.REFERENCES
        for label in range(len(image.symbol_ids))
    ]


def draw_references(
    seen: SeenData, rng: np.random.Generator, *, shots: int
) -> list[Reference]:
    """Take up to `shots` labelled logos a symbol, each from another image.

    A symbol keeps one image at least to be asked about.
    """
    chosen: list[Reference] = []
    for symbol_id in range(len(seen.symbols)):
        rows = [
            row
            for row, image in enumerate(seen.images)
            if symbol_id in image.symbol_ids and image.part is not Part.QUERIES
        ]
        for row in rng.permutation(rows)[: max(1, min(shots, len(rows) - 1))]:
            labels = np.flatnonzero(seen.images[row].symbol_ids == symbol_id)
            chosen.append((int(row), int(rng.choice(labels))))
    return chosen
