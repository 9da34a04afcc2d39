"""`markwatch symbols thresholds`."""

from storage.records import ThresholdOwner
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import report
from ui.command_line.symbols.group import Name, find_symbol, group
from ui.command_line.threshold_options import (
    Asked,
    CertainFrom,
    DryRun,
    FlagFrom,
    Inherit,
    Suggested,
    Undo,
    answer,
)
from ui.settings import Settings


@group.command(
    epilog=examples(
        'markwatch symbols thresholds "Heron Tea"',
        'markwatch symbols thresholds "Heron Tea" --flag-from 62 --dry-run',
        'markwatch symbols thresholds "Heron Tea" --suggested',
        'markwatch symbols thresholds "Heron Tea" --undo',
    )
)
@options.with_settings(*options.STORE, "embedder", "reader", "reviewer")
def thresholds(
    name: Name,
    flag_from: FlagFrom = None,
    certain_from: CertainFrom = None,
    inherit: Inherit = False,
    suggested: Suggested = False,
    undo: Undo = False,
    dry_run: DryRun = False,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Show or set the probabilities from which matches of a symbol are flagged."""
    asked = Asked(flag_from, certain_from, inherit, suggested, undo, dry_run)
    with open_from(settings) as workspace:
        symbol = find_symbol(workspace, name)
        text, value = answer(
            workspace,
            ThresholdOwner.of_symbol(symbol.id),
            asked,
            list_name=symbol.list_name,
            by=settings.reviewer,
        )
    report(text, value, json_to=json_to)
