"""`markwatch train embedder`: any open_clip model, by a config file or options."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recognizer.calibration import FILE
from recognizer.synthesis.packages import default_cache_dir
from ui.command_line import options
from ui.command_line.output import say
from ui.command_line.train.sources import (
    FolderOfSources,
    Packages,
    Run,
    installed,
    tell,
)
from ui.settings import Settings

if TYPE_CHECKING:
    from recognizer.training.embedder_config import EmbedderTrainingConfig

EXAMPLES = (
    "markwatch train embedder --preset builtin --minutes 120",
    "markwatch train embedder --sources logos/ --validate-on beverages/",
    "markwatch train embedder --config vit.toml --photographs logodet/ --device cuda",
)


class Preset(StrEnum):
    """Configs that come with Markwatch."""

    BUILTIN = "builtin"


Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        exists=True,
        dir_okay=False,
        metavar="FILE",
        help="TOML file with the choices of the training: model, steps, rates, data; "
        "options given here win.",
    ),
]
PresetName = Annotated[
    Preset | None,
    typer.Option("--preset", help="A config that comes with Markwatch instead."),
]
Photographs = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        help="Train on real logos too: labelled photographs, in any format that "
        "`evaluate` reads. Test brands are left out.",
    ),
]
ValidateOn = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        help="Labelled photographs to choose weights on, never to train on.",
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="Which random crops are drawn. [default: 0]"),
]


@options.with_settings("data_dir")
def embedder(
    run: Run = None,
    config: Config = None,
    preset: PresetName = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Stop after so many, drawing included. [default: when it is trained]",
        ),
    ] = None,
    photographs: Photographs = None,
    validate_on: ValidateOn = None,
    sources: FolderOfSources = None,
    packages: Packages = True,
    device: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="auto, cpu, cuda, mps. [default: auto]"),
    ] = None,
    seed: Seed = None,
    threads: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Of torch. [default: 1]")
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Train an image-text model on crops and captions, then tell logos apart by class.

    Without a config, the small built-in model. The config and the figures of the run
    are saved beside the weights. torchrun trains on several GPUs at once.
    """
    from recognizer.training.embedder import train_embedder

    out = run or settings.data_dir / "training" / "embedder"
    chosen = build_config(
        out,
        config,
        preset,
        sources or [],
        packages,
        minutes=minutes,
        photographs=tuple(photographs) if photographs else None,
        validate_on=validate_on,
        device=device,
        seed=seed,
        threads=threads,
    )
    resume = (out / "checkpoint.pt").is_file()
    train_embedder(replace(chosen, resume=resume), log=say)
    model = out / "model"
    say(
        "Its probabilities come from: markwatch calibrate "
        f"--embedder {model} --out {model / FILE} --data FOLDER-OF-LABELLED-IMAGES"
    )
    tell("embedder", model, json_to)


def build_config(
    out: Path,
    file: Path | None,
    preset: Preset | None,
    folders: list[Path],
    packages: bool,
    **options_given: Any,
) -> "EmbedderTrainingConfig":
    """Put a config together: what options say wins over what the file says.

    options_given: fields of the config; None where nothing was said. Raises ConfigError
    for a file that cannot be used.
    """
    from recognizer.training.config_file import PRESET_FILES, read_config
    from recognizer.training.embedder_config import EmbedderTrainingConfig

    if file and preset:
        raise typer.BadParameter("Give --config or --preset, not both.")
    path = PRESET_FILES[preset] if preset else file
    values = read_config(path) if path else {}
    if folders:
        for name in ("svg_folders", "font_folders", "background_folders"):
            values[name] = tuple(folders)
    values |= {name: v for name, v in options_given.items() if v is not None}
    return EmbedderTrainingConfig(
        out=out,
        cache_dir=default_cache_dir(),
        packages=installed() if packages else None,
        **values,
    )
