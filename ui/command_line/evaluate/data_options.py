"""Options that say what is measured, and where the report goes."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path,
    typer.Option(file_okay=False, help="Folder of labelled images."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="flickrlogos27, flickrlogos32, flickrlogos47, belgalogos, logodet3k, "
        "openlogo, litw, voc, coco, yolo or folder. [default: told by the layout]",
    ),
]
SplitFile = Annotated[
    Path | None,
    typer.Option(
        "--split",
        dir_okay=False,
        metavar="FILE",
        help="Only symbols of one part of this split.",
    ),
]
PartName = Annotated[
    str, typer.Option("--part", metavar="NAME", help="train, val or test.")
]
HeldOut = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Only the share of the photographs, chosen by their names, that "
        "`train detector` keeps for validation.",
    ),
]
MostImages = Annotated[
    int | None,
    typer.Option(
        "--images",
        min=1,
        metavar="N",
        help="Only so many of the images, drawn at random.",
    ),
]
Least = Annotated[
    int | None,
    typer.Option(
        "--least",
        min=1,
        metavar="N",
        help="Only symbols with so many logos (the literature takes 20).",
    ),
]
Embedders = Annotated[
    list[str] | None,
    typer.Option(
        "--embedder",
        metavar="MODEL",
        help="open_clip model and weights, or a folder of one; give it several "
        "times to compare them on the same logos, paired. "
        "[env: MARKWATCH_EMBEDDER; default: built in]",
    ),
]
Baselines = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        metavar="NAME",
        help="Measure a baseline beside it: imagenet, hash or text.",
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Which random draws are made.")]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        file_okay=False,
        metavar="FOLDER",
        help="Keep there what was found and read, for the next run.",
    ),
]
ReportTo = Annotated[
    Path | None,
    typer.Option(
        "--report",
        file_okay=False,
        metavar="FOLDER",
        help="Write a page of plots and pictures there.",
    ),
]
