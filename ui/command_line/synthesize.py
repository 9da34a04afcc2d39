"""`markwatch synthesize`: look at what the embedder is trained on."""

import time
from pathlib import Path
from typing import Annotated

import typer

from recognizer.synthesis.samples import Kind, draw_samples, write_samples
from ui.command_line import options
from ui.command_line.output import report, say
from ui.command_line.train.sources import FolderOfSources, Packages, find

EXAMPLES = (
    "markwatch synthesize samples/",
    "markwatch synthesize samples/ --kind families --seed 3 --sources logos/",
)


def synthesize(
    folder: Annotated[
        Path,
        typer.Argument(
            file_okay=False,
            metavar="FOLDER",
            help="Gets a PNG a sample, sheet.png, and index.html to open.",
        ),
    ],
    kind: Annotated[
        Kind,
        typer.Option(help="Crops, crops of four look-alike names each, or bare logos."),
    ] = Kind.CROPS,
    count: Annotated[int, typer.Option(min=1, metavar="N", help="How many.")] = 96,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="The same seed, the same samples.")
    ] = 0,
    sources: FolderOfSources = None,
    packages: Packages = True,
    json_to: options.JsonTo = None,
) -> None:
    """Draw logos as the embedder is trained on, to look at them."""
    from recognizer.errors import MarkwatchError
    from recognizer.synthesis.crops import Backgrounds, CropMaker
    from recognizer.synthesis.logos import LogoFactory

    found = find(sources or [], packages)
    if not found.fonts:
        raise MarkwatchError(
            "There is no font to write names with: give --sources a folder that holds "
            "some, or leave out --no-packages."
        )
    factory = LogoFactory(found, log=say)
    maker = CropMaker(Backgrounds(found.backgrounds))
    started = time.perf_counter()
    samples = draw_samples(factory, maker, kind, count=count, seed=seed)
    per_second = len(samples) / (time.perf_counter() - started)
    write_samples(samples, folder)
    said = f"{len(samples)} samples in {folder}: open {folder / 'index.html'}."
    report(
        f"{said} Drawn at {per_second:.0f} a second by one process.",
        {"samples": len(samples), "folder": folder, "per_second": per_second},
        json_to=json_to,
    )
