"""The sampled audit: images on which nothing was flagged, put before a person.

Which ones is drawn by the SHA-256 of an image: the same on every computer, and nothing
that the image shows has a say in it.
"""

from collections.abc import Sequence

from storage.judged import RegionMatches
from storage.models import Region

MOST_BOXES = 3  # that a reviewer is asked of one image
_HIGHEST_PRIORITY = 3.0


def is_sampled(sha256: str, *, share: float) -> bool:
    """Say whether an image without a flag is audited. share: of such images, 0 to 1."""
    return _draw(sha256, 0) < share


def audit_priorities(
    sha256: str, found: Sequence[tuple[Region, RegionMatches]]
) -> dict[int, float]:
    """Return the boxes that are asked, those that came closest to a flag first.

    Empty where nothing was found: then the image itself is asked.
    """
    closest = sorted(found, key=lambda one: _chance(one[1]), reverse=True)
    priority = audit_priority(sha256)
    return {region.id: priority for region, _ in closest[:MOST_BOXES]}


def audit_priority(sha256: str) -> float:
    """Return how soon an audit comes: drawn, so that it comes in between others."""
    return _HIGHEST_PRIORITY * _draw(sha256, 1)


def _chance(result: RegionMatches) -> float:
    matches = (judged.match for judged in result.matches)
    return max(
        (
            match.similarity if match.probability is None else match.probability
            for match in matches
        ),
        default=-1.0,
    )


def _draw(sha256: str, which: int) -> float:
    """Return a number in [0, 1) that the hash decides."""
    digits = sha256[8 * which : 8 * which + 8]
    return int(digits, 16) / 2**32
