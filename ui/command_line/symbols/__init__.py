"""`markwatch symbols ...`: what the gallery knows."""

from ui.command_line.symbols import (
    adding,
    approving,
    importing,
    listing,
    merging,
    previewing,
    restoring,
    splitting,
    thresholds,
)
from ui.command_line.symbols.group import group

__all__ = [
    "EXAMPLES",
    "adding",
    "approving",
    "group",
    "importing",
    "listing",
    "merging",
    "previewing",
    "restoring",
    "splitting",
    "thresholds",
]

EXAMPLES = (
    "markwatch symbols list",
    'markwatch symbols add "Heron Tea" heron.png --list trademark',
    "markwatch symbols import logos/ --list prohibited --severity 4",
)
