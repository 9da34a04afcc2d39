"""`markwatch bench detect`: what proposes boxes, image by image."""

from ui.command_line import options
from ui.command_line.bench.photographs import Images, MostImages, photographs, said_of
from ui.command_line.bench.rows import Repeats, give, timed
from ui.settings import Settings

EXAMPLES = (
    "markwatch bench detect --images photos/",
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
    """Time what proposes boxes, image by image."""
    from recognizer.evaluation.timing import Yardstick, time_beside
    from recognizer.images import load
    from ui.command_line.models import build_detector

    paths = photographs(images, most)
    pixels = [load(path) for path in paths]
    detector = build_detector(settings)
    yardstick = Yardstick()
    times = time_beside(
        lambda: [detector.detect([image]) for image in pixels],
        yardstick,
        repeats=repeats,
    )
    said = f"{said_of(paths)}, {detector.model_id}"
    row = timed("detect", said, "image", times, yardstick.name, len(pixels), repeats)
    give([row], json_to)
