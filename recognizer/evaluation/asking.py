"""Galleries of labelled logos, and what they say of the other images' boxes.

Owns which images are asked about, and when a box sits on a logo. Counts nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.evaluation.boxes import assign, iou
from recognizer.evaluation.figures import Floats, Ints
from recognizer.evaluation.labelled import Part
from recognizer.evaluation.names import spoken
from recognizer.evaluation.seeing import SeenData, SeenImage
from recognizer.gallery import Gallery, GalleryEntry
from recognizer.types import Match

K = 5
IOU = 0.5
LOOSE_IOU = 0.3
Bools = NDArray[np.bool_]
Reference = tuple[int, int]
"""(row of the image, row of the label on it)."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What one gallery said of the images it was asked about.

    asked: rows of these images. Logos, (O,): the image, the best match's similarity
    where it is right (else -inf), and whether it is right at rank 1, at rank 1 on a
    looser box, and up to rank 5. Claims, (C,), one a detection: the image, its box, the
    symbol that matched best, its similarity, whether it sits on a logo of that symbol,
    and whether the image shows that symbol at all.
    """

    asked: Ints
    logo_image: Ints
    logo_label: Ints
    logo_symbol: Ints
    logo_similarity: Floats
    hit_1: Bools
    hit_1_loose: Bools
    hit_5: Bools
    claim_image: Ints
    claim_box: Floats
    claim_symbol: Ints
    claim_similarity: Floats
    claim_on_logo: Bools
    claim_shown: Bools


@dataclass(frozen=True, slots=True)
class _Logo:
    """One row of `Outcome`'s logos."""

    image: int
    label: int
    symbol_id: int
    similarity: float
    hit_1: bool
    hit_1_loose: bool
    hit_5: bool


@dataclass(frozen=True, slots=True)
class _Claim:
    """One row of `Outcome`'s claims."""

    image: int
    box: tuple[float, ...]
    symbol_id: int
    similarity: float
    on_logo: bool
    shown: bool


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


def _gallery(seen: SeenData, references: Sequence[Reference], *, dim: int) -> Gallery:
    gallery = Gallery(dim)
    entries = []
    for number, (row, label) in enumerate(references):
        image = seen.images[row]
        symbol_id = int(image.symbol_ids[label])
        text = image.texts[label].text
        entries.append(GalleryEntry(number, symbol_id, image.embeddings[label], text))
    gallery.add(entries)
    names = {row: [spoken(symbol)] for row, symbol in enumerate(seen.symbols)}
    gallery.set_symbol_names(names)
    return gallery


def ask(seen: SeenData, references: Sequence[Reference], *, dim: int) -> Outcome:
    """Search every box of every image that holds no reference, nor is a copy of one.

    dim: of the embeddings.
    """
    gallery = _gallery(seen, references, dim=dim)
    taken = {int(seen.photograph_ids[row]) for row, _ in references}
    logos: list[_Logo] = []
    claims: list[_Claim] = []
    asked = []
    for row, image in enumerate(seen.images):
        is_known = int(seen.photograph_ids[row]) in taken
        if image.part is Part.REFERENCES or is_known:
            continue
        asked.append(row)
        perception = image.perception
        matches = gallery.search(perception.embeddings, perception.texts, k=K)
        logos += _logos(row, image, matches)
        claims += _claims(row, image, matches)
    return Outcome(
        asked=np.asarray(asked, np.int64),
        logo_image=np.asarray([logo.image for logo in logos], np.int64),
        logo_label=np.asarray([logo.label for logo in logos], np.int64),
        logo_symbol=np.asarray([logo.symbol_id for logo in logos], np.int64),
        logo_similarity=np.asarray([logo.similarity for logo in logos], np.float64),
        hit_1=np.asarray([logo.hit_1 for logo in logos], bool),
        hit_1_loose=np.asarray([logo.hit_1_loose for logo in logos], bool),
        hit_5=np.asarray([logo.hit_5 for logo in logos], bool),
        claim_image=np.asarray([claim.image for claim in claims], np.int64),
        claim_box=np.asarray([claim.box for claim in claims], float).reshape(-1, 4),
        claim_symbol=np.asarray([claim.symbol_id for claim in claims], np.int64),
        claim_similarity=np.asarray([c.similarity for c in claims], np.float64),
        claim_on_logo=np.asarray([claim.on_logo for claim in claims], bool),
        claim_shown=np.asarray([claim.shown for claim in claims], bool),
    )


def _overlaps(image: SeenImage) -> Floats:
    """Return (detections, labels) IoU; 1 where the whole image is the label."""
    xyxy = image.perception.detections.xyxy
    if image.boxes is None:
        return np.ones((len(xyxy), len(image.symbol_ids)))
    return iou(xyxy, image.boxes)


def _logos(
    row: int, image: SeenImage, matches: Sequence[tuple[Match, ...]]
) -> list[_Logo]:
    """Say of each label of an image whether a box on it was named rightly."""
    overlaps = _overlaps(image)
    found = []
    for label, symbol_id in enumerate(image.symbol_ids.tolist()):
        pairs = zip(overlaps[:, label], matches, strict=True)
        own = [(overlap, m) for overlap, m in pairs if m]
        tight = [m for overlap, m in own if overlap >= IOU]
        first = [m[0] for m in tight if m[0].symbol_id == symbol_id]
        found.append(
            _Logo(
                image=row,
                label=label,
                symbol_id=symbol_id,
                similarity=max((m.similarity for m in first), default=-np.inf),
                hit_1=bool(first),
                hit_1_loose=any(
                    m[0].symbol_id == symbol_id for o, m in own if o >= LOOSE_IOU
                ),
                hit_5=any(each.symbol_id == symbol_id for m in tight for each in m),
            )
        )
    return found


def _claims(
    row: int, image: SeenImage, matches: Sequence[tuple[Match, ...]]
) -> list[_Claim]:
    """Take the best match of each box as a claim, the most similar first."""
    overlaps = _overlaps(image)
    best = [(box, own[0]) for box, own in enumerate(matches) if own]
    best.sort(key=lambda pair: -pair[1].similarity)
    on_logo: dict[int, bool] = {}
    for symbol_id in {match.symbol_id for _, match in best}:
        boxes = [box for box, match in best if match.symbol_id == symbol_id]
        labels = image.symbol_ids == symbol_id
        given = assign(overlaps[boxes][:, labels], at_least=IOU)
        on_logo |= {box: bool(g >= 0) for box, g in zip(boxes, given, strict=True)}
    shown = set(image.symbol_ids.tolist())
    return [
        _Claim(
            image=row,
            box=tuple(image.perception.detections.xyxy[box].tolist()),
            symbol_id=match.symbol_id,
            similarity=match.similarity,
            on_logo=on_logo[box],
            shown=match.symbol_id in shown,
        )
        for box, match in best
    ]
