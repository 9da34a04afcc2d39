"""`markwatch symbols history` and `restore`: what the gallery was, and is again."""

from typing import Annotated

import typer

from storage.gallery_history import gallery_history
from storage.records import HistoryEntry, RestorePreview
from storage.restoring import restore_version
from storage.version_preview import preview_restore
from ui.command_line import options
from ui.command_line.examples import examples
from ui.command_line.opening import open_from
from ui.command_line.output import report
from ui.command_line.symbols.group import group
from ui.history_words import field_words, history_words
from ui.restore_words import KINDS, restore_words
from ui.settings import Settings


@group.command(epilog=examples("markwatch symbols history --limit 20"))
@options.with_settings(*options.STORE)
def history(
    limit: Annotated[
        int, typer.Option(min=1, max=1000, metavar="N", help="How many changes.")
    ] = 50,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """List who changed what in the gallery, newest first, with its version."""
    with open_from(settings) as workspace:
        found = gallery_history(workspace, limit=limit).items
    report("\n".join(_line(one) for one in found), found, json_to=json_to)


@group.command(
    epilog=examples(
        "markwatch symbols restore 41 --dry-run", "markwatch symbols restore 41"
    )
)
@options.with_settings(*options.STORE, "embedder", "reader", "reviewer")
def restore(
    version: Annotated[
        int, typer.Argument(min=0, metavar="VERSION", help="See symbols history.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
    json_to: options.JsonTo = None,
    *,
    settings: Settings,
) -> None:
    """Make the gallery what it was at a version; this is a new version, too."""
    with open_from(settings) as workspace:
        found = preview_restore(workspace, version)
        if dry_run:
            text = f"{_difference(found)}\nNothing was changed."
            report(text, found, json_to=json_to)
            return
        done = restore_version(
            workspace, version, seen_version=found.gallery_version, by=settings.reviewer
        )
    text = (
        f"{_difference(found)}\nThe gallery is what it was at version {version}; it is "
        f"version {done.gallery_version} now.\nEarlier images that match: "
        f"{len(done.retro_hunt.image_ids):,}.\nTo take it back: markwatch symbols "
        f"restore {found.gallery_version}"
    )
    report(text, done, json_to=json_to)


def _difference(found: RestorePreview) -> str:
    lines = [f"{KINDS[one.kind].lower():>10}  {one.name}" for one in found.symbols]
    return "\n".join([*lines, restore_words(found)])


def _line(entry: HistoryEntry) -> str:
    version = "" if entry.version is None else str(entry.version)
    name = entry.symbol_name or entry.list_name
    fields = "".join(f"; {one}" for one in field_words(entry))
    what = f"{name} {history_words(entry)}".strip()
    return f"{version:>6}  {entry.at:%Y-%m-%d %H:%M}  {what}{fields}, by {entry.by}"
