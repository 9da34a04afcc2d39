"""Moving a workspace to another embedder: every vector is computed anew.

The new vectors wait in a table of their own while people go on working with the old
ones, so the job can be stopped and resumed. When all are there, one transaction puts
them in place: at no moment do vectors of two embedders meet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from recognizer.errors import MarkwatchError
from recognizer.images import crop, decode
from recognizer.pipeline import Embedder
from recognizer.types import RGB
from storage.embedder_in_use import embedder_in_use, write_embedder
from storage.errors import ConflictError
from storage.gallery_log import Change, hold_gallery, record_changes
from storage.hunting import follow_up
from storage.models import (
    ChangeKind,
    Embedded,
    Image,
    NextEmbedding,
    Reference,
    Region,
)
from storage.workspace import Workspace

_AT_ONCE = 64
_NAMED_AT_MOST = 5


def reembed(
    ws: Workspace, *, by: str, progress: Callable[[int, int], None] | None = None
) -> int:
    """Compute all vectors with the embedder that the workspace was opened with.

    Returns how many were computed now; 0 if it is the embedder in use already.
    progress: called with how many are done and how many there are. Afterwards the
    stored regions are searched again. Raises ConflictError, with nothing changed, if
    pictures are missing.
    """
    embedder = ws.build_recognizer().embedder
    with ws.writing() as session:
        if embedder_in_use(session).embedder_id == embedder.model_id:
            return 0
        other = NextEmbedding.embedder_id != embedder.model_id
        session.execute(delete(NextEmbedding).where(other))
    computed = 0
    while True:  # whatever was scanned meanwhile comes in the next round
        computed += _compute_missing(ws, embedder, progress)
        if _put_in_place(ws, embedder, by=by):
            break
    follow_up(ws)
    return computed


@dataclass(frozen=True, slots=True)
class _Owner:
    """A row whose picture is embedded anew. box: None for a whole picture."""

    kind: Embedded
    row_id: int
    sha256: str
    box: tuple[float, float, float, float] | None


def _compute_missing(
    ws: Workspace,
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
) -> int:
    with ws.reading() as session:
        owners = [*_references(session), *_regions(session)]
        done = session.scalar(select(func.count()).select_from(NextEmbedding)) or 0
    total = done + len(owners)
    lost: list[str] = []
    computed = 0
    for part in _parts(owners):
        ready, pictures = _read(ws, part, lost)
        looks = embedder.embed(pictures)
        with ws.writing() as session:
            for owner, look in zip(ready, looks, strict=True):
                session.add(
                    NextEmbedding(
                        owner=owner.kind,
                        owner_id=owner.row_id,
                        embedder_id=embedder.model_id,
                        embedding=look,
                    )
                )
        computed += len(ready)
        if progress is not None:
            progress(done + computed, total)
    if lost:
        named = ", ".join(lost[:_NAMED_AT_MOST])
        raise ConflictError(
            f"{len(lost)} pictures cannot be read, so the embedder in use stays: "
            f"{named}. Scan or upload them again and run this again."
        )
    return computed


def _references(session: Session) -> list[_Owner]:
    rows = select(Reference.id, Reference.sha256).where(_missing(Embedded.REFERENCE))
    return [
        _Owner(Embedded.REFERENCE, row_id, sha256, None)
        for row_id, sha256 in session.execute(rows.order_by(Reference.id))
    ]


def _regions(session: Session) -> list[_Owner]:
    rows = (
        select(Region.id, Image.sha256, Region.x0, Region.y0, Region.x1, Region.y1)
        .join(Image, Image.id == Region.image_id)
        .where(_missing(Embedded.REGION))
        .order_by(Region.image_id, Region.id)
    )
    return [
        _Owner(Embedded.REGION, row_id, sha256, (x0, y0, x1, y1))
        for row_id, sha256, x0, y0, x1, y1 in session.execute(rows)
    ]


def _missing(kind: Embedded) -> ColumnElement[bool]:
    row = Region if kind is Embedded.REGION else Reference
    return ~exists().where(
        NextEmbedding.owner == kind, NextEmbedding.owner_id == row.id
    )


def _parts(owners: Sequence[_Owner]) -> Iterator[list[_Owner]]:
    """Yield parts of a batch's size; the boxes of one image stay together."""
    part: list[_Owner] = []
    for _, group in groupby(owners, key=lambda owner: (owner.kind, owner.sha256)):
        part.extend(group)
        if len(part) >= _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _read(
    ws: Workspace, owners: Sequence[_Owner], lost: list[str]
) -> tuple[list[_Owner], list[RGB]]:
    ready: list[_Owner] = []
    pictures: list[RGB] = []
    for sha256, group in groupby(owners, key=lambda owner: owner.sha256):
        try:
            data = ws.blobs.get(sha256)
            image = decode(data, name=sha256[:12], limits=ws.image_limits)
        except MarkwatchError:
            lost.append(sha256[:12])
            continue
        for owner in group:
            ready.append(owner)
            pictures.append(image if owner.box is None else crop(image, owner.box))
    return ready, pictures


def _put_in_place(ws: Workspace, embedder: Embedder, *, by: str) -> bool:
    """Swap the vectors if none is missing; say whether that was so."""
    with ws.writing() as session:
        hold_gallery(session, alone=True)
        for kind, row in ((Embedded.REGION, Region), (Embedded.REFERENCE, Reference)):
            if session.scalar(select(row.id).where(_missing(kind)).limit(1)):
                return False
        for kind, row in ((Embedded.REGION, Region), (Embedded.REFERENCE, Reference)):
            new = select(NextEmbedding.embedding).where(
                NextEmbedding.owner == kind, NextEmbedding.owner_id == row.id
            )
            session.execute(
                update(row)
                .values(embedding=new.scalar_subquery(), embedder_id=embedder.model_id)
                .execution_options(synchronize_session=False)
            )
        session.execute(delete(NextEmbedding))
        write_embedder(session, embedder)
        record_changes(session, [Change(ChangeKind.REEMBEDDED)], by=by, at=ws.now())
    return True
