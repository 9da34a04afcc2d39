"""The results of many evaluations as Markdown tables: no number is typed by hand."""

from recognizer.evaluation.ledger.runs import RUNS, LedgerRun
from recognizer.evaluation.ledger.tables import (
    END,
    START,
    replace_between,
    write_tables,
)

__all__ = ["END", "RUNS", "START", "LedgerRun", "replace_between", "write_tables"]
