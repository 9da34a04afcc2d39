"""The models that the settings name. The one place that puts a recognizer together.

The imports are inside: torch takes seconds, and most verbs need none of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from recognizer.errors import ModelError
from recognizer.pipeline import Detector, Recognizer
from recognizer.types import RGB, Detections
from ui.command_line.output import say
from ui.settings import Proposals, Settings

if TYPE_CHECKING:
    from recognizer.embedder import ClipEmbedder
    from recognizer.image_tower import Backend


class _NoDetector:
    """Finds nothing, for boxes from lines of text alone."""

    model_id = "none"

    def detect(self, images: Sequence[RGB]) -> list[Detections]:
        return [Detections.empty() for _ in images]


def build_recognizer(settings: Settings) -> Recognizer:
    """Load detector, embedder and, unless switched off, reader.

    Raises ModelError where a setting names nothing that can be loaded.
    """
    detector = build_detector(settings)
    embedder = build_embedder(settings.embedder)
    if not settings.reader:
        return Recognizer(detector, embedder, None)
    from recognizer.reader import OcrReader

    return Recognizer(detector, embedder, OcrReader())


def build_embedder(spec: str | None) -> "ClipEmbedder":
    """Load an embedder, the built-in one for None; say so where it runs slowly.

    Raises ModelError where the spec names nothing that can be loaded.
    """
    from recognizer.embedder import BUILTIN, ClipEmbedder
    from recognizer.image_tower import Backend

    embedder = ClipEmbedder(spec or BUILTIN, cache_dir=towers_dir())
    if embedder.backend is Backend.TORCH:
        say(f"The embedder {embedder.model_id} runs by {embedder.runs_by}.")
    return embedder


def towers_dir() -> Path:
    """Return where exports of embedders are kept, for all data folders together."""
    return user_cache_path("markwatch", False) / "towers"


def detectors_dir() -> Path:
    """Return where exports of detectors are kept, for all data folders together."""
    return user_cache_path("markwatch", False) / "detectors"


def build_detector(settings: Settings, backend: "Backend | None" = None) -> Detector:
    """Load what proposes boxes: YOLO weights, a finder of text lines, or both.

    backend: what is to run the YOLO; None takes the fastest there is. Raises ModelError
    where a setting names nothing that can be loaded.
    """
    text_alone = settings.proposals is Proposals.TEXT
    yolo = _NoDetector() if text_alone else _yolo(settings, backend)
    if settings.proposals is Proposals.YOLO:
        return yolo
    from recognizer.proposals import CombinedDetector
    from recognizer.reader import TextLineDetector

    return CombinedDetector(yolo, TextLineDetector(), max_boxes=settings.max_boxes)


def _yolo(settings: Settings, backend: "Backend | None") -> Detector:
    from recognizer.detector import YoloDetector
    from recognizer.image_tower import Backend
    from recognizer.model_files import BUILTIN_DETECTOR

    weights = Path(settings.detector) if settings.detector else BUILTIN_DETECTOR
    return YoloDetector(
        weights,
        max_boxes=settings.max_boxes,
        tiles=settings.tiles,
        backend=backend or Backend.AUTO,
        cache_dir=detectors_dir(),
    )


def check_models(settings: Settings) -> None:
    """Refuse a detector that is not there, before anything is loaded.

    Raises ModelError.
    """
    if settings.detector and not Path(settings.detector).exists():
        raise ModelError(
            f"No detector at {settings.detector}: give a .pt or .onnx file, "
            "or the folder of an OpenVINO export."
        )
