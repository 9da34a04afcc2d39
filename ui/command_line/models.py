"""The models that the settings name. The one place that puts a recognizer together.

The imports are inside: torch takes seconds, and most verbs need none of it.
"""

from pathlib import Path

from recognizer.errors import ModelError
from recognizer.pipeline import Recognizer
from ui.settings import Settings


def build_recognizer(settings: Settings) -> Recognizer:
    """Load detector, embedder and, unless switched off, reader.

    Raises ModelError where a setting names nothing that can be loaded.
    """
    from recognizer.detector import YoloDetector
    from recognizer.embedder import ClipEmbedder

    detector = (
        YoloDetector(Path(settings.detector)) if settings.detector else YoloDetector()
    )
    embedder = ClipEmbedder(settings.embedder) if settings.embedder else ClipEmbedder()
    if not settings.reader:
        return Recognizer(detector, embedder, None)
    from recognizer.reader import OcrReader

    return Recognizer(detector, embedder, OcrReader())


def check_models(settings: Settings) -> None:
    """Refuse a detector that is not there, before anything is loaded.

    Raises ModelError.
    """
    if settings.detector and not Path(settings.detector).exists():
        raise ModelError(
            f"No detector at {settings.detector}: give a .pt or .onnx file, "
            "or the folder of an OpenVINO export."
        )
