"""Which models the settings choose; the models themselves are fakes."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from recognizer.errors import ModelError
from recognizer.image_tower import Backend
from recognizer.types import Detections
from ui.command_line.models import build_detector, build_embedder, check_models
from ui.settings import Flags, Proposals, resolve

SETTINGS = resolve(Flags(), {})


class Finder:
    """Finds one box, and remembers what it was made with."""

    model_id = "finder"

    def __init__(self, *args, **kwargs):
        self.made_with = (args, kwargs)

    def detect(self, images):
        return [Detections.of([(0, 0, 40, 20)], confidence=0.9) for _ in images]


@pytest.fixture
def fake_finders(monkeypatch):
    """Stand in for ultralytics and rapidocr, which take seconds to load."""
    detector = SimpleNamespace(YoloDetector=type("Yolo", (Finder,), {"model_id": "y"}))
    reader = SimpleNamespace(TextLineDetector=type("T", (Finder,), {"model_id": "t"}))
    monkeypatch.setitem(sys.modules, "recognizer.detector", detector)
    monkeypatch.setitem(sys.modules, "recognizer.reader", reader)


CHOICES = [
    # proposals, model id, confidences of the boxes
    (Proposals.YOLO, "y", [0.9]),
    (Proposals.TEXT, "none+t", [0.1]),
    (Proposals.BOTH, "y+t", [0.9]),  # the line of text is where a box is already
]


@pytest.mark.parametrize(("proposals", "model_id", "confidences"), CHOICES)
def test_boxes_come_from_where_the_setting_says(
    proposals, model_id, confidences, fake_finders
):
    detector = build_detector(replace(SETTINGS, proposals=proposals))

    (found,) = detector.detect(["image"])

    assert detector.model_id == model_id
    assert found.confidence == pytest.approx(confidences)


def test_the_weights_and_the_most_boxes_reach_the_detector(fake_finders):
    settings = replace(
        SETTINGS, proposals=Proposals.YOLO, detector="own.pt", max_boxes=7
    )

    (weights,), options = build_detector(settings).made_with

    assert str(weights) == "own.pt"
    assert options["max_boxes"] == 7
    assert options["tiles"] is False
    assert options["cache_dir"].name == "detectors"


def test_a_detector_that_is_not_there_is_refused_before_loading(tmp_path):
    check_models(SETTINGS)
    check_models(replace(SETTINGS, detector=str(tmp_path)))

    with pytest.raises(ModelError, match=r"No detector at gone\.pt"):
        check_models(replace(SETTINGS, detector="gone.pt"))


@pytest.mark.parametrize("backend", ["torch", "openvino"])
def test_an_embedder_that_runs_slowly_says_why(backend, monkeypatch, capsys):
    def load(spec, *, cache_dir):
        assert (spec, cache_dir.name) == ("own/", "towers")
        return SimpleNamespace(
            model_id="own", backend=Backend(backend), runs_by="it (a reason)"
        )

    fake = SimpleNamespace(BUILTIN="builtin", ClipEmbedder=load)
    monkeypatch.setitem(sys.modules, "recognizer.embedder", fake)

    build_embedder("own/")

    said = "The embedder own runs by it (a reason).\n"
    assert capsys.readouterr().err == (said if backend == "torch" else "")
