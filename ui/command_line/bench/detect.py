"""`markwatch bench detect`: what proposes boxes, beside PyTorch, and in tiles."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.command_line import options
from ui.command_line.bench.photographs import Images, MostImages, photographs, said_of
from ui.command_line.bench.rows import Repeats, give, timed
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.evaluation.timing import Timing
    from recognizer.pipeline import Detector
    from recognizer.types import RGB

EXAMPLES = (
    "markwatch bench detect --images photos/ --proposals yolo",
    "markwatch bench detect --json -",
)


@options.with_settings(*options.DETECTION)
def detect(
    images: Images = None,
    most: MostImages = 8,
    repeats: Repeats = 5,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time what proposes boxes: one by one, all at once, and in tiles too.

    The boxes that each finds on an image are told beside its time.
    """
    from recognizer.image_tower import Backend
    from recognizer.images import load
    from ui.command_line.models import build_detector

    paths = photographs(images, most)
    pixels = [load(path) for path in paths]
    plain = replace(settings, tiles=False)
    ours = build_detector(plain)
    torch = build_detector(plain, backend=Backend.TORCH)
    tiled = build_detector(replace(settings, tiles=True))
    said = said_of(paths)
    rows = [
        _row("detect, one by one", said, (ours, torch, "PyTorch"), pixels, 1, repeats),
        _row(
            "detect, all at once",
            said,
            (ours, torch, "PyTorch"),
            pixels,
            len(pixels),
            repeats,
        ),
        _row(
            "detect, in tiles too",
            said,
            (tiled, ours, "without tiles"),
            pixels,
            1,
            repeats,
        ),
    ]
    give(rows, json_to)


def _row(
    name: str,
    said: str,
    pair: "tuple[Detector, Detector, str]",
    pixels: "Sequence[RGB]",
    at_once: int,
    repeats: int,
) -> "Timing":
    """Time a detector beside another, so many images a call; both by the image."""
    from recognizer.evaluation.timing import time_beside

    detector, other, baseline = pair
    calls = [pixels[at : at + at_once] for at in range(0, len(pixels), at_once)]
    times = time_beside(
        lambda: [detector.detect(call) for call in calls],
        lambda: [other.detect(call) for call in calls],
        repeats=repeats,
    )
    found = sum(len(one) for one in detector.detect(pixels)) / len(pixels)
    said = f"{said}, {detector.model_id}, {found:.1f} boxes an image"
    times = times[0], times[1] / len(pixels)
    return timed(name, said, "image", times, baseline, len(pixels), repeats)
