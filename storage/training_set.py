"""What people confirmed, as a data set to train on: COCO or YOLO, with its images.

A box counts with the last thing that was said of it and not taken back, unless two
people differ about it and nobody has settled it yet. Owns the
layouts; where files go is the affair of a `Target`.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from recognizer.errors import MarkwatchError
from recognizer.images import upright_file
from storage.decision_kinds import EFFECTIVE
from storage.decision_rows import EVERYTHING, rows_of_images
from storage.models import Decision, Image, SecondOpinion
from storage.records import Action, DecisionFilter, DecisionRow, Outcome
from storage.targets import Archive, Pieces, Target
from storage.workspace import Workspace

_IMAGES_AT_ONCE = 200
_CONFIRMS = (Action.CONFIRMED, Action.NEW_SYMBOL)
_SAYS_NOTHING = (Action.SKIPPED, Action.ESCALATED)


class Layout(StrEnum):
    """The layout of a data set."""

    COCO = "coco"
    YOLO = "yolo"


@dataclass(frozen=True, slots=True)
class TrainingImage:
    """An image with its confirmed boxes: one decision for each."""

    image_id: int
    sha256: str
    name: str
    width: int
    height: int
    boxes: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class TrainingSetSummary:
    """What was written; `errors` has one sentence per image that is not there."""

    images: int
    boxes: int
    symbols: int
    errors: tuple[str, ...]


def write_training_set(
    ws: Workspace, layout: Layout, target: Target, wanted: DecisionFilter = EVERYTHING
) -> TrainingSetSummary:
    """Write all that was confirmed, images first."""
    *_, summary = _steps(ws, layout, target, wanted)
    return summary


def zip_training_set(
    ws: Workspace, layout: Layout, wanted: DecisionFilter = EVERYTHING
) -> Iterator[bytes]:
    """Yield a ZIP file piece by piece, for a response that streams."""
    pieces = Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as archive:
        for _ in _steps(ws, layout, Archive(archive), wanted):
            yield pieces.take()
    yield pieces.take()


def confirmed_images(
    ws: Workspace, wanted: DecisionFilter = EVERYTHING
) -> Iterator[TrainingImage]:
    """Yield the images that have confirmed boxes, by id."""
    after = 0
    while True:
        with ws.reading() as session:
            ids = select(Decision.image_id).where(
                Decision.action.in_(_CONFIRMS),
                Decision.kind.in_(EFFECTIVE),
                Decision.image_id > after,
            )
            ids = ids.distinct().order_by(Decision.image_id).limit(_IMAGES_AT_ONCE)
            image_ids = session.scalars(ids).all()
            if not image_ids:
                return
            after = image_ids[-1]
            rows = select(Image).where(Image.id.in_(image_ids)).order_by(Image.id)
            images = session.scalars(rows).all()
            standing = replace(EVERYTHING, include_undone=False)
            said = rows_of_images(session, image_ids, standing)
            chosen = replace(wanted, include_undone=False)
            counts = {
                row.decision_id for row in rows_of_images(session, image_ids, chosen)
            } - _disputed(session, image_ids)
        boxes = _confirmed(said, counts)
        for image in images:
            if image.id in boxes:
                yield TrainingImage(
                    image_id=image.id,
                    sha256=image.sha256,
                    name=image.name,
                    width=image.width,
                    height=image.height,
                    boxes=tuple(boxes[image.id]),
                )


def _disputed(session: Session, image_ids: Sequence[int]) -> set[int]:
    """Return the decisions with which another person does not agree, unsettled yet."""
    rows = (
        select(Decision.id)
        .join(SecondOpinion, SecondOpinion.decision_id == Decision.id)
        .where(
            Decision.image_id.in_(image_ids),
            SecondOpinion.outcome == Outcome.DISAGREED,
        )
    )
    return set(session.scalars(rows))


def _confirmed(
    said: Sequence[DecisionRow], counts: set[int]
) -> dict[int, list[DecisionRow]]:
    """Return, by image, the boxes whose last word is a confirmation that counts."""
    last = {
        row.region_id: row
        for row in said
        if row.region_id is not None and row.action not in _SAYS_NOTHING
    }
    boxes: dict[int, list[DecisionRow]] = {}
    for row in last.values():
        is_symbol = row.action in _CONFIRMS and row.symbol_id is not None
        if is_symbol and row.decision_id in counts:
            boxes.setdefault(row.image_id, []).append(row)
    return boxes


def _steps(
    ws: Workspace, layout: Layout, target: Target, wanted: DecisionFilter
) -> Iterator[TrainingSetSummary]:
    """Write one image after another; say each time what there is so far."""
    written: list[tuple[TrainingImage, str]] = []
    errors: list[str] = []
    for image in confirmed_images(ws, wanted):
        try:
            data, suffix = upright_file(
                ws.blobs.get(image.sha256), name=image.name, limits=ws.image_limits
            )
        except MarkwatchError as err:
            errors.append(f"{image.name}: {err}")
            continue
        name = f"{image.sha256[:16]}{suffix}"
        target.put(f"images/{name}", data)
        written.append((image, name))
        yield _summary(written, errors)
    symbols = _symbols(image for image, _ in written)
    if layout is Layout.COCO:
        _write_coco(target, written, symbols)
    else:
        _write_yolo(target, written, symbols)
    yield _summary(written, errors)


def _summary(
    written: Sequence[tuple[TrainingImage, str]], errors: Sequence[str]
) -> TrainingSetSummary:
    return TrainingSetSummary(
        images=len(written),
        boxes=sum(len(image.boxes) for image, _ in written),
        symbols=len(_symbols(image for image, _ in written)),
        errors=tuple(errors),
    )


def _symbols(images: Iterable[TrainingImage]) -> dict[int, DecisionRow]:
    """Return, by symbol id in order, a decision that names the symbol."""
    found = {
        row.symbol_id: row
        for image in images
        for row in image.boxes
        if row.symbol_id is not None
    }
    return dict(sorted(found.items()))


def _write_coco(
    target: Target,
    written: Sequence[tuple[TrainingImage, str]],
    symbols: dict[int, DecisionRow],
) -> None:
    """Write COCO's annotations: boxes as x, y, width, height in pixels."""
    annotations = []
    for image, _ in written:
        for row in image.boxes:
            x0, y0, x1, y1 = _corners(row)
            annotations.append(
                {
                    "id": row.decision_id,
                    "image_id": image.image_id,
                    "category_id": row.symbol_id,
                    "bbox": [x0, y0, x1 - x0, y1 - y0],
                    "area": (x1 - x0) * (y1 - y0),
                    "iscrowd": 0,
                }
            )
    data = {
        "info": {"description": "Boxes that people confirmed in Markwatch"},
        "images": [
            {
                "id": image.image_id,
                "file_name": name,
                "width": image.width,
                "height": image.height,
                "sha256": image.sha256,
                "name": image.name,
            }
            for image, name in written
        ],
        "annotations": annotations,
        "categories": [
            {"id": symbol_id, "name": row.symbol, "supercategory": row.list}
            for symbol_id, row in symbols.items()
        ],
    }
    target.put("annotations.json", _json(data))


def _write_yolo(
    target: Target,
    written: Sequence[tuple[TrainingImage, str]],
    symbols: dict[int, DecisionRow],
) -> None:
    """Write YOLO's labels: class, centre x and y, width, height, in parts of one."""
    numbers = {symbol_id: number for number, symbol_id in enumerate(symbols)}
    for image, name in written:
        lines = []
        for row in image.boxes:
            x0, y0, x1, y1 = _corners(row)
            parts = (
                (x0 + x1) / 2 / image.width,
                (y0 + y1) / 2 / image.height,
                (x1 - x0) / image.width,
                (y1 - y0) / image.height,
            )
            number = numbers[row.symbol_id or 0]
            lines.append(" ".join([str(number), *(f"{part:.6f}" for part in parts)]))
        label = f"labels/{Path(name).stem}.txt"
        target.put(label, "".join(f"{line}\n" for line in lines).encode())
    names = "".join(
        f"  {numbers[symbol_id]}: {json.dumps(row.symbol, ensure_ascii=False)}\n"
        for symbol_id, row in symbols.items()
    )
    # JSON's strings are YAML's, too.
    head = "# Boxes that people confirmed in Markwatch.\ntrain: images\nval: images\n"
    named = f"names:\n{names}" if names else "names: {}\n"
    target.put("data.yaml", f"{head}{named}".encode())


def _corners(row: DecisionRow) -> tuple[float, float, float, float]:
    """Return the box in pixels of the upright image."""
    return row.x0 or 0.0, row.y0 or 0.0, row.x1 or 0.0, row.y1 or 0.0


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
