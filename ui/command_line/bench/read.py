"""`markwatch bench read`: reading the boxes of photographs, by way and by backend."""

from collections.abc import Callable

from ui.command_line import options
from ui.command_line.bench.photographs import Images, MostImages, photographs, said_of
from ui.command_line.bench.rows import Repeats, give, timed
from ui.settings import Settings

EXAMPLES = (
    "markwatch bench read --images photos/ --most 20",
    "markwatch bench read --json -",
)


@options.with_settings(*options.DETECTION)
def read(
    images: Images = None,
    most: MostImages = 8,
    repeats: Repeats = 3,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time reading all boxes of an image: each line once, and box by box.

    With OpenVINO beside ONNX Runtime, where both are installed.
    """
    from recognizer.evaluation.timing import time_beside
    from recognizer.images import crops, load
    from recognizer.reader import Backend, OcrReader, best_backend
    from ui.command_line.models import build_detector

    paths = photographs(images, most)
    pixels = [load(path) for path in paths]
    found = build_detector(settings).detect(pixels)
    pairs = list(zip(pixels, found, strict=True))
    cuts = [crops(image, boxes) for image, boxes in pairs]
    said = f"{said_of(paths)}, {sum(map(len, found))} boxes"
    rows = []

    def beside(
        name: str, work: Callable[[], object], other: Callable[[], object], what: str
    ) -> None:
        ours, theirs = time_beside(work, other, repeats=repeats)
        times = ours, theirs / len(pairs)
        rows.append(timed(name, said, "image", times, what, len(pairs), repeats))

    def regions(reader: OcrReader) -> Callable[[], object]:
        return lambda: [reader.read_regions(image, boxes) for image, boxes in pairs]

    best = OcrReader()
    name = f"read, each line once, {best_backend()}"
    beside(name, regions(best), lambda: [best.read(own) for own in cuts], "each crop")
    if best_backend() is Backend.OPENVINO:
        other = OcrReader(backend=Backend.ONNXRUNTIME)
        beside(name, regions(best), regions(other), "ONNX Runtime")
    give(rows, json_to)
