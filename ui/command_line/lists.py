"""`markwatch lists ...`: the sets of symbols and what applies to all of a set."""

from typing import Annotated

import typer

from storage.errors import InvalidInputError, NotFoundError
from storage.lists import add_list, list_lists, update_list
from storage.naming import name_key
from storage.records import (
    Approval,
    ListUpdate,
    ListView,
    ReferenceRule,
    ThresholdOwner,
)
from storage.threshold_changes import get_thresholds
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
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
from ui.rule_words import rule_words
from ui.settings import Settings
from ui.threshold_words import pair_words, source_words

EXAMPLES = (
    "markwatch lists list",
    'markwatch lists add "counterfeits" --severity 5 --policy "Take it down."',
    "markwatch lists thresholds trademark --flag-from 40 --dry-run",
)

group = typer.Typer(
    help="Look after lists: their severity, policy, thresholds and rules.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The list's name.")]
Severity = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=5,
        metavar="N",
        help="1 (note) to 5 (must not sell), for all its symbols.",
    ),
]
Purpose = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What the list is for.")
]
Policy = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What to do when one is found.")
]
Rule = Annotated[
    ReferenceRule | None,
    typer.Option(
        "--references",
        help="When a confirmed region becomes a reference: when the reviewer asked for "
        "it, also where it looks new, always or never.",
    ),
]
Approved = Annotated[
    Approval | None,
    typer.Option(
        "--approved-by",
        help="Who must approve references and symbols that reviewers bring in.",
    ),
]


@group.command("list", epilog=examples("markwatch lists list --json -"))
@options.with_settings(*options.STORE)
def list_(json_to: options.JsonTo = None, *, settings: Settings) -> None:
    """List the lists with their severity, thresholds and number of symbols."""
    with open_from(settings) as workspace:
        found = list_lists(workspace)
        lines = [_line(workspace, one) for one in found]
    report("\n".join(lines), found, json_to=json_to)


@group.command(
    epilog=examples('markwatch lists add counterfeits --severity 5 --purpose "Fakes"')
)
@options.with_settings(*options.STORE, "reviewer")
def add(
    name: Name,
    severity: Severity = 3,
    purpose: Purpose = None,
    policy: Policy = None,
    references: Rule = None,
    approved_by: Approved = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Add a list."""
    with open_from(settings) as workspace:
        added = add_list(
            workspace,
            name,
            severity=severity or 3,
            purpose=purpose or "",
            policy_text=policy or "",
            reference_rule=references or ReferenceRule.ASKED,
            approved_by=approved_by or Approval.NOBODY,
            by=settings.reviewer,
        )
    report(f"The list {added.name} is added.", added, json_to=json_to)


@group.command(
    epilog=examples(
        "markwatch lists edit trademark --severity 4 --rename brands",
        "markwatch lists edit prohibited --references new_looks --approved-by curator",
    )
)
@options.with_settings(*options.STORE, "reviewer")
def edit(
    name: Name,
    rename: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its new name.")
    ] = None,
    severity: Severity = None,
    purpose: Purpose = None,
    policy: Policy = None,
    references: Rule = None,
    approved_by: Approved = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Change a list; its symbols follow where they set nothing themselves."""
    change = ListUpdate(
        name=rename,
        severity=severity,
        purpose=purpose,
        policy_text=policy,
        reference_rule=references,
        approved_by=approved_by,
    )
    if change == ListUpdate():
        raise InvalidInputError("Say what to change, such as --severity 4.")
    with open_from(settings) as workspace:
        found = _find(workspace, name)
        saved = update_list(workspace, found.id, change, by=settings.reviewer)
        line = _line(workspace, saved)
    report(line, saved, json_to=json_to)


@group.command(
    epilog=examples(
        "markwatch lists thresholds trademark",
        "markwatch lists thresholds trademark --flag-from 40 --certain-from 95",
        "markwatch lists thresholds trademark --suggested --dry-run",
        "markwatch lists thresholds trademark --undo",
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
    """Show or set the probabilities from which matches of a list are flagged."""
    asked = Asked(flag_from, certain_from, inherit, suggested, undo, dry_run)
    with open_from(settings) as workspace:
        owner = ThresholdOwner.of_list(_find(workspace, name).id)
        text, value = answer(
            workspace, owner, asked, list_name="", by=settings.reviewer
        )
    report(text, value, json_to=json_to)


def _find(workspace: Workspace, name: str) -> ListView:
    found = list_lists(workspace)
    for one in found:
        if name_key(one.name) == name_key(name):
            return one
    names = ", ".join(one.name for one in found)
    raise NotFoundError(f"There is no list {name}. There are: {names}.")


def _line(workspace: Workspace, one: ListView) -> str:
    applies = get_thresholds(workspace, ThresholdOwner.of_list(one.id)).effective
    return (
        f"{one.name:20}  severity {one.severity}  "
        f"{pair_words(applies.thresholds)} ({source_words(applies, '')})  "
        f"{count_of(one.symbol_count, 'symbol')}\n{'':22}{rule_words(one)}"
    )
