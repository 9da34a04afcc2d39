"""`markwatch symbols preview`: what would this match?"""

from pathlib import Path
from typing import Annotated

import typer

from recognizer.images import load
from storage.previewing import preview_symbol
from storage.records import NewReference, PreviewedRegion, SymbolInput
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import image_limits, open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.adding import DEFAULT_LIST, GROWS
from ui.command_line.symbols.group import group
from ui.settings import Settings
from ui.threshold_words import pair_words, percent


@group.command(
    epilog=examples(
        "markwatch symbols preview heron.png",
        'markwatch symbols preview heron.png --name "Heron Tea" --list prohibited',
    )
)
@options.with_settings(*GROWS)
def preview(
    images: Annotated[
        list[Path],
        typer.Argument(
            exists=True, dir_okay=False, metavar="IMAGE...", help="Cropped pictures."
        ),
    ],
    name: Annotated[
        str,
        typer.Option(metavar="NAME", help="Its name: text on images counts."),
    ] = "",
    list_name: Annotated[
        str, typer.Option("--list", metavar="NAME", help="Whose thresholds apply.")
    ] = DEFAULT_LIST,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Say what a new symbol would match among all scanned images; add nothing."""
    limits = image_limits(settings)
    crops = [NewReference(load(path, limits=limits), path.name) for path in images]
    with open_from(settings) as workspace:
        found = preview_symbol(
            workspace, crops, wanted=SymbolInput(name, list_name), near_limit=5
        )
    lines = [
        f"{count_of(found.regions, 'box')} of {found.scanned:,} would match, on "
        f"{count_of(found.images, 'image')} ({pair_words(found.thresholds)}); "
        f"{count_of(found.images_in, 'image')} would come into the queue.",
        *(_line(one) for one in found.matches),
        *(f"{_line(one)}  (just below)" for one in found.near_misses),
    ]
    report("\n".join(lines), found, json_to=json_to)


def _line(one: PreviewedRegion) -> str:
    chance = (
        f"similarity {one.similarity:.2f}"
        if one.probability is None
        else percent(round(min(one.probability, 0.99), 2))
    )
    said = f"  {one.said}" if one.said else ""
    return f"{chance:>16}  {one.image_name}{said}"
