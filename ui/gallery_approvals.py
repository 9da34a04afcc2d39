"""Approvals in the Gallery screen: what reviewers propose, answered by a curator."""

from storage.acting import Role, has_role
from storage.approving import approve_proposals, list_proposals, refuse_proposals
from storage.errors import InvalidInputError
from storage.records import ApprovalResult
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_query import GalleryQuery
from ui.retro_hunt import hunt_sentence

PAGE_SIZE = 24


def show(workspace: Workspace, asked: GalleryQuery) -> Reply:
    """Show a page of what waits for approval, oldest first."""
    found = list_proposals(
        workspace, limit=PAGE_SIZE, offset=(asked.page - 1) * PAGE_SIZE
    )
    context = {
        "found": found,
        "page_size": PAGE_SIZE,
        "may_answer": has_role(Role.CURATOR),
        "address": lambda page: f"/gallery?view=approvals&page={page}",
    }
    return Reply(parts={"view": render("gallery_approvals.html", context)})


def approve(workspace: Workspace, by: str, form: Form) -> Reply:
    """Let the chosen crops become references."""
    result = approve_proposals(workspace, _chosen(form), by=by)
    hunted = hunt_sentence(result.retro_hunt)
    said = f"{_references(result.answered)} approved. {hunted}"
    return _again(workspace, form, result, said)


def refuse(workspace: Workspace, by: str, form: Form) -> Reply:
    """Refuse the chosen crops; what was decided stays."""
    result = refuse_proposals(workspace, _chosen(form), by=by)
    said = f"{_references(result.answered)} refused. The decisions stay."
    return _again(workspace, form, result, said)


def _again(
    workspace: Workspace, form: Form, result: ApprovalResult, said: str
) -> Reply:
    asked = GalleryQuery(page=max(1, form.integer("page") or 1))
    reply = show(workspace, asked)
    words = [said] if result.answered else []
    rest = list_proposals(workspace, limit=1)
    return Reply(
        parts=reply.parts,
        notice=" ".join([*words, *result.problems]),
        is_error=bool(result.problems),
        focus=f"proposal-{rest.items[0].id}" if rest.items else "approvals-title",
    )


def _chosen(form: Form) -> dict[int, int]:
    """Return the version of each chosen proposal: they come as "id:version"."""
    chosen: dict[int, int] = {}
    for text in form.texts("proposal"):
        number, _, version = text.partition(":")
        if not (number.isdecimal() and version.isdecimal()):
            raise InvalidInputError("Choose at least one proposal first.")
        chosen[int(number)] = int(version)
    if not chosen:
        raise InvalidInputError("Choose at least one proposal first.")
    return chosen


def _references(count: int) -> str:
    return "1 reference is" if count == 1 else f"{count:,} references are"
