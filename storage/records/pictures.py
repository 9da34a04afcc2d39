"""Pictures as a browser can show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Media:
    """A picture as a browser can show it; `etag` stays the same as long as it does."""

    data: bytes
    content_type: str
    etag: str
