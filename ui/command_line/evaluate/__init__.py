"""`markwatch evaluate`: how good detector and embedder are, on labelled images.

A task is a module here with a function of its own name and `EXAMPLES`, named below.
"""

from typing import Any

import typer

from ui.command_line.evaluate import detection, end_to_end, ledger, retrieval, split
from ui.command_line.examples import examples

_TASKS: tuple[Any, ...] = (retrieval, detection, end_to_end, split, ledger)
EXAMPLES = tuple(task.EXAMPLES[0] for task in _TASKS)

group = typer.Typer(
    help="Measure detector and embedder on labelled images.",
    no_args_is_help=True,
)
for _task in _TASKS:
    _name = _task.__name__.rpartition(".")[2]
    group.command(epilog=examples(*_task.EXAMPLES))(getattr(_task, _name))
