"""`markwatch train detector`."""

from pathlib import Path
from typing import Annotated

import typer

from recognizer.training.network_choice import Network
from ui.command_line import options
from ui.command_line.output import say
from ui.command_line.train.sources import (
    FolderOfSources,
    Packages,
    Run,
    find,
    tell,
)
from ui.settings import Settings

EXAMPLES = (
    "markwatch train detector --minutes 120",
    "markwatch train detector --sources shelves/ --photographs beverages/",
    "markwatch train detector --start detector.pt --more-scenes earlier-run/",
)

Minutes = Annotated[
    float,
    typer.Option(
        min=1, metavar="N", help="Stop after about so many minutes of training."
    ),
]
Seed = Annotated[
    int, typer.Option(min=0, metavar="N", help="Which random images are drawn.")
]


@options.with_settings("data_dir")
def detector(
    run: Run = None,
    minutes: Minutes = 120,
    scenes: Annotated[
        int,
        typer.Option(
            min=1, metavar="N", help="How many synthetic scenes are drawn first."
        ),
    ] = 8000,
    photographs: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Boxed photographs: images/NAME.jpg with labels/NAME.txt (YOLO).",
        ),
    ] = None,
    photograph_repeats: Annotated[
        int,
        typer.Option(
            min=1, metavar="N", help="How often a photograph is seen for one scene."
        ),
    ] = 2,
    large_repeats: Annotated[
        int,
        typer.Option(
            min=1, metavar="N", help="How often a scene with a large logo is seen."
        ),
    ] = 3,
    more_scenes: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Learn from the scenes of an earlier run (or images/ with labels/) "
            "too; give it several times for several.",
        ),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            metavar="FILE",
            help="Go on from these weights, which you trust. [default: ImageNet's]",
        ),
    ] = None,
    network: Annotated[
        Network,
        typer.Option(
            help="lite0 is the built-in one; the others start from nothing known."
        ),
    ] = Network.LITE0,
    image_size: Annotated[
        int,
        typer.Option(
            min=32, metavar="PIXELS", help="Longer side in training; 32 divides it."
        ),
    ] = 320,
    learning_rate: Annotated[
        float, typer.Option(metavar="RATE", help="At its highest, of AdamW.")
    ] = 1e-3,
    sources: FolderOfSources = None,
    packages: Packages = True,
    seed: Seed = 1,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Train a detector of logo-like boxes on synthetic scenes."""
    from recognizer.synthesis.scene_dataset import SceneRecipe
    from recognizer.training.detector import DetectorTrainingConfig, train_detector
    from recognizer.training.detector_release import release_detector

    config = DetectorTrainingConfig(
        folder=run or settings.data_dir / "training" / "detector",
        recipe=SceneRecipe(find(sources or [], packages)),
        scenes=scenes,
        seed=seed,
        minutes=minutes,
        photographs=tuple(photographs or ()),
        photograph_repeats=photograph_repeats,
        large_repeats=large_repeats,
        more_scenes=tuple(more_scenes or ()),
        start=start,
        network=network,
        image_size_px=image_size,
        learning_rate=learning_rate,
    )
    train_detector(config, log=say)
    release_detector(config.folder, config.folder / "release", log=say)
    tell("detector", config.folder / "release" / "detector.pt", json_to)
