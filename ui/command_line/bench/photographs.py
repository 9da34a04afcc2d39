"""The photographs that benches run on: a folder's first, or the demo's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

Images = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="Folder of photographs. [default: the demo images]",
    ),
]
MostImages = Annotated[
    int, typer.Option("--most", min=1, help="How many photographs are taken.")
]


def photographs(folder: Path | None, most: int) -> list[Path]:
    """Return the first image files of a folder, by name; None is the demo's.

    Raises BadParameter where it holds none.
    """
    from recognizer.images import SUFFIXES
    from recognizer.model_files import ASSETS

    folder = folder or ASSETS / "demo" / "images"
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    if not found:
        raise typer.BadParameter(f"{folder} holds no image. Give --images a folder.")
    return found[:most]


def said_of(paths: Sequence[Path]) -> str:
    """Say which photographs were taken."""
    return f"{len(paths)} images of {paths[0].parent}, from {paths[0].name} on"
