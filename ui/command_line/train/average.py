"""`markwatch train average`: one detector from the weights of several runs."""

from pathlib import Path
from typing import Annotated

import typer

from ui.command_line import options
from ui.command_line.output import say
from ui.command_line.train.sources import tell

EXAMPLES = (
    "markwatch train average first/release/detector.pt second/run/weights/best.pt "
    "--run second/ --into mean/",
)


def average(
    weights: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            dir_okay=False,
            metavar="FILE...",
            help="Weights of two runs or more that went on from the same start.",
        ),
    ],
    run: Annotated[
        Path,
        typer.Option(
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Choose the confidence on the validation images of this run.",
        ),
    ],
    into: Annotated[
        Path,
        typer.Option(
            file_okay=False, metavar="FOLDER", help="Gets detector.pt and its card."
        ),
    ],
    json_to: options.JsonTo = None,
) -> None:
    """Average the weights of detectors, parameter by parameter.

    Give only files that you trust: weights can run code when they are loaded.
    """
    from recognizer.training.detector_release import release_detector

    release_detector(run, into, average_of=weights, log=say)
    tell("detector", into / "detector.pt", json_to)
