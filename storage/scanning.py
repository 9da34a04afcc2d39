"""Scanning: one image, or many with what becomes of each."""

from collections.abc import Mapping

from storage.image_intake import read_item, store_image
from storage.records import ScanItem, ScanResult
from storage.workspace import Workspace


def scan_image(
    ws: Workspace,
    data: bytes,
    *,
    name: str,
    product_id: str = "",
    title: str = "",
    source_uri: str = "",
    extra: Mapping[str, str] | None = None,
) -> ScanResult:
    """Find, match and store the symbols of one image; a flagged one becomes a case.

    Bytes that are there already are left as they are. Raises ImageError for what is
    no readable image.
    """
    item = ScanItem(
        name=name,
        read=lambda: data,
        product_id=product_id,
        title=title,
        source_uri=source_uri,
        extra=dict(extra or {}),
    )
    read = read_item(ws, item)
    if isinstance(read, ScanResult):
        return read
    [seen] = ws.recognizer.perceive([read.image])
    return store_image(ws, read, seen)
