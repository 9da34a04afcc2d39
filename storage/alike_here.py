"""Boxes of one image that can be answered together. Pure: no database."""

from collections.abc import Sequence

from recognizer.types import Verdict
from storage.records import RegionView

Xyxy = tuple[float, float, float, float]

_INSIDE = 0.9  # share of the smaller box that lies in the other
_SAME_PLACE = 0.6  # intersection over union of two boxes around one thing


def say_the_same(regions: Sequence[RegionView]) -> dict[int, tuple[int, ...]]:
    """Return for each waiting region the others of its image that say the same.

    They have the same best match, or are boxes around the same thing: nearly the same
    box, or one inside the other with the same symbol among the first two matches.
    """
    waiting = [region for region in regions if region.waiting]
    return {
        one.id: tuple(
            other.id for other in waiting if other.id != one.id and _same(one, other)
        )
        for one in waiting
    }


def _same(one: RegionView, other: RegionView) -> bool:
    known = Verdict.UNKNOWN not in (one.verdict, other.verdict)
    if known and _symbols(one, 1) & _symbols(other, 1):
        return True
    shared = shared_area(one.xyxy, other.xyxy)
    areas = area(one.xyxy), area(other.xyxy)
    if shared / (sum(areas) - shared) >= _SAME_PLACE:
        return True
    nested = shared / min(areas) >= _INSIDE
    return nested and bool(_symbols(one, 2) & _symbols(other, 2))


def _symbols(region: RegionView, first: int) -> set[int]:
    return {match.symbol_id for match in region.matches[:first]}


def area(box: Xyxy) -> float:
    """Return the area of a box, never zero."""
    return max((box[2] - box[0]) * (box[3] - box[1]), 1e-9)


def shared_area(one: Xyxy, other: Xyxy) -> float:
    """Return the area of the intersection of two boxes."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)
