"""A queue of many cases made of numbers, to measure how fast it is worked through.

Matches are drawn at random; the symbols and their references are there, so that judging
and searching work as ever. Pictures are plain, and only drawn where they are asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from recognizer.images import encode_png
from recognizer.types import Verdict
from storage.embedder_in_use import NO_EMBEDDER, EmbedderInUse, embedder_in_use
from storage.errors import ConflictError
from storage.gallery_log import Change, record_changes
from storage.models import (
    Case,
    CaseRegion,
    ChangeKind,
    GalleryState,
    Image,
    MatchRow,
    Reference,
    Region,
    Symbol,
    SymbolList,
)
from storage.records import CaseReason, Origin, RegionSource
from storage.workspace import Workspace

SYMBOLS = 300
BOXES = 2  # of an image; the first of them waits
MATCHES = 3
IMAGE_WH = 640, 480
REFERENCE_WH = 220, 250
DIM = 64
_EMBEDDER = "synthetic"
_BY = "bench"
_AT_ONCE = 5000


def fill_queue(
    ws: Workspace, *, cases: int, seed: int = 0, pictures: bool = False
) -> None:
    """Put open cases into an empty workspace, each of an image with two boxes.

    Vectors are of the embedder in use, if there is one. pictures: also keep a picture
    of each image and reference, as a page asks for. Raises ConflictError where the
    workspace is not empty.
    """
    with ws.writing() as session:
        _check_is_empty(session)
        rng = np.random.default_rng(seed)
        made_of = _Made(ws, rng, _adopt(session), pictures)
        version = _add_symbols(made_of, session)
    for start in range(0, cases, _AT_ONCE):
        count = min(_AT_ONCE, cases - start)
        with ws.writing() as session:
            _add_cases(made_of, session, start, count, version)
    with ws.writing() as session:
        _count_on(session)


def _count_on(session: Session) -> None:
    """Let ids that come later follow those that were given here."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for row in (Case, Image, Reference, Region, Symbol):
        sequence = func.pg_get_serial_sequence(row.__tablename__, "id")
        last = select(func.max(row.id)).scalar_subquery()
        session.execute(select(func.setval(sequence, last)))


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """Where rows go, and what they are made of."""

    ws: Workspace
    rng: np.random.Generator
    embedder: EmbedderInUse
    pictures: bool

    def vectors(self, count: int) -> Iterator[np.ndarray]:
        rows = self.rng.standard_normal((count, self.embedder.dim), np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return iter(rows)

    def picture(self, number: int, size_wh: tuple[int, int]) -> str:
        """Return the SHA-256 of a picture: a plain one, or of none at all."""
        if not self.pictures:
            return f"{number:064x}"
        width, height = size_wh
        colours = self.rng.integers(0, 256, (BOXES + 1, 3), np.uint8)
        image = np.broadcast_to(colours[0], (height, width, 3)).copy()
        for box, colour in enumerate(colours[1:]):
            x0, y0, x1, y1 = (round(side) for side in _corners(box))
            image[y0:y1, x0:x1] = colour
        # Two of one colour would be one image.
        image[0, :4, 0] = np.frombuffer(number.to_bytes(4, "big"), np.uint8)
        return self.ws.blobs.put(encode_png(image))


def _check_is_empty(session: Session) -> None:
    if session.scalar(select(Image.id).limit(1)) or session.scalar(
        select(Symbol.id).limit(1)
    ):
        raise ConflictError(
            "This database holds images or symbols already; nothing was added. Give an "
            "empty one."
        )


def _adopt(session: Session) -> EmbedderInUse:
    """Return the embedder in use; one made of numbers where there is none."""
    if embedder_in_use(session) == NO_EMBEDDER:
        session.execute(
            update(GalleryState).values(
                embedder_id=_EMBEDDER,
                dim=DIM,
                threshold_uncertain=0.6,
                threshold_known=0.8,
            )
        )
    return embedder_in_use(session)


def _add_symbols(made_of: _Made, session: Session) -> int:
    ws = made_of.ws
    lists = session.scalars(select(SymbolList.id).order_by(SymbolList.id)).all()
    now = ws.now()
    for number, vector in enumerate(made_of.vectors(SYMBOLS), start=1):
        name = f"symbol {number}"
        session.add(
            Symbol(
                id=number,
                name=name,
                name_key=name,
                aliases=[],
                search_key=name,
                list_id=lists[number % len(lists)],
                created_at=now,
                created_by=_BY,
            )
        )
        session.flush()
        session.add(
            Reference(
                id=number,
                symbol_id=number,
                sha256=made_of.picture(number, REFERENCE_WH),
                embedding=vector,
                embedder_id=made_of.embedder.embedder_id,
                origin=Origin.UPLOAD,
                created_at=now,
                created_by=_BY,
            )
        )
    session.flush()
    changes = [Change(ChangeKind.SYMBOL_EDITED, symbol_id=SYMBOLS)]
    return record_changes(session, changes, by=_BY, at=now)


def _add_cases(
    made_of: _Made, session: Session, start: int, count: int, version: int
) -> None:
    ws, rng = made_of.ws, made_of.rng
    ids = range(start + 1, start + count + 1)
    now = ws.now()
    images = [
        {
            "id": i,
            "sha256": made_of.picture(i, IMAGE_WH),
            "width": IMAGE_WH[0],
            "height": IMAGE_WH[1],
            "name": f"image {i}.jpg",
            "detector_id": _BY,
            "scanned_at": now,
        }
        for i in ids
    ]
    session.execute(insert(Image), images)
    regions = [
        _region(made_of, image_id, box, version)
        for image_id in ids
        for box in range(BOXES)
    ]
    for region, vector in zip(regions, made_of.vectors(len(regions)), strict=True):
        region["embedding"] = vector
    session.execute(insert(Region), regions)
    session.execute(insert(MatchRow), list(_matches(rng, regions)))
    chances = rng.random(count)
    session.execute(
        insert(Case),
        [
            {
                "id": i,
                "image_id": i,
                "reason": CaseReason.SCAN,
                "priority": 5 * float(chance),
                "uncertainty": 1 - abs(2 * float(chance) - 1),
                "opened_at": now - timedelta(seconds=float(rng.integers(0, 10**6))),
            }
            for i, chance in zip(ids, chances, strict=True)
        ],
    )
    waiting = [{"case_id": i, "region_id": BOXES * i, "waiting": True} for i in ids]
    session.execute(insert(CaseRegion), waiting)


def _corners(box: int) -> tuple[float, float, float, float]:
    x0 = 20.0 + 300.0 * box
    return x0, 40.0, x0 + 200.0, 240.0


def _region(made_of: _Made, image_id: int, box: int, version: int) -> dict[str, object]:
    x0, y0, x1, y1 = _corners(box)
    return {
        "id": BOXES * image_id + box,
        "image_id": image_id,
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "confidence": 0.5,
        "source": RegionSource.DETECTOR,
        "embedder_id": made_of.embedder.embedder_id,
        "detector_id": _BY,
        "verdict": (Verdict.UNCERTAIN, Verdict.UNKNOWN)[box],
        "gallery_version": version,
        "created_at": made_of.ws.now(),
    }


def _matches(
    rng: np.random.Generator, regions: list[dict[str, object]]
) -> Iterator[dict[str, object]]:
    # A few symbols are met often, most of them seldom, as on a market.
    symbols = np.minimum(rng.zipf(1.6, (len(regions), MATCHES)), SYMBOLS).tolist()
    chances = np.sort(rng.random((len(regions), MATCHES)))[:, ::-1].tolist()
    for region, own, chance in zip(regions, symbols, chances, strict=True):
        for rank, (symbol, similarity) in enumerate(
            zip(own, chance, strict=True), start=1
        ):
            yield {
                "region_id": region["id"],
                "rank": rank,
                "symbol_id": symbol,
                "reference_id": symbol,
                "similarity": similarity,
                "visual_similarity": similarity,
                "text_similarity": None,
                "probability": None,
                "rejected_before": False,
            }
