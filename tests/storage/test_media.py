"""Pictures for people."""

import io

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import select

from recognizer.images import decode
from storage.errors import NotFoundError
from storage.media import (
    image_media,
    reference_media,
    region_media,
    thumbnail_media,
)
from storage.models import Image as Row
from storage.scanning import scan_image
from storage.workspace import Workspace
from tests.fakes import Placed, draw_scene
from tests.storage.steps import add, scan, take


def sideways_tiff() -> bytes:
    picture = Image.fromarray(draw_scene([Placed(1)]))  # 400 x 300
    exif = picture.getexif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    buffer = io.BytesIO()
    picture.save(buffer, "TIFF", exif=exif)
    return buffer.getvalue()


def test_an_image_is_shown_upright_in_a_format_of_browsers(
    workspace: Workspace,
) -> None:
    add(workspace, "Acme", 2)
    scan_image(workspace, sideways_tiff(), name="side.tiff")
    with workspace.reading() as session:
        sha256 = session.scalars(select(Row.sha256)).one()

    media = image_media(workspace, sha256)

    assert (media.content_type, len(media.etag)) == ("image/webp", 32)
    assert decode(media.data, name="shown").shape == (400, 300, 3)


def test_thumbnails_are_small_and_have_their_own_etag(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))
    sha256 = take(workspace).image.sha256

    small = thumbnail_media(workspace, sha256)

    assert decode(small.data, name="small").shape == (240, 320, 3)
    assert small == thumbnail_media(workspace, sha256)
    assert small.etag != image_media(workspace, sha256).etag


def test_a_region_and_a_reference_show_the_mark(workspace: Workspace) -> None:
    reference = add(workspace, "Acme", 1).reference_ids[0]
    scan(workspace, Placed(1))
    region = take(workspace).regions[0]

    crop = decode(region_media(workspace, region.id).data, name="crop")
    mark = decode(reference_media(workspace, reference).data, name="mark")

    assert (crop.shape, mark.shape) == ((110, 110, 3), (100, 100, 3))
    inner = crop[5:105, 5:105].astype(int)
    assert np.abs(inner - mark.astype(int)).mean() < 12


@pytest.mark.parametrize("sha256", ["", "0" * 64, "../../etc/passwd"])
def test_what_is_not_an_image_of_ours_is_not_found(
    workspace: Workspace, sha256: str
) -> None:
    for show in (image_media, thumbnail_media):
        with pytest.raises(NotFoundError):
            show(workspace, sha256)


def test_a_reference_s_blob_is_not_served_as_an_image(workspace: Workspace) -> None:
    [reference] = add(workspace, "Acme", 1).symbol.references

    with pytest.raises(NotFoundError):
        image_media(workspace, reference.sha256)
    with pytest.raises(NotFoundError):
        region_media(workspace, 404)
    with pytest.raises(NotFoundError):
        reference_media(workspace, 404)
