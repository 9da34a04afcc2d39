"""`markwatch scan`: find, match and store; what needs a person joins the queue."""

from pathlib import Path
from typing import Annotated

import typer

from storage.records import ScanSummary
from storage.scanning import scan_many
from storage.sources import items_from_paths
from ui.command_line import options
from ui.command_line.opening import image_limits, open_from
from ui.command_line.output import count_of, report
from ui.command_line.progress import scan_bar
from ui.settings import Settings

EXAMPLES = (
    "markwatch scan photos/",
    "markwatch scan a.jpg b.png catalogue.zip",
    "markwatch scan products.csv --json summary.json",
)


@options.with_settings(*options.STORE, *options.MODELS, *options.LIMITS, "audit_share")
def scan(
    paths: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            metavar="PATH...",
            help="Images, folders, ZIP files, or CSV files with the columns image, "
            "product_id, title and any others, which are kept.",
        ),
    ],
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Scan product images and queue those that need a person.

    Images that were scanned before are skipped, so a stopped scan goes on where it was.
    """
    limits = image_limits(settings)
    items = list(items_from_paths(paths, limits=limits, allow_outside=True))
    with open_from(settings) as workspace, scan_bar("Scanning") as progress:
        summary = scan_many(workspace, items, progress=progress)
    report(_text(summary), summary, json_to=json_to)
    if summary.errors:
        raise typer.Exit(1)


def _text(summary: ScanSummary) -> str:
    rate = summary.new / summary.seconds if summary.seconds else 0.0
    lines = [
        f"{count_of(summary.new, 'new image')} with "
        f"{count_of(summary.regions, 'region')} in {summary.seconds:.1f} s "
        f"({rate:.1f} images/s); {summary.already_there:,} there already.",
        f"{count_of(summary.flagged, 'image')} in the queue for review.",
    ]
    if summary.errors:
        lines.append(f"{count_of(len(summary.errors), 'input')} failed:")
        lines += [f"  {result.error}" for result in summary.errors]
    return "\n".join(lines)
