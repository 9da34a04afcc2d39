"""`markwatch evaluate ledger`: every figure of the ledger, measured and written."""

import time
from pathlib import Path
from typing import Annotated

import typer

from storage.errors import InvalidInputError
from ui.command_line.evaluate.data_options import Cache
from ui.command_line.output import say

EXAMPLES = (
    "markwatch evaluate ledger --data data/ --out results/ --cache cache/",
    "markwatch evaluate ledger --out results/ --into assets/models/README.md",
    "markwatch evaluate ledger --data data/ --out results/ --only retrieval-jp_beer",
)


def ledger(
    out: Annotated[
        Path,
        typer.Option(
            file_okay=False, metavar="FOLDER", help="Where the JSON of each run is."
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            metavar="FOLDER",
            help="Root of the data sets (test/, train/). Without it nothing is "
            "measured: the tables are made of what is there.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this run, or those whose names begin with it; give it several "
            "times for several.",
        ),
    ] = None,
    cache: Cache = None,
    into: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            exists=True,
            metavar="FILE",
            help="Put the tables between the marks of this document. "
            "[default: they are printed]",
        ),
    ] = None,
) -> None:
    """Run what the ledger rests on, with the built-in models, and write its tables."""
    from recognizer.evaluation.ledger import RUNS, replace_between, write_tables

    chosen = [r for r in RUNS if not only or r.name.startswith(tuple(only))]
    if not chosen:
        names = ", ".join(run.name for run in RUNS)
        raise InvalidInputError(f"No run has such a name. Give one of {names}.")
    out.mkdir(parents=True, exist_ok=True)
    if data is not None:
        for run in chosen:
            _measure(run.words(data), run.file(out), cache)
    tables = write_tables(out)
    if into is None:
        print(tables)
        return
    into.write_text(replace_between(into.read_text("utf-8"), tables), "utf-8")
    say(f"The tables are in {into}.")


def _measure(words: list[str], target: Path, cache: Path | None) -> None:
    """Run one command as a person would, and say how long it took."""
    from ui.command_line.main import run

    began = time.monotonic()
    say(f"markwatch {' '.join(words)}")
    kept = ["--cache", str(cache)] if cache else []
    code = run([*words, *kept, "--json", str(target)])
    if code:
        raise InvalidInputError(f"That run ended with {code}; the tables wait for it.")
    say(f"{target.name}: {time.monotonic() - began:.0f} s")
