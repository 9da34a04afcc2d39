"""`markwatch train mine`: classes that are easily taken for each other, as a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.models import build_embedder
from ui.command_line.output import report, say
from ui.command_line.train.embedder import (
    Config,
    Photographs,
    PresetName,
    Seed,
    ValidateOn,
    build_config,
)
from ui.command_line.train.sources import FolderOfSources, Packages
from ui.settings import Settings

EXAMPLES = (
    "markwatch train mine pairs.csv --preset builtin --by name",
    "markwatch train mine pairs.csv --config vit.toml --embedder run/model",
)


class By(StrEnum):
    """How hard negatives are found."""

    NAME = "name"
    CONFUSION = "confusion"
    BOTH = "both"


@options.with_settings("data_dir", "embedder")
def mine(
    pairs: Annotated[
        Path,
        typer.Argument(
            dir_okay=False, metavar="FILE", help="CSV to write: open it, edit it."
        ),
    ],
    by: Annotated[
        By,
        typer.Option(
            help="Names that are alike (near-identical ones are rejected), logos that "
            "the --embedder takes for another in 5 to 35 %, or both."
        ),
    ] = By.BOTH,
    crops: Annotated[
        int, typer.Option(min=1, metavar="N", help="Crops of a class that are asked.")
    ] = 6,
    config: Config = None,
    preset: PresetName = None,
    photographs: Photographs = None,
    validate_on: ValidateOn = None,
    sources: FolderOfSources = None,
    packages: Packages = True,
    seed: Seed = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Find hard negatives among the classes of a training, and write them as pairs.

    Give what the training is given. It reads the file where its config says
    `hard_negatives = "pairs.csv"`.
    """
    from recognizer.training.hard_negatives import write_pairs
    from recognizer.training.mining import Mining
    from recognizer.training.mining import mine as mine_pairs

    chosen = build_config(
        pairs.parent,
        config,
        preset,
        sources or [],
        packages,
        photographs=tuple(photographs) if photographs else None,
        validate_on=validate_on,
        seed=seed,
    )
    mining = Mining(by is not By.CONFUSION, by is not By.NAME, crops)
    embedder = build_embedder(settings.embedder) if mining.confusion else None
    found = mine_pairs(chosen, mining, embedder, log=say)
    count = write_pairs(found, pairs)
    report(f"Wrote {count} pairs to {pairs}.", {"pairs": count}, json_to=json_to)
