"""A recognizer that perceives each picture once, and says the same again afterwards.

For runs that look at the same images many times over. Owns a memory, no file.
"""

import hashlib
from collections.abc import Sequence

from recognizer.pipeline import Recognizer
from recognizer.types import RGB, Perception


class ReplayingRecognizer(Recognizer):
    """Perceives through another recognizer, by the SHA-256 of the pixels."""

    def __init__(self, recognizer: Recognizer) -> None:
        super().__init__(recognizer.detector, recognizer.embedder, recognizer.reader)
        self._inner = recognizer
        self._images: dict[str, Perception] = {}
        self._crops: dict[str, Perception] = {}

    def perceive(self, images: Sequence[RGB]) -> list[Perception]:
        """Detect, crop, embed and read; one perception an image, in order."""
        keys = [_key(image) for image in images]
        new = {k: i for k, i in zip(keys, images, strict=True) if k not in self._images}
        if new:
            seen = self._inner.perceive(list(new.values()))
            self._images |= dict(zip(new, seen, strict=True))
        return [self._images[key] for key in keys]

    def perceive_crop(self, crop: RGB) -> Perception:
        """Embed and read a picture that is a crop already."""
        key = _key(crop)
        if key not in self._crops:
            self._crops[key] = self._inner.perceive_crop(crop)
        return self._crops[key]


def _key(image: RGB) -> str:
    digest = hashlib.sha256(repr(image.shape).encode())
    digest.update(image.tobytes())
    return digest.hexdigest()
