"""Restoring a version of the gallery: see what would change, restore it."""

from storage.acting import Role, has_role
from storage.errors import InvalidInputError
from storage.restoring import restore_version
from storage.version_preview import preview_restore
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.gallery_history import show as show_history
from ui.gallery_query import GalleryQuery
from ui.history_words import changed_field
from ui.restore_words import KINDS, restore_words
from ui.retro_hunt import hunt_sentence

SHOWN = 200
_PICTURES = 12


def show(workspace: Workspace, asked: GalleryQuery) -> Reply:
    """Show what restoring the version of the address would do."""
    if asked.version is None:
        raise InvalidInputError("Choose a version in the history first.")
    found = preview_restore(workspace, asked.version)
    context = {
        "found": found,
        "summary": restore_words(found),
        "kinds": KINDS,
        "shown": SHOWN,
        "pictures": _PICTURES,
        "field_words": changed_field,
        "may_restore": has_role(Role.CURATOR),
    }
    return Reply(parts={"view": render("gallery_restore.html", context)})


def restore(workspace: Workspace, by: str, form: Form) -> Reply:
    """Restore a version as it was looked at, and show the history."""
    version, seen = form.integer("version"), form.integer("seen")
    if version is None or seen is None:
        raise InvalidInputError("Choose a version in the history first.")
    done = restore_version(workspace, version, seen_version=seen, by=by)
    reply = show_history(workspace, GalleryQuery(view="history"))
    return Reply(
        parts=reply.parts,
        url="/gallery?view=history",
        notice=(
            f"The gallery is what it was at version {version}; it is version "
            f"{done.gallery_version} now. {hunt_sentence(done.retro_hunt)}"
        ),
        focus="history-title",
    )
