"""`markwatch train ...`: new weights, from synthetic images and boxed photographs."""

from pathlib import Path
from typing import Annotated

import typer

from recognizer.synthesis.packages import default_cache_dir, install_packages
from recognizer.synthesis.sources import Sources, find_sources
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.output import report, say
from ui.settings import Settings

EXAMPLES = (
    "markwatch train detector --minutes 120",
    "markwatch train embedder --minutes 120",
)

group = typer.Typer(
    help="Train the detector or the embedder; a run that was stopped goes on.",
    no_args_is_help=True,
)

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
Minutes = Annotated[
    float,
    typer.Option(
        min=1, metavar="N", help="Stop after about so many minutes of training."
    ),
]
Seed = Annotated[
    int, typer.Option(min=0, metavar="N", help="Which random images are drawn.")
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


@group.command(
    epilog=examples(
        EXAMPLES[0],
        "markwatch train detector --sources shelves/ --photographs beverages/",
    )
)
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
        recipe=SceneRecipe(_find(sources or [], packages)),
        scenes=scenes,
        seed=seed,
        minutes=minutes,
        photographs=tuple(photographs or ()),
    )
    train_detector(config, log=say)
    release_detector(config.folder, config.folder / "release", log=say)
    _tell("detector", config.folder / "release" / "detector.pt", json_to)


@group.command(
    epilog=examples(
        EXAMPLES[1],
        "markwatch train embedder --sources logos/ --photographs beverages/",
    )
)
@options.with_settings("data_dir")
def embedder(
    run: Run = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            min=1, metavar="N", help="Stop after so many. [default: when it is trained]"
        ),
    ] = None,
    photographs: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Boxed photographs (YOLO) to measure on, never to train on.",
        ),
    ] = None,
    sources: FolderOfSources = None,
    packages: Packages = True,
    seed: Seed = 0,
    threads: Annotated[
        int, typer.Option(min=1, metavar="N", help="Threads of torch.")
    ] = 1,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Train a small CLIP on synthetic logos, then tell them apart by class."""
    from recognizer.training.embedder import train_embedder
    from recognizer.training.embedder_config import EmbedderTrainingConfig

    out = run or settings.data_dir / "training" / "embedder"
    folders = tuple(sources or ())
    config = EmbedderTrainingConfig(
        out=out,
        cache_dir=default_cache_dir(),
        packages=_installed() if packages else None,
        svg_folders=folders,
        font_folders=folders,
        background_folders=folders,
        validate_on=photographs,
        seed=seed,
        resume=(out / "checkpoint.pt").is_file(),
        minutes=minutes,
        threads=threads,
    )
    train_embedder(config, log=say)
    _tell("embedder", out / "model", json_to)


def _find(folders: list[Path], packages: bool) -> Sources:
    return find_sources(
        cache_dir=default_cache_dir(),
        packages=_installed() if packages else None,
        svg_folders=folders,
        font_folders=folders,
        background_folders=folders,
    )


def _installed() -> Path:
    """Install what is missing of the icon sets and fonts; return their folder."""
    folder = default_cache_dir() / "packages"
    install_packages(folder, log=say)
    return folder


def _tell(model: str, weights: Path, json_to: str | None) -> None:
    text = f"The best weights are {weights}. Use them with: --{model} {weights}"
    report(text, {"weights": weights}, json_to=json_to)
