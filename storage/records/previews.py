"""What a symbol would match among everything scanned, before it is in the gallery."""

from dataclasses import dataclass

from recognizer.types import Thresholds, Verdict


@dataclass(frozen=True, slots=True)
class PreviewedRegion:
    """A stored region that pictures would match; its bytes: /media/region/{id}.

    picture: which of the pictures it looks like most, from 0. probability: None if not
    calibrated. joins: whether its image would wait for a person because of it.
    said: what people said of it, such as "confirmed as Kite"; empty where nothing.
    """

    region_id: int
    image_id: int
    image_name: str
    picture: int
    similarity: float
    probability: float | None
    verdict: Verdict
    joins: bool
    said: str


@dataclass(frozen=True, slots=True)
class SymbolPreview:
    """What a symbol would match, likeliest first.

    matches: the first of those that would be flagged; near_misses: the first of those
    that would not. regions, images: how many would be flagged, in all. images_in: how
    many images would come into the queue that do not wait now. scanned: how many
    stored regions there are.
    """

    thresholds: Thresholds
    matches: tuple[PreviewedRegion, ...]
    near_misses: tuple[PreviewedRegion, ...]
    regions: int
    images: int
    images_in: int
    scanned: int
