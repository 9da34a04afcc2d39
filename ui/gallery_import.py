"""Many symbols at once in the Gallery screen: drop, look at what would happen, add."""

from recognizer import images
from storage.import_check import check_import
from storage.importing import import_symbols
from storage.lists import list_lists
from storage.records import ImportCheck, ImportSummary
from storage.workspace import Workspace
from ui.form import Form
from ui.fragments import Reply, render
from ui.import_files import ImportFiles, find_files, keep_files
from ui.retro_hunt import hunt_sentence
from ui.uploads import find_upload

PART = "import"
SHOWN = 200
ARCHIVES = (".csv", ".zip")


def show(workspace: Workspace) -> Reply:
    """Show the place to drop symbols, and how they must be laid out."""
    context = {
        "lists": list_lists(workspace),
        "accept": ",".join((*sorted(images.SUFFIXES), *ARCHIVES)),
    }
    return Reply(parts={"view": render("gallery_import.html", context)})


def check(workspace: Workspace, form: Form) -> Reply:
    """Say what an import of the sent files would do; they wait for the next step."""
    paths, places = form.texts("files"), form.texts("places")
    sent = [
        (find_upload(path), place) for path, place in zip(paths, places, strict=True)
    ]
    files = keep_files(sent)
    found = check_import(
        workspace,
        files.path,
        list_name=form.text("list"),
        severity=form.integer("severity"),
        pictures=files.pictures,
        allow_outside=False,
    )
    return Reply(parts={PART: _checked(found, files, form)}, focus="import-title")


def add(workspace: Workspace, by: str, form: Form) -> Reply:
    """Import the files that were checked, and say what came of it."""
    files = find_files(form.text("key"))
    done = import_symbols(
        workspace,
        files.path,
        by=by,
        list_name=form.text("list"),
        severity=form.integer("severity"),
        pictures=files.pictures,
        allow_outside=False,
    )
    files.clear()
    context = {"done": done, "summary": _summary(done), "shown": SHOWN}
    html = render("gallery_import_done.html", context)
    return Reply(parts={PART: html}, focus="import-title")


def leave(form: Form) -> Reply:
    """Forget the files that were checked."""
    find_files(form.text("key")).clear()
    return Reply(parts={PART: ""}, notice="Nothing was added.", focus="import-files")


def _checked(found: ImportCheck, files: ImportFiles, form: Form) -> str:
    context = {
        "found": found,
        "key": files.key,
        "list_name": form.text("list"),
        "severity": form.integer("severity"),
        "shown": SHOWN,
    }
    return render("gallery_import_check.html", context)


def _summary(done: ImportSummary) -> str:
    symbols = _count(done.symbols_added, "symbol")
    references = _count(done.references_added, "reference")
    return (
        f"{symbols} and {references} are added. {hunt_sentence(done.retro_hunt)}"
        if done.symbols_added or done.references_added
        else "Nothing was new."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
