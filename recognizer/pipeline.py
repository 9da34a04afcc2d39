"""One image through detector, embedder and reader. Asks no gallery, stores nothing."""

from collections.abc import Sequence
from typing import Protocol

from recognizer.images import crops
from recognizer.types import (
    RGB,
    Detections,
    Embeddings,
    Perception,
    SimilarityThresholds,
    TextRead,
)


class Detector(Protocol):
    """Finds logo-like boxes."""

    model_id: str

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return the boxes of every image, in order."""
        ...


class Embedder(Protocol):
    """Turns crops into vectors; its thresholds are for similarities between them."""

    model_id: str
    dim: int
    thresholds: SimilarityThresholds

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        """Return (N, D) float32 unit rows."""
        ...


class Reader(Protocol):
    """Reads text."""

    model_id: str

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Return what every crop says, in order."""
        ...

    def read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        """Return what stands in every box of an image, in order."""
        ...


class Recognizer:
    """A detector, an embedder and, unless switched off, a reader, used together."""

    def __init__(
        self, detector: Detector, embedder: Embedder, reader: Reader | None
    ) -> None:
        self.detector = detector
        self.embedder = embedder
        self.reader = reader

    def perceive(self, images: Sequence[RGB]) -> list[Perception]:
        """Detect, crop, embed and read; one perception an image, in order.

        The crops of all images are embedded together: a batch is what is fast.
        """
        found = self.detector.detect(images)
        return self._perceive(images, found)

    def perceive_boxes(self, image: RGB, detections: Detections) -> Perception:
        """Embed and read boxes that are given, as those that a reviewer draws."""
        return self._perceive([image], [detections])[0]

    def perceive_crop(self, crop: RGB) -> Perception:
        """Embed and read a picture that is a crop already, as an uploaded reference."""
        embeddings = self.embedder.embed([crop])
        texts = self.reader.read([crop]) if self.reader else [TextRead()]
        height, width = crop.shape[:2]
        whole = Detections.of([(0, 0, width, height)])
        return self._perception(crop, whole, embeddings, texts)

    def _perceive(
        self, images: Sequence[RGB], found: Sequence[Detections]
    ) -> list[Perception]:
        pairs = list(zip(images, found, strict=True))
        cut = [crop for image, boxes in pairs for crop in crops(image, boxes)]
        embeddings = self.embedder.embed(cut)
        perceptions = []
        start = 0
        for image, boxes in pairs:
            own = slice(start, start + len(boxes))
            start += len(boxes)
            texts = self._read_regions(image, boxes)
            perceptions.append(self._perception(image, boxes, embeddings[own], texts))
        return perceptions

    def _read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        if self.reader is None:
            return [TextRead()] * len(boxes)
        return self.reader.read_regions(image, boxes)

    def _perception(
        self,
        image: RGB,
        boxes: Detections,
        embeddings: Embeddings,
        texts: Sequence[TextRead],
    ) -> Perception:
        height, width = image.shape[:2]
        return Perception(
            size_wh=(width, height),
            detections=boxes,
            embeddings=embeddings,
            texts=tuple(texts),
            detector_id=self.detector.model_id,
            embedder_id=self.embedder.model_id,
        )
