"""Crops keep their order and their image, whatever the number of boxes."""

from collections.abc import Sequence

import numpy as np
import pytest

from recognizer.images import crops
from recognizer.pipeline import Recognizer
from recognizer.types import RGB, Detections, Embeddings, SimilarityThresholds, TextRead


class BrightBoxes:
    """Finds a box of 10 px for every ten units of the image's top-left red."""

    model_id = "bright-boxes"

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        return [
            Detections.of([(10 * i, 0, 10 * i + 10, 10) for i in range(int(n))])
            for n in (image[0, 0, 0] // 10 for image in images)
        ]


class MeanColour:
    model_id = "mean-colour"
    dim = 3
    thresholds = SimilarityThresholds(0.5, 0.8)

    def embed(self, crops: Sequence[RGB]) -> Embeddings:
        rows = [crop.mean((0, 1)) for crop in crops]
        return np.array(rows, np.float32).reshape(-1, 3)


class MeanInWords:
    model_id = "mean-in-words"

    def read(self, crops: Sequence[RGB]) -> list[TextRead]:
        return [TextRead(str(int(crop.mean())), 1) for crop in crops]

    def read_regions(self, image: RGB, boxes: Detections) -> list[TextRead]:
        return self.read(crops(image, boxes))


def striped(*greys: int, boxes: int) -> RGB:
    """One column of 10 px a grey; the first pixel says how many boxes to find."""
    image = np.repeat(np.array(greys, np.uint8), 10)[None, :, None]
    image = np.broadcast_to(image, (10, 10 * len(greys), 3)).copy()
    image[0, 0, 0] = 10 * boxes
    return image


def test_no_images_give_no_perceptions() -> None:
    assert Recognizer(BrightBoxes(), MeanColour(), MeanInWords()).perceive([]) == []


def test_an_image_without_boxes_passes_every_step() -> None:
    recognizer = Recognizer(BrightBoxes(), MeanColour(), MeanInWords())

    (perception,) = recognizer.perceive([striped(0, 0, boxes=0)])

    assert len(perception.detections) == 0
    assert perception.embeddings.shape == (0, 3)
    assert perception.texts == ()
    assert perception.size_wh == (20, 10)


def test_crops_of_several_images_come_back_to_their_own() -> None:
    recognizer = Recognizer(BrightBoxes(), MeanColour(), MeanInWords())
    images = [striped(20, 90, boxes=2), striped(0, boxes=0), striped(10, boxes=1)]

    perceptions = recognizer.perceive(images)

    assert [len(p.detections) for p in perceptions] == [2, 0, 1]
    assert [t.text for t in perceptions[0].texts] == [
        "26",
        "83",
    ]  # a pixel of the neighbour
    assert perceptions[2].embeddings[0, 1] == pytest.approx(10)
    assert perceptions[0].detector_id == "bright-boxes"
    assert perceptions[0].embedder_id == "mean-colour"


def test_without_a_reader_every_text_is_empty() -> None:
    recognizer = Recognizer(BrightBoxes(), MeanColour(), None)

    (perception,) = recognizer.perceive([striped(10, boxes=1)])

    assert perception.texts == (TextRead(),)


def test_boxes_that_a_reviewer_drew_are_perceived_as_given() -> None:
    recognizer = Recognizer(BrightBoxes(), MeanColour(), None)
    drawn = Detections.of([(0, 0, 10, 10), (10, 0, 20, 10)])

    perception = recognizer.perceive_boxes(striped(50, 200, boxes=0), drawn)

    assert perception.embeddings[:, 1] == pytest.approx([63, 186], abs=1)


def test_a_crop_is_perceived_whole() -> None:
    recognizer = Recognizer(BrightBoxes(), MeanColour(), MeanInWords())

    perception = recognizer.perceive_crop(striped(40, 60, boxes=3))

    assert perception.detections.xyxy.tolist() == [[0, 0, 20, 10]]
    assert len(perception.embeddings) == 1
