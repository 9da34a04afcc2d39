"""Stand-ins for the models, and pictures that they understand. No weights, no network.

A mark is a square of coloured tiles made from a seed. The fake detector finds
marks on a plain background, and the fake embedder sees equal marks as equal, marks of
other seeds as far apart and a `blend` of two as in between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from recognizer.calibration import Calibration, Method
from recognizer.calibration.curves import Ramps
from recognizer.calibration.model import Feature, FittedOn, Weighted
from recognizer.images import crops as cut_crops
from recognizer.images import encode_png
from recognizer.pipeline import Recognizer
from recognizer.types import RGB, Detections, Embeddings, SimilarityThresholds, TextRead

BACKGROUND = (230, 230, 230)
TILES = 5
THRESHOLDS = SimilarityThresholds(uncertain=0.8, known=0.95)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark on a scene: seed, top-left corner and side in pixels.

    blend: share of a second mark, `other`, that is mixed in, in [0, 1].
    """

    seed: int
    x: int = 40
    y: int = 40
    side: int = 100
    other: int = 0
    blend: float = 0.0


def draw_mark(seed: int, *, side: int = 100, other: int = 0, blend: float = 0.0) -> RGB:
    """Draw the mark of a seed, (side, side, 3) uint8."""
    tiles = (1 - blend) * _tiles(seed) + blend * _tiles(other)
    small = np.rint(tiles).astype(np.uint8)
    return np.asarray(
        cv2.resize(small, (side, side), interpolation=cv2.INTER_NEAREST), np.uint8
    )


def draw_scene(
    marks: Sequence[Placed], *, size_wh: tuple[int, int] = (400, 300)
) -> RGB:
    """Draw marks on a plain background; they must not touch."""
    scene = np.full((size_wh[1], size_wh[0], 3), BACKGROUND, np.uint8)
    for mark in marks:
        picture = draw_mark(
            mark.seed, side=mark.side, other=mark.other, blend=mark.blend
        )
        scene[mark.y : mark.y + mark.side, mark.x : mark.x + mark.side] = picture
    return scene


def scene_png(*marks: Placed, salt: int = 0) -> bytes:
    """Encode a scene as PNG. salt: makes other bytes of the same scene."""
    scene = draw_scene(marks)
    scene[-1, -1] = (255, salt // 256, salt % 256)
    return encode_png(scene)


def _tiles(seed: int) -> np.ndarray:
    # Dark enough that no tile is taken for the background.
    shape = (TILES, TILES, 3)
    return np.random.default_rng(seed).integers(0, 170, shape).astype(np.float64)


class FakeDetector:
    """Finds what differs from the plain background."""

    model_id = "fake-detector"

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return the boxes of the marks, top to bottom, all sure."""
        return [self._boxes(image) for image in images]

    def _boxes(self, image: RGB) -> Detections:
        differs = np.abs(image.astype(int) - BACKGROUND).max(axis=2) > 40
        count, _, stats, _ = cv2.connectedComponentsWithStats(differs.astype(np.uint8))
        boxes = [
            (float(x), float(y), float(x + w), float(y + h))
            for x, y, w, h, _ in stats[1:count]
            if min(w, h) >= 8
        ]
        return Detections.of(sorted(boxes, key=lambda box: (box[1], box[0])))


class FakeEmbedder:
    """Sees the colours of the tiles, whatever the plain border around them."""

    def __init__(
        self,
        *,
        model_id: str = "fake-embedder",
        thresholds: SimilarityThresholds = THRESHOLDS,
        turn: int = 0,
    ) -> None:
        self.model_id = model_id
        self.thresholds = thresholds
        self.dim = TILES * TILES * 3
        self._turn = turn

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        """Return (N, 75) float32 unit rows; `turn` makes another model's space."""
        rows = [np.roll(self._row(crop), self._turn) for crop in crops]
        return np.asarray(rows, np.float32).reshape(-1, self.dim)

    def _row(self, crop: RGB) -> np.ndarray:
        differs = np.abs(crop.astype(int) - BACKGROUND).max(axis=2) > 40
        ys, xs = np.nonzero(differs)
        if len(ys):
            crop = crop[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
        small = cv2.resize(crop, (TILES, TILES), interpolation=cv2.INTER_AREA)
        row = small.astype(np.float64).ravel() - 85.0
        return row / max(float(np.linalg.norm(row)), 1e-9)


class FakeReader:
    """Reads the text that belongs to the seed of a mark."""

    model_id = "fake-reader"

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = list(texts.values())
        marks = [draw_mark(seed) for seed in texts]
        self._embedder = FakeEmbedder()
        self._known = self._embedder.embed(marks)

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Return the text of the mark that a crop shows, else nothing."""
        return [self._read(row) for row in self._embedder.embed(crops)]

    def read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        """Return the texts of the marks in the boxes."""
        return self.read(cut_crops(image, boxes))

    def _read(self, row: np.ndarray) -> TextRead:
        if not len(self._known):
            return TextRead()
        similarities = self._known @ row
        best = int(np.argmax(similarities))
        if similarities[best] < 0.9:
            return TextRead()
        return TextRead(self._texts[best], 0.9)


def fake_recognizer(
    *, embedder: FakeEmbedder | None = None, texts: Mapping[int, str] | None = None
) -> Recognizer:
    """Make a recognizer of fakes. texts: what the reader reads, by seed of mark."""
    reader = None if texts is None else FakeReader(texts)
    return Recognizer(FakeDetector(), embedder or FakeEmbedder(), reader)


def fake_calibration(
    *,
    embedder_id: str = "fake-embedder",
    with_text: bool = True,
    even: float = 0.5,
    steep: float = 20.0,
) -> Calibration:
    """Make a calibration by which the similarity `even` is 50 % likely.

    steep: logits for each unit of similarity. Margin and text count for nothing.
    """
    return Calibration(
        embedder_id=embedder_id,
        with_text=with_text,
        method=Method.LOGISTIC,
        intercept=-steep * (even + 1),
        features={
            Feature.SIMILARITY: Weighted(
                Ramps(np.array([-1.0, 1.0])), np.array([2 * steep])
            )
        },
        unread=0.0,
        other=0.0,
        levels=None,
        fitted_on=FittedOn("made up", 0, 0, 0),
    )
