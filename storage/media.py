"""Pictures for people: re-encoded, upright, made once.

All raise NotFoundError for what is not there.
"""

import hashlib
from collections.abc import Callable

from sqlalchemy import select

from recognizer.images import crop, decode, thumbnail
from recognizer.types import RGB
from storage.errors import NotFoundError
from storage.models import Image, Reference, Region
from storage.records import Media
from storage.workspace import Workspace

_SCREEN_PX = 2048
_THUMBNAIL_PX = 320
_CROP_PX = 512


def image_media(ws: Workspace, sha256: str) -> Media:
    """Return an image for the screen, EXIF applied.

    It may be smaller than the image: boxes stay in pixels of `ImageView.width`.
    """
    return _image(ws, sha256, longest_px=_SCREEN_PX)


def thumbnail_media(ws: Workspace, sha256: str) -> Media:
    """Return a small image."""
    return _image(ws, sha256, longest_px=_THUMBNAIL_PX)


def region_media(ws: Workspace, region_id: int) -> Media:
    """Return the crop of a region as the embedder saw it, at most 512 pixels long."""
    with ws.reading() as session:
        row = session.get(Region, region_id)
        if row is None:
            raise NotFoundError("There is no such box.")
        image = session.get_one(Image, row.image_id)
    box = (row.x0, row.y0, row.x1, row.y1)

    def cut() -> RGB:
        return crop(_decoded(ws, image.sha256, image.name), box)

    corners = "-".join(str(round(side)) for side in box)
    return _drawn(ws, image.sha256, f"crop-{corners}", cut, longest_px=_CROP_PX)


def reference_media(ws: Workspace, reference_id: int) -> Media:
    """Return the picture of a reference, also of one that was removed."""
    with ws.reading() as session:
        row = session.get(Reference, reference_id)
    if row is None:
        raise NotFoundError("There is no such reference.")
    return _drawn(
        ws,
        row.sha256,
        f"reference-{_CROP_PX}",
        lambda: _decoded(ws, row.sha256, "The reference"),
        longest_px=_CROP_PX,
    )


def _image(ws: Workspace, sha256: str, *, longest_px: int) -> Media:
    with ws.reading() as session:
        name = session.scalar(select(Image.name).where(Image.sha256 == sha256))
    if name is None:
        raise NotFoundError("There is no such image.")
    return _drawn(
        ws,
        sha256,
        f"image-{longest_px}",
        lambda: _decoded(ws, sha256, name),
        longest_px=longest_px,
    )


def _decoded(ws: Workspace, sha256: str, name: str) -> RGB:
    return decode(ws.blobs.get(sha256), name=name, limits=ws.image_limits)


def _drawn(
    ws: Workspace, sha256: str, kind: str, draw: Callable[[], RGB], *, longest_px: int
) -> Media:
    data = ws.blobs.derived(
        sha256, kind, lambda: thumbnail(draw(), longest_px=longest_px)
    )
    etag = hashlib.sha256(f"{sha256}/{kind}".encode()).hexdigest()[:32]
    return Media(data=data, content_type="image/webp", etag=etag)
