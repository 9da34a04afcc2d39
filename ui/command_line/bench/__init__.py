"""`markwatch bench`: how fast this computer is, as ratios to what runs beside.

A bench is a module here with a function of its own name and `EXAMPLES`, named below.
"""

from typing import Any

import typer

from ui.command_line.bench import (
    detect,
    embed,
    learning,
    queue,
    read,
    reviewers,
    scan,
    search,
    synthesize,
    text,
)
from ui.command_line.examples import examples

_BENCHES: tuple[Any, ...] = (
    search,
    text,
    detect,
    embed,
    read,
    reviewers,
    scan,
    learning,
    queue,
    reviewers,
    synthesize,
)
EXAMPLES = tuple(bench.EXAMPLES[0] for bench in _BENCHES)

group = typer.Typer(
    help="Time search, detection, embedding and scanning on this computer. Each time "
    "stands beside a baseline that ran in turns with it: compare the ratios.",
    no_args_is_help=True,
)
for _bench in _BENCHES:
    _name = _bench.__name__.rpartition(".")[2]
    group.command(epilog=examples(*_bench.EXAMPLES))(getattr(_bench, _name))
