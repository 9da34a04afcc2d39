"""The options of checks on machine, people and programs, by name; see `options`."""

from typing import Annotated

import typer

from ui.settings import (
    DEFAULT_API_RATE,
    DEFAULT_API_SCANS,
    DEFAULT_GOLD_SHARE,
    DEFAULT_SECOND_SEVERITY,
    DEFAULT_SECOND_SHARE,
)

AuditShare = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Put so many of the images without a flag before a person, as a check. "
        "[env: MARKWATCH_AUDIT_SHARE; default: 0]",
    ),
]
SecondShare = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Put so many of the decided cases before a second person, who does not "
        "know it; only where people log in. [env: MARKWATCH_SECOND_SHARE; default: "
        f"{DEFAULT_SECOND_SHARE}]",
    ),
]
SecondSeverity = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=5,
        metavar="N",
        help="Do so with every box that is about a symbol of this severity or more; 0 "
        "with none for that. [env: MARKWATCH_SECOND_SEVERITY; default: "
        f"{DEFAULT_SECOND_SEVERITY}]",
    ),
]
GoldShare = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Put a gold case, whose answer is known, before so many of a reviewer's "
        "cases; only where people log in. [env: MARKWATCH_GOLD_SHARE; default: "
        f"{DEFAULT_GOLD_SHARE}]",
    ),
]
GoldFeedback = Annotated[
    bool | None,
    typer.Option(
        "--gold-feedback/--no-gold-feedback",
        help="Tell a reviewer at once how a gold case is decided rightly. "
        "[env: MARKWATCH_GOLD_FEEDBACK; default: no]",
    ),
]
ApiRate = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Requests that each token may make in a minute, in this process; 0 sets "
        f"no limit. [env: MARKWATCH_API_RATE; default: {DEFAULT_API_RATE}]",
    ),
]
ApiScans = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Images that programs send and that are scanned at once. "
        f"[env: MARKWATCH_API_SCANS; default: {DEFAULT_API_SCANS}]",
    ),
]
