"""Boxes stay inside the image and in bounds, whatever the picture or the weights."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from recognizer import images
from recognizer.detector import YoloDetector
from recognizer.errors import ModelError
from recognizer.model_files import ASSETS, BUILTIN_DETECTOR
from recognizer.types import RGB
from tests.recognizer.tiny_yolo import save_tiny_yolo

# Untrained weights with the threshold at nothing: more boxes than any real model.
EVERYTHING = 1e-6
DEMO_IMAGE = min((ASSETS / "demo" / "images").glob("*.*"))


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_yolo(tmp_path_factory.mktemp("weights"), size_px=480)


def noise(height: int, width: int) -> RGB:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)


@pytest.fixture(scope="module")
def detector(untrained: Path) -> YoloDetector:
    return YoloDetector(untrained, confidence=EVERYTHING, max_boxes=7)


def test_no_images_give_no_detections(detector: YoloDetector) -> None:
    assert detector.detect([]) == []


@pytest.mark.parametrize("tiles", [False, True])
@pytest.mark.parametrize(
    "size_hw",
    [(120, 160), (1, 1), (1, 3000), (3000, 1), (20, 30_000), (2, 30_000), (900, 1300)],
)
def test_boxes_are_bounded_and_inside(
    untrained: Path, size_hw: tuple[int, int], tiles: bool
) -> None:
    detector = YoloDetector(untrained, confidence=EVERYTHING, max_boxes=7, tiles=tiles)
    height, width = size_hw

    (found,) = detector.detect([noise(height, width)])

    assert len(found) <= 7
    assert (found.xyxy >= 0).all()
    assert (found.xyxy <= [width, height, width, height]).all()
    assert (found.xyxy[:, 2:] - found.xyxy[:, :2] >= 1).all()
    assert (np.diff(found.confidence) <= 0).all()


def test_says_how_many_boxes_the_limit_cut(untrained: Path) -> None:
    bounded = YoloDetector(untrained, confidence=EVERYTHING, max_boxes=2)
    free = YoloDetector(untrained, confidence=EVERYTHING, max_boxes=300)

    (few,), (all_of_them,) = (d.detect([noise(480, 480)]) for d in (bounded, free))

    assert len(few) == 2
    assert few.cut == len(all_of_them) - 2
    np.testing.assert_allclose(few.xyxy, all_of_them.xyxy[:2])


def test_black_images_have_no_logos_at_the_usual_confidence(untrained: Path) -> None:
    (found,) = YoloDetector(untrained).detect([np.zeros((50, 80, 3), np.uint8)])

    assert len(found) == 0
    assert found.xyxy.shape == (0, 4)


def test_images_of_many_sizes_go_through_in_one_call(detector: YoloDetector) -> None:
    pictures = [noise(100, 50), noise(20, 200), noise(64, 64), noise(100, 50)]

    together = detector.detect(pictures)

    for found, picture in zip(together, pictures, strict=True):
        (alone,) = detector.detect([picture])
        np.testing.assert_allclose(found.xyxy, alone.xyxy, atol=0.01)
        np.testing.assert_allclose(found.confidence, alone.confidence, atol=1e-5)


def test_an_animation_is_looked_at_in_its_first_frame(detector: YoloDetector) -> None:
    frames = [Image.fromarray(noise(60, 90)), Image.new("RGB", (90, 60))]
    packed = io.BytesIO()
    frames[0].save(packed, "WEBP", lossless=True, save_all=True, append_images=frames)

    (found,) = detector.detect([images.decode(packed.getvalue(), name="a.webp")])

    (first,) = detector.detect([noise(60, 90)])
    np.testing.assert_allclose(found.xyxy, first.xyxy, atol=0.01)


def test_the_id_follows_the_weights(untrained: Path) -> None:
    assert YoloDetector(untrained).model_id.startswith("untrained@")


def test_boxes_are_those_that_ultralytics_itself_predicts(tmp_path: Path) -> None:
    from ultralytics.models import YOLO

    picture = images.load(DEMO_IMAGE)
    weights = tmp_path / "detector.pt"  # without the card: one view, at 640 px
    weights.write_bytes(BUILTIN_DETECTOR.read_bytes())

    (found,) = YoloDetector(weights, confidence=0.05).detect([picture])

    (theirs,) = YOLO(str(weights), task="detect").predict(
        np.ascontiguousarray(picture[:, :, ::-1]),
        conf=0.05,
        iou=0.45,
        imgsz=640,
        verbose=False,
    )
    expected = theirs.boxes.xyxy.numpy()
    assert len(found) >= 2
    for box in found.xyxy:
        assert np.abs(expected - box).max(axis=1).min() < 1


def test_the_built_in_detector_finds_the_logos_of_a_demo_image() -> None:
    (found,) = YoloDetector().detect([images.load(DEMO_IMAGE)])

    assert 1 <= len(found) <= 30


@pytest.mark.parametrize("name", ["gone.pt", "yolo11n.pt", "notes.txt", "empty.pt"])
def test_what_is_no_detector_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty.pt").write_bytes(b"")

    with pytest.raises(ModelError, match=name):
        YoloDetector(tmp_path / name)
