"""A queue of many cases made of numbers, to measure how fast it is worked through.

Rows only: there are no pictures behind them. Matches are drawn at random; the symbols
and their references are there, so that judging and searching work as ever.
"""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from recognizer.types import Verdict
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
DIM = 64
_EMBEDDER = "synthetic"
_BY = "bench"
_AT_ONCE = 5000


def fill_queue(ws: Workspace, *, cases: int, seed: int = 0) -> None:
    """Put open cases into an empty workspace, each of an image with two boxes."""
    rng = np.random.default_rng(seed)
    with ws.writing() as session:
        version = _add_symbols(ws, session, rng)
    for start in range(0, cases, _AT_ONCE):
        count = min(_AT_ONCE, cases - start)
        with ws.writing() as session:
            _add_cases(ws, session, rng, start, count, version)


def _vectors(rng: np.random.Generator, count: int) -> Iterator[np.ndarray]:
    rows = rng.standard_normal((count, DIM), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return iter(rows)


def _add_symbols(ws: Workspace, session: Session, rng: np.random.Generator) -> int:
    session.execute(
        update(GalleryState).values(
            embedder_id=_EMBEDDER,
            dim=DIM,
            threshold_uncertain=0.6,
            threshold_known=0.8,
        )
    )
    lists = session.scalars(select(SymbolList.id).order_by(SymbolList.id)).all()
    now = ws.now()
    for number, vector in enumerate(_vectors(rng, SYMBOLS), start=1):
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
                sha256=f"{number:064x}",
                embedding=vector,
                embedder_id=_EMBEDDER,
                origin=Origin.UPLOAD,
                created_at=now,
                created_by=_BY,
            )
        )
    session.flush()
    changes = [Change(ChangeKind.SYMBOL_EDITED, symbol_id=SYMBOLS)]
    return record_changes(session, changes, by=_BY, at=now)


def _add_cases(
    ws: Workspace,
    session: Session,
    rng: np.random.Generator,
    start: int,
    count: int,
    version: int,
) -> None:
    ids = range(start + 1, start + count + 1)
    now = ws.now()
    images = [
        {
            "id": i,
            "sha256": f"{i:064x}",
            "width": 640,
            "height": 480,
            "name": f"image {i}.jpg",
            "detector_id": _BY,
            "scanned_at": now,
        }
        for i in ids
    ]
    session.execute(insert(Image), images)
    regions = [
        _region(ws, image_id, box, version) for image_id in ids for box in (0, 1)
    ]
    for region, vector in zip(regions, _vectors(rng, len(regions)), strict=True):
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


def _region(ws: Workspace, image_id: int, box: int, version: int) -> dict[str, object]:
    x0 = 20.0 + 300.0 * box
    return {
        "id": BOXES * image_id + box,
        "image_id": image_id,
        "x0": x0,
        "y0": 40.0,
        "x1": x0 + 200.0,
        "y1": 240.0,
        "confidence": 0.5,
        "source": RegionSource.DETECTOR,
        "embedder_id": _EMBEDDER,
        "detector_id": _BY,
        "verdict": (Verdict.UNCERTAIN, Verdict.UNKNOWN)[box],
        "gallery_version": version,
        "created_at": ws.now(),
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
