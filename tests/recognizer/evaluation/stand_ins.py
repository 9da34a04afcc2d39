"""Stand-ins for the models: they see patches of plain colour on a grey ground."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from recognizer.images import crops as cut_crops
from recognizer.types import RGB, Detections, Embeddings, SimilarityThresholds, TextRead

GREY = 128
COLOURS = {"red": (250, 10, 10), "green": (10, 250, 10), "blue": (10, 10, 250)}
Box = tuple[int, int, int, int]


def patched(path: Path, patches: Sequence[tuple[str, Box]], *, speck: int = 0) -> Path:
    """Write a grey picture with coloured patches; specks make copies differ."""
    pixels = np.full((100, 160, 3), GREY, np.uint8)
    texture = np.random.default_rng(speck).integers(0, 100, (10, 16), np.uint8)
    pixels += np.kron(texture, np.ones((10, 10), np.uint8))[:, :, None]
    for colour, (x0, y0, x1, y1) in patches:
        pixels[y0:y1, x0:x1] = COLOURS[colour]
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


class PatchDetector:
    """Finds the bounding box of each plain colour that is there."""

    model_id = "patches"

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        """Return one box a colour."""
        return [self._detect(image) for image in images]

    def _detect(self, image: RGB) -> Detections:
        boxes = []
        for colour in COLOURS.values():
            ys, xs = np.nonzero((image == colour).all(2))
            if len(xs):
                boxes.append((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1))
        return Detections.of([tuple(map(float, box)) for box in boxes])


class ColourEmbedder:
    """Calls two crops alike when their middles have the same colour."""

    model_id = "colours"
    dim = 3
    thresholds = SimilarityThresholds(uncertain=0.8, known=0.95)
    backend = "none"
    runs_by = "numpy"

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        """Return (N, 3) unit rows."""
        rows = [crop[crop.shape[0] // 2, crop.shape[1] // 2] for crop in crops]
        values = np.asarray(rows, np.float32).reshape(-1, 3)
        return values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1)


class ColourReader:
    """Reads the name of the colour in the middle."""

    model_id = "colour-names"

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        """Return one text a crop; an empty one for grey."""
        return [self._read(crop) for crop in crops]

    def read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        """Return the same of an image's boxes."""
        return self.read(cut_crops(image, boxes))

    def _read(self, crop: RGB) -> TextRead:
        middle = tuple(crop[crop.shape[0] // 2, crop.shape[1] // 2].tolist())
        names = {colour: name for name, colour in COLOURS.items()}
        return TextRead(names.get(middle, ""), 0.9)
