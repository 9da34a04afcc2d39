"""`markwatch export`: the decisions as a table, or as a data set to train on."""

import zipfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from storage.errors import InvalidInputError
from storage.export import decision_rows, json_lines, write_decisions_csv
from storage.records import Action, DecisionFilter
from storage.targets import Archive, Folder
from storage.training_set import Layout, TrainingSetSummary, write_training_set
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.opening import open_from
from ui.command_line.output import STDOUT, count_of, open_target, report, say
from ui.settings import Settings

EXAMPLES = (
    "markwatch export decisions.csv",
    "markwatch export decisions.csv --bom --json summary.json",
    "markwatch export - --list prohibited --since 2026-01-31 --format jsonl",
    "markwatch export confirmed.zip --format coco",
)


class ExportFormat(StrEnum):
    """How decisions are written."""

    CSV = "csv"
    JSONL = "jsonl"
    COCO = "coco"
    YOLO = "yolo"


@options.with_settings(*options.STORE, *options.LIMITS)
def export(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="File to write; - is standard output. For coco and yolo a .zip file "
            "or a folder.",
        ),
    ],
    format: Annotated[
        ExportFormat,
        typer.Option(
            help="csv, jsonl: every decision. coco, yolo: the confirmed boxes with "
            "their images, to train on."
        ),
    ] = ExportFormat.CSV,
    bom: Annotated[
        bool,
        typer.Option("--bom", help="Start the CSV with a byte-order mark, for Excel."),
    ] = False,
    list_name: Annotated[
        str | None,
        typer.Option("--list", metavar="NAME", help="Only symbols of this list."),
    ] = None,
    action: Annotated[
        Action | None, typer.Option(help="Only decisions of this kind.")
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this reviewer's.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Write the decisions as CSV, oldest first, undone ones included.

    Or as JSON Lines, or the confirmed boxes as a data set. --json gives the file's name
    and its number of rows.
    """
    if file == json_to == STDOUT:
        raise typer.BadParameter("the export and the JSON cannot both go to -.")
    chosen = DecisionFilter(
        reviewer=reviewer,
        action=action,
        list_name=list_name,
        since=options.in_utc(since),
        until=options.in_utc(until),
    )
    with open_from(settings) as workspace:
        if format in (ExportFormat.CSV, ExportFormat.JSONL):
            _write_table(workspace, chosen, file, format, bom=bom, json_to=json_to)
        else:
            layout = Layout(format.value)
            _write_training_set(workspace, chosen, file, layout, json_to=json_to)


def _write_table(
    workspace: Workspace,
    chosen: DecisionFilter,
    file: str,
    kind: ExportFormat,
    *,
    bom: bool,
    json_to: str | None,
) -> None:
    rows = decision_rows(workspace, chosen)
    with open_target(file) as stream:
        if kind is ExportFormat.CSV:
            count = write_decisions_csv(rows, stream, bom=bom)
        else:
            count = sum(bool(stream.write(line)) for line in json_lines(rows))
    text = f"{count_of(count, 'decision')} written to {file}."
    if file == STDOUT:
        say(text)
        return
    summary = {"file": str(Path(file).resolve()), "rows": count}
    report(text, summary, json_to=json_to)


def _write_training_set(
    workspace: Workspace,
    chosen: DecisionFilter,
    file: str,
    layout: Layout,
    *,
    json_to: str | None,
) -> None:
    if file == STDOUT:
        raise typer.BadParameter(f"{layout} needs a .zip file or a folder.")
    summary = _put(workspace, chosen, Path(file), layout)
    lines = [
        f"{count_of(summary.boxes, 'confirmed box')} of "
        f"{count_of(summary.symbols, 'symbol')} on {count_of(summary.images, 'image')} "
        f"written to {file}.",
        *summary.errors,
    ]
    report("\n".join(lines), summary, json_to=json_to)
    if summary.errors:
        raise typer.Exit(1)


def _put(
    workspace: Workspace, chosen: DecisionFilter, path: Path, layout: Layout
) -> TrainingSetSummary:
    try:
        if path.suffix.lower() != ".zip":
            return write_training_set(workspace, layout, Folder(path), chosen)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            return write_training_set(workspace, layout, Archive(archive), chosen)
    except OSError as err:
        raise InvalidInputError(
            f"{path} cannot be written: {err.strerror or err}."
        ) from err
