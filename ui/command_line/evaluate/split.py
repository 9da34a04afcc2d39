"""`markwatch evaluate split`: which symbols to train on, and which to test on."""

from pathlib import Path
from typing import Annotated

import typer

from ui.command_line.evaluate.data_options import (
    Data,
    Format,
    Seed,
)
from ui.command_line.evaluate.loading import load

EXAMPLES = (
    "markwatch evaluate split --data photos/ --to split.json",
    "markwatch evaluate retrieval --data photos/ --split split.json --part test",
)


def split(
    data: Data,
    to: Annotated[
        Path, typer.Option(dir_okay=False, metavar="FILE", help="JSON file to write.")
    ],
    format_name: Format = None,
    least: Annotated[
        int,
        typer.Option(min=1, help="Symbols with fewer logos are for training only."),
    ] = 20,
    seed: Seed = 0,
) -> None:
    """Deal the symbols of a data set out to train, val and test: 64, 16 and 20 %."""
    from recognizer.evaluation.splits import PARTS, save_split, split_symbols

    dealt = split_symbols(load(data, format_name), seed=seed, least=least)
    save_split(dealt, to)
    counts = ", ".join(f"{len(dealt.part(name)):,} {name}" for name in PARTS)
    print(f"{counts} symbols written to {to}.")
