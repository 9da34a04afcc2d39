"""What both trainings, mining and samples draw from, and the options that say so."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from recognizer.synthesis.packages import default_cache_dir, install_packages
from recognizer.synthesis.sources import Sources, find_sources
from ui.command_line.output import report, say

Run = Annotated[
    Path | None,
    typer.Option(
        "--run",
        file_okay=False,
        metavar="FOLDER",
        help="Folder of the run; one that is there goes on. "
        "[default: training/ in the data folder]",
    ),
]
Packages = Annotated[
    bool,
    typer.Option(
        "--packages/--no-packages",
        help="Draw from icon sets and fonts; npm installs them once, in a cache.",
    ),
]
FolderOfSources = Annotated[
    list[Path] | None,
    typer.Option(
        "--sources",
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        help="Draw from its SVG logos, fonts and photographs (as backgrounds) too; "
        "give it several times for several.",
    ),
]


def find(folders: Sequence[Path], packages: bool) -> Sources:
    """Find everything that is drawn from, and install what is missing of it."""
    return find_sources(
        cache_dir=default_cache_dir(),
        packages=installed() if packages else None,
        svg_folders=folders,
        font_folders=folders,
        background_folders=folders,
    )


def installed() -> Path:
    """Install what is missing of the icon sets and fonts; return their folder."""
    folder = default_cache_dir() / "packages"
    install_packages(folder, log=say)
    return folder


def tell(model: str, weights: Path, json_to: str | None) -> None:
    """Say where the best weights are."""
    text = f"The best weights are {weights}. Use them with: --{model} {weights}"
    report(text, {"weights": weights}, json_to=json_to)
