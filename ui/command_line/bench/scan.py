"""`markwatch bench scan`: all that happens to an image, into a new workspace."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ui.command_line import options
from ui.command_line.bench.photographs import Images, MostImages, photographs, said_of
from ui.command_line.bench.rows import Repeats, give, timed
from ui.settings import Settings

EXAMPLES = (
    "markwatch bench scan --no-reader",
    "markwatch bench scan --images photos/",
)


@options.with_settings(*options.MODELS)
def scan(
    images: Images = None,
    most: MostImages = 8,
    repeats: Repeats = 2,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Time a whole scan: read, detect, embed, read text, store, in a new workspace."""
    from recognizer.evaluation.timing import Yardstick, time_beside
    from storage.scanning import scan_many
    from storage.sources import items_from_paths
    from storage.workspace import open_workspace
    from ui.command_line.models import build_recognizer

    paths = photographs(images, most)
    recognizer = build_recognizer(settings)
    yardstick = Yardstick()

    def scan_anew() -> None:
        with (
            TemporaryDirectory(prefix="markwatch-") as folder,
            open_workspace(data_dir=Path(folder), recognizer=recognizer) as workspace,
        ):
            scan_many(workspace, list(items_from_paths(paths)))

    times = time_beside(scan_anew, yardstick, repeats=repeats)
    reading = "with the reader" if settings.reader else "without the reader"
    said = f"{said_of(paths)}, {reading}, into an empty gallery"
    row = timed("scan", said, "image", times, yardstick.name, len(paths), repeats)
    give([row], json_to)
