"""How an image gets in: read, known already or not, and stored with what is seen."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recognizer.images import crops, decode
from recognizer.types import RGB, Perception
from storage.auditing import audit_priorities, audit_priority, is_sampled
from storage.contexts import searched_regions
from storage.embedder_in_use import check_embedder
from storage.gallery_log import hold_gallery
from storage.look_hash import look_hash
from storage.models import Case, Image, Region
from storage.naming import storable
from storage.records import (
    CaseReason,
    ScanItem,
    ScanOutcome,
    ScanResult,
)
from storage.region_rows import match_rows, region_rows
from storage.waiting import let_wait, open_bare, open_work
from storage.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class ReadImage:
    """An image that is read and waits to be perceived."""

    item: ScanItem
    data: bytes
    sha256: str
    image: RGB


def read_item(ws: Workspace, item: ScanItem) -> ReadImage | ScanResult:
    """Read and decode an image, or say that its bytes are there already.

    Raises ImageError for what is no readable image.
    """
    data = item.read()
    sha256 = hashlib.sha256(data).hexdigest()
    with ws.reading() as session:
        there = _already_there(session, sha256, item.name)
    if there is not None:
        ws.blobs.put(data)  # heals a store that lost it
        return there
    image = decode(data, name=item.name, limits=ws.image_limits)
    return ReadImage(item, data, sha256, image)


def _already_there(session: Session, sha256: str, name: str) -> ScanResult | None:
    image_id = session.scalar(select(Image.id).where(Image.sha256 == sha256))
    if image_id is None:
        return None
    regions = select(func.count(Region.id)).where(Region.image_id == image_id)
    waits = select(Case.id).where(open_work(), Case.image_id == image_id)
    return ScanResult(
        name=name,
        outcome=ScanOutcome.ALREADY_THERE,
        image_id=image_id,
        regions=session.execute(regions).scalar_one(),
        flagged=session.scalar(waits) is not None,
    )


def store_image(ws: Workspace, read: ReadImage, seen: Perception) -> ScanResult:
    """Store an image with its regions and matches; a flagged one becomes a case.

    Blob first, then the one transaction: a crash leaves no row without its bytes.
    """
    ws.blobs.put(read.data)
    looks = _look_hashes(read.image, seen)
    try:
        with ws.writing() as session:
            hold_gallery(session, alone=False)
            check_embedder(session, seen.embedder_id)
            there = _already_there(session, read.sha256, read.item.name)
            return there or _insert(ws, session, read, seen, looks)
    except IntegrityError:  # another process stored the same bytes meanwhile
        with ws.reading() as session:
            there = _already_there(session, read.sha256, read.item.name)
        if there is None:
            raise
        return there


def _look_hashes(image: RGB, seen: Perception) -> list[str]:
    """Return the hash of the whole image, then those of its boxes, in order."""
    pictures = crops(image, seen.detections, pad=0.0)
    return [look_hash(picture) for picture in (image, *pictures)]


def _insert(
    ws: Workspace,
    session: Session,
    read: ReadImage,
    seen: Perception,
    looks: list[str],
) -> ScanResult:
    results = ws.gallery.search(session, searched_regions(seen), k=ws.matches_k)
    image = _image_row(ws, read, seen)
    image.look_hash = looks[0]
    session.add(image)
    session.flush()
    regions = region_rows(image.id, seen, results, at=image.scanned_at)
    for region, look in zip(regions, looks[1:], strict=True):
        region.look_hash = look
    session.add_all(regions)
    session.flush()
    found = list(zip(regions, results, strict=True))
    for region, result in found:
        session.add_all(match_rows(region.id, result))
    session.flush()
    flagged = {
        region.id: result.priority for region, result in found if result.flagging
    }
    audited = not flagged and is_sampled(read.sha256, share=ws.audit_share)
    asked = audit_priorities(read.sha256, found) if audited else flagged
    if asked:
        let_wait(
            session,
            image_id=image.id,
            priorities=asked,
            reason=CaseReason.AUDIT if audited else CaseReason.SCAN,
            at=image.scanned_at,
        )
    elif audited:  # no box at all: the image itself is asked
        open_bare(
            session,
            image_id=image.id,
            priority=audit_priority(read.sha256),
            at=image.scanned_at,
        )
    return ScanResult(
        name=read.item.name,
        outcome=ScanOutcome.NEW,
        image_id=image.id,
        regions=len(regions),
        flagged=bool(flagged),
        boxes_cut=seen.detections.cut,
    )


def _image_row(ws: Workspace, read: ReadImage, seen: Perception) -> Image:
    width, height = seen.size_wh
    item = read.item
    return Image(
        sha256=read.sha256,
        width=width,
        height=height,
        name=storable(item.name),
        product_id=storable(item.product_id),
        title=storable(item.title),
        source_uri=storable(item.source_uri),
        extra={storable(key): storable(value) for key, value in item.extra.items()},
        detector_id=seen.detector_id,
        boxes_cut=seen.detections.cut,
        scanned_at=ws.now(),
    )
