"""`markwatch symbols import`."""

from pathlib import Path
from typing import Annotated

import typer

from storage.import_check import check_import
from storage.importing import import_symbols
from storage.records import ImportCheck
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.adding import DEFAULT_LIST, GROWS, Severity
from ui.command_line.symbols.group import earlier, group
from ui.settings import Settings


@group.command(
    "import",
    epilog=examples(
        "markwatch symbols import logos/ --list trademark",
        "markwatch symbols import logos.zip --dry-run",
        "markwatch symbols import symbols.csv pictures.zip --json -",
    ),
)
@options.with_settings(*GROWS)
def import_(
    source: Annotated[
        Path,
        typer.Argument(
            exists=True,
            metavar="FOLDER-ZIP-OR-CSV",
            help="FOLDER/<symbol>/*.png, flat files named by symbol, the same in a "
            "ZIP, or a CSV with the columns name and image, and perhaps list, "
            "severity, policy_text and aliases (separated by ;).",
        ),
    ],
    pictures: Annotated[
        Path | None,
        typer.Argument(
            exists=True,
            dir_okay=False,
            metavar="[ZIP]",
            help="A ZIP with the images that the CSV names.",
        ),
    ] = None,
    list_name: Annotated[
        str, typer.Option("--list", metavar="NAME", help="The list of new symbols.")
    ] = DEFAULT_LIST,
    severity: Severity = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Say what would be added, what is there, what looks alike and what "
            "cannot be read; add nothing.",
        ),
    ] = False,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Add many symbols at once. Pictures that are there already are skipped."""
    with open_from(settings) as workspace:
        if dry_run:
            check = check_import(
                workspace,
                source,
                list_name=list_name,
                severity=severity,
                pictures=pictures,
            )
            report(_check_text(check), check, json_to=json_to)
            raise typer.Exit(1 if check.problems else 0)
        summary = import_symbols(
            workspace,
            source,
            list_name=list_name,
            severity=severity,
            pictures=pictures,
            by=settings.reviewer,
        )
    lines = [
        f"{count_of(summary.symbols_added, 'new symbol')}, "
        f"{count_of(summary.references_added, 'new reference')}; "
        f"{summary.already_there:,} there already.",
        earlier(summary),
        *summary.errors,
    ]
    report("\n".join(lines), summary, json_to=json_to)
    if summary.errors:
        raise typer.Exit(1)


def _check_text(check: ImportCheck) -> str:
    lines = [
        f"Would add {count_of(check.symbols_added, 'new symbol')} and "
        f"{count_of(check.references_added, 'new reference')}; "
        f"{len(check.duplicates):,} there already.",
        *(f"{one.where}: the same picture as {one.of}." for one in check.duplicates),
        *(
            f"{one.where}: {one.symbol} looks like {one.other} "
            f"(similarity {one.similarity:.2f})."
            for one in check.near_twins
        ),
        *(f"{one.where}: {one.message}" for one in check.problems),
        "Nothing was added.",
    ]
    return "\n".join(lines)
