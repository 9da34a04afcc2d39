"""Boxes stay inside the image and in bounds, whatever the picture or the weights."""

import os
from pathlib import Path

import numpy as np
import pytest

from recognizer.detector import YoloDetector
from recognizer.errors import ModelError
from recognizer.types import RGB

# Untrained weights with the threshold at nothing: more boxes than any real model.
EVERYTHING = 1e-6


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    os.environ.setdefault("YOLO_OFFLINE", "true")
    os.environ.setdefault("YOLO_AUTOINSTALL", "false")
    os.environ.setdefault("YOLO_VERBOSE", "false")
    from ultralytics.models import YOLO

    weights = tmp_path_factory.mktemp("weights") / "untrained.pt"
    YOLO("yolo11n.yaml", task="detect").save(weights)
    (weights.parent / "markwatch.json").write_text('{"image_size_px": 160}')
    return weights


def noise(height: int, width: int) -> RGB:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)


@pytest.fixture(scope="module")
def detector(untrained: Path) -> YoloDetector:
    return YoloDetector(untrained, confidence=EVERYTHING, max_boxes=7)


def test_no_images_give_no_detections(detector: YoloDetector) -> None:
    assert detector.detect([]) == []


@pytest.mark.parametrize(
    "size_hw", [(120, 160), (1, 1), (1, 3000), (3000, 1), (20, 30_000)]
)
def test_boxes_are_bounded_and_inside(
    detector: YoloDetector, size_hw: tuple[int, int]
) -> None:
    height, width = size_hw

    (found,) = detector.detect([noise(height, width)])

    assert len(found) <= 7
    assert (found.xyxy >= 0).all()
    assert (found.xyxy <= [width, height, width, height]).all()
    assert (np.diff(found.confidence) <= 0).all()


def test_says_how_many_boxes_the_limit_cut(untrained: Path) -> None:
    bounded = YoloDetector(untrained, confidence=EVERYTHING, max_boxes=2)
    free = YoloDetector(untrained, confidence=EVERYTHING, max_boxes=300)

    (few,), (all_of_them,) = (d.detect([noise(120, 160)]) for d in (bounded, free))

    assert len(few) == 2
    assert few.cut == len(all_of_them) - 2
    np.testing.assert_allclose(few.xyxy, all_of_them.xyxy[:2])


def test_black_images_have_no_logos_at_the_usual_confidence(untrained: Path) -> None:
    (found,) = YoloDetector(untrained).detect([np.zeros((50, 80, 3), np.uint8)])

    assert len(found) == 0
    assert found.xyxy.shape == (0, 4)


def test_images_of_many_sizes_go_through_in_one_call(detector: YoloDetector) -> None:
    images = [noise(100, 50), noise(20, 200), noise(64, 64)]

    together = detector.detect(images)

    assert len(together) == 3
    for found, image in zip(together, images, strict=True):
        assert found.xyxy[:, 2].max() <= image.shape[1]
        assert found.xyxy[:, 3].max() <= image.shape[0]


def test_the_id_follows_the_weights(untrained: Path) -> None:
    assert YoloDetector(untrained).model_id.startswith("untrained@")


@pytest.mark.parametrize("name", ["gone.pt", "yolo11n.pt", "notes.txt", "empty.pt"])
def test_what_is_no_detector_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty.pt").write_bytes(b"")

    with pytest.raises(ModelError, match=name):
        YoloDetector(tmp_path / name)
