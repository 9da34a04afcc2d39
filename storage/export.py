"""Decisions as CSV that a spreadsheet cannot mistake for formulas; as JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import UTC, datetime
from enum import Enum
from typing import TextIO

from storage.acting import Person
from storage.decision_log import stream_decisions
from storage.decision_rows import COLUMNS, EVERYTHING, plain_row
from storage.records import DecisionFilter, DecisionRow
from storage.workspace import Workspace

_BOM = "\ufeff"
# What spreadsheets take for the start of a formula, full-width forms included.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def decision_rows(
    ws: Workspace,
    wanted: DecisionFilter = EVERYTHING,
    *,
    seen_by: Person | None = None,
) -> Iterator[DecisionRow]:
    """Yield decisions, oldest first, without ever holding all of them.

    seen_by: leave out what this person must not see yet; None sees all.
    """
    return stream_decisions(ws, wanted, seen_by=seen_by)


def write_decisions_csv(
    rows: Iterable[DecisionRow], stream: TextIO, *, bom: bool = False
) -> int:
    """Write rows under a header and return how many there were.

    stream: text opened with newline="". bom: begin with a byte-order mark, which
    some spreadsheets need to read UTF-8.
    """
    lines = 0
    for line in csv_lines(rows, bom=bom):
        stream.write(line)
        lines += 1
    return lines - 1


def csv_lines(rows: Iterable[DecisionRow], *, bom: bool = False) -> Iterator[str]:
    """Yield the CSV line by line, header first, for a response that streams."""
    return csv_of(COLUMNS, map(astuple, rows), bom=bom)


def json_lines(rows: Iterable[DecisionRow]) -> Iterator[str]:
    """Yield one JSON object for each row, in the order and names of the CSV."""
    for row in rows:
        yield json.dumps(plain_row(row), ensure_ascii=False) + "\n"


def csv_of(
    columns: Iterable[str], rows: Iterable[Iterable[object]], *, bom: bool = False
) -> Iterator[str]:
    """Yield any table as CSV line by line, header first, safe for spreadsheets."""
    yield (_BOM if bom else "") + _line(columns)
    for row in rows:
        yield _line([_cell(value) for value in row])


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Enum):
        return str(value.value)
    return _defused(value) if isinstance(value, str) else str(value)


def _defused(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run (OWASP: CSV Injection)."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text
