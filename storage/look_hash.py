"""The perceptual hash of a picture as text, for finding the same picture again."""

import numpy as np

from recognizer.evaluation.perceptual_hash import NEAR_BITS, perceptual_hash
from recognizer.types import RGB


def look_hash(picture: RGB) -> str:
    """Return 16 hex digits, the 64 bits of the picture's perceptual hash."""
    return np.packbits(perceptual_hash(picture)).tobytes().hex()


def are_near(one: str, other: str) -> bool:
    """Say whether two hashes are of nearly the same picture; no hash is near none."""
    if not one or not other:
        return False
    return (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR_BITS
