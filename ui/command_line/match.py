"""`markwatch match`: what is on these images? Stores nothing of them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from recognizer.errors import MarkwatchError
from recognizer.images import ImageLimits
from storage.errors import InvalidInputError
from storage.importing import import_symbols
from storage.matching import match_image
from storage.records import ScanItem
from storage.sources import items_from_paths
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.match_result import MatchResult, as_document, as_text
from ui.command_line.opening import calibrations_of, open_from
from ui.command_line.output import STDOUT, count_of, open_target, say, write_array
from ui.settings import Settings

EXAMPLES = (
    "markwatch match photo.jpg",
    "markwatch match photos/ --json matches.json",
    "markwatch match photos/ --references logos/ --top-k 1 --json -",
)


@options.with_settings(*options.STORE, *options.MODELS, *options.LIMITS)
def match(
    paths: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            metavar="IMAGE...",
            help="Images, folders, ZIP files, or CSV files with a column image.",
        ),
    ],
    top_k: Annotated[
        int,
        typer.Option(
            min=1, max=100, metavar="N", help="How many symbols per box, at most."
        ),
    ] = 5,
    references: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            metavar="FOLDER-OR-CSV",
            help="Compare with these symbols instead of the gallery: "
            "FOLDER/<symbol>/*.png, or flat files named by symbol.",
        ),
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Find boxes in images and name the symbols that each matches best.

    Nothing of it is stored. --json gives, for every image, its boxes with confidence,
    text and verdict, and their symbols with similarity and the probability to be
    right (null if the embedder is not calibrated), best first.
    """
    with _workspace(settings, references) as workspace:
        matched = _match_all(workspace, paths, top_k)
        failures = _write(matched, json_to)
    if failures:
        say(f"{count_of(failures, 'input')} failed.")
        raise typer.Exit(1)


@contextmanager
def _workspace(settings: Settings, references: Path | None) -> Iterator[Workspace]:
    """Open the gallery to compare with: the workspace's, or one that is thrown away."""
    if references is None:
        with open_from(settings) as workspace:
            yield workspace
        return
    with tempfile.TemporaryDirectory(prefix="markwatch-") as folder:
        own = replace(
            settings, data_dir=Path(folder), database_url=None, blobs_url=None
        )
        calibrations = calibrations_of(settings)
        with open_from(own, calibrations=calibrations) as workspace:
            _import(workspace, references, by=settings.reviewer)
            yield workspace


def _import(workspace: Workspace, references: Path, *, by: str) -> None:
    """Fill a workspace. Raises InvalidInputError where there is no reference at all."""
    summary = import_symbols(workspace, references, by=by)
    for sentence in summary.errors:
        say(sentence)
    if not summary.references_added:
        raise InvalidInputError(
            f"{references} holds no picture of a symbol: give FOLDER/<symbol>/*.png, "
            "flat files named by symbol, or a CSV with the columns name and image."
        )
    say(
        f"Comparing with {count_of(summary.references_added, 'reference')} of "
        f"{count_of(summary.symbols_added, 'symbol')}."
    )


def _match_all(
    workspace: Workspace, paths: list[Path], top_k: int
) -> Iterator[MatchResult]:
    for name, item in _items(paths, workspace.image_limits):
        try:
            found = match_image(workspace, item.read(), name=item.name, k=top_k)
            yield MatchResult(name, found)
        except MarkwatchError as err:
            yield MatchResult(name, None, str(err))


def _items(paths: list[Path], limits: ImageLimits) -> Iterator[tuple[str, ScanItem]]:
    """Yield images under the path that leads to each; in lists, under their names."""
    lists = [path for path in paths if path.suffix.lower() in (".csv", ".zip")]
    for path in paths:
        if path not in lists:
            for item in items_from_paths([path], limits=limits):
                yield str(path / item.name if path.is_dir() else path), item
    for item in items_from_paths(lists, limits=limits, allow_outside=True):
        yield item.name, item


def _write(matched: Iterator[MatchResult], json_to: str | None) -> int:
    """Give every result as it comes; return how many inputs failed."""
    failures = 0

    def told() -> Iterator[MatchResult]:
        nonlocal failures
        for result in matched:
            failures += result.found is None
            if result.error:
                say(result.error)
            yield result

    if json_to is None:
        for result in told():
            print(as_text(result))
    else:
        with open_target(json_to) as stream:
            write_array(map(as_document, told()), stream)
        if json_to != STDOUT:
            print(f"Written to {json_to}.")
    return failures
