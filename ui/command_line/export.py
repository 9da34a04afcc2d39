"""`markwatch export`: every decision as a row of a CSV file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from storage.export import decision_rows, write_decisions_csv
from storage.records import Action, DecisionFilter
from ui.command_line import options
from ui.command_line.opening import open_from
from ui.command_line.output import STDOUT, count_of, open_target, report, say
from ui.settings import Settings

EXAMPLES = (
    "markwatch export decisions.csv",
    "markwatch export decisions.csv --bom --json summary.json",
    "markwatch export - --list prohibited --since 2026-01-31",
)


@options.with_settings("data_dir", "database_url")
def export(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="CSV file; - is standard output.")
    ],
    bom: Annotated[
        bool, typer.Option("--bom", help="Start with a byte-order mark, for Excel.")
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
    since: Annotated[
        datetime | None,
        typer.Option(metavar="TIME", help="Only from this time on (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(metavar="TIME", help="Only before this time (UTC)."),
    ] = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Write the decisions as CSV, oldest first, undone ones included.

    --json gives the file's name and its number of rows.
    """
    if file == json_to == STDOUT:
        raise typer.BadParameter("the CSV and the JSON cannot both go to -.")
    chosen = DecisionFilter(
        reviewer=reviewer,
        action=action,
        list_name=list_name,
        since=_utc(since),
        until=_utc(until),
    )
    with open_from(settings) as workspace, open_target(file) as stream:
        rows = decision_rows(workspace, chosen)
        count = write_decisions_csv(rows, stream, bom=bom)
    text = f"{count_of(count, 'decision')} written to {file}."
    if file == STDOUT:
        say(text)
        return
    summary = {"file": str(Path(file).resolve()), "rows": count}
    report(text, summary, json_to=json_to)


def _utc(time: datetime | None) -> datetime | None:
    return time.replace(tzinfo=UTC) if time else None
