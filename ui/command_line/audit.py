"""`markwatch audit`: the log of every change, for admins."""

from pathlib import Path
from typing import Annotated

import typer

from storage.audit import AuditFilter, audit_csv
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import STDOUT, count_of, open_target, report, say
from ui.settings import Settings

EXAMPLES = ("markwatch audit export audit.csv",)
group = typer.Typer(
    help="Read the log of every change: who, when, what, from what to what.",
    no_args_is_help=True,
)


@group.command(
    epilog=examples(
        "markwatch audit export audit.csv",
        "markwatch audit export - --kind symbol --since 2026-01-31",
    )
)
@options.with_settings(*options.STORE)
def export(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="CSV file; - is standard output.")
    ],
    bom: Annotated[
        bool, typer.Option("--bom", help="Start with a byte-order mark, for Excel.")
    ] = False,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="Only of this kind, e.g. symbol.")
    ] = "",
    person: Annotated[
        str, typer.Option(metavar="NAME", help="Only this person's.")
    ] = "",
    since: options.Since = None,
    until: options.Until = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Write the audit log as CSV, oldest first."""
    if file == json_to == STDOUT:
        raise typer.BadParameter("the CSV and the JSON cannot both go to -.")
    wanted = AuditFilter(
        kind=kind,
        person=person,
        since=options.in_utc(since),
        until=options.in_utc(until),
    )
    rows = -1  # the header
    with open_from(settings) as workspace, open_target(file) as stream:
        for line in audit_csv(workspace, wanted, bom=bom):
            stream.write(line)
            rows += 1
    text = f"{count_of(rows, 'change')} written to {file}."
    if file == STDOUT:
        say(text)
        return
    summary = {"file": str(Path(file).resolve()), "rows": rows}
    report(text, summary, json_to=json_to)
