"""`markwatch symbols approvals`: what reviewers propose, listed and answered."""

from typing import Annotated

import typer

from storage.approving import (
    approve_proposals,
    list_proposals,
    proposals_of,
    refuse_proposals,
)
from storage.errors import InvalidInputError
from storage.records import ApprovalResult, ProposalView
from storage.workspace import Workspace
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import count_of, report
from ui.command_line.symbols.group import group
from ui.settings import Settings

_PAGE = 500

Numbers = Annotated[
    list[int] | None,
    typer.Option(min=1, metavar="N", help="By its number; may be repeated."),
]


@group.command(
    epilog=examples(
        "markwatch symbols approvals",
        "markwatch symbols approvals --approve 12 --approve 14",
        "markwatch symbols approvals --refuse 13",
    )
)
@options.with_settings(*options.STORE, "embedder", "reader", "reviewer")
def approvals(
    approve: Numbers = None,
    refuse: Numbers = None,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """List the references that wait for approval, or answer some of them."""
    if approve and refuse:
        raise InvalidInputError("Give either --approve or --refuse.")
    with open_from(settings) as workspace:
        if not approve and not refuse:
            found = _all(workspace)
            lines = [_line(one) for one in found]
            waits = f"{count_of(len(found), 'proposal')} for approval"
            report("\n".join([*lines, waits]), found, json_to=json_to)
            return
        ids = approve or refuse or []
        versions = dict.fromkeys(ids, 0)
        versions |= {one.id: one.version for one in proposals_of(workspace, ids)}
        answer = approve_proposals if approve else refuse_proposals
        result = answer(workspace, versions, by=settings.reviewer)
    report(_text(result, approved=bool(approve)), result, json_to=json_to)
    if result.problems:
        raise typer.Exit(1)


def _all(workspace: Workspace) -> list[ProposalView]:
    found: list[ProposalView] = []
    while True:
        page = list_proposals(workspace, limit=_PAGE, offset=len(found))
        found += page.items
        if not page.items or len(found) >= page.total:
            return found


def _line(one: ProposalView) -> str:
    near = "" if one.similarity is None else f"  similarity {one.similarity:.2f}"
    new = "  (new symbol)" if one.new_symbol else ""
    return (
        f"{one.id:>6}  {one.symbol_name:32}  {one.list_name:16}  by {one.proposed_by}, "
        f"on {one.image_name}{near}{new}"
    )


def _text(result: ApprovalResult, *, approved: bool) -> str:
    done = "approved" if approved else "refused"
    lines = [f"{count_of(result.answered, 'proposal')} {done}."]
    if approved:
        images = len(result.retro_hunt.image_ids)
        lines.append(f"Earlier images that match: {images:,}.")
    return "\n".join([*lines, *result.problems])
