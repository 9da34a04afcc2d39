"""The Scan screen, for operators: drop images, watch, stop, read what failed."""

from functools import partial

import gradio as gr

from recognizer import images
from recognizer.errors import MarkwatchError
from storage.errors import InvalidInputError
from storage.scanning import scan_many
from storage.workspace import Workspace
from ui import fragments
from ui.form import Form
from ui.fragments import Reply, Respond, render
from ui.scan_files import lay_out
from ui.scan_job import JobView, ScanJob
from ui.uploads import find_upload

ERRORS_SHOWN = 500
ARCHIVES = (".zip", ".csv")


def build(workspace: Workspace) -> None:
    """Put the screen on the page. All tabs share one scan of this process."""
    job = ScanJob(lambda items, update: scan_many(workspace, items, progress=update))
    events: dict[str, Respond] = {
        "go": partial(open_view, job),
        "start": partial(start, workspace, job),
        "stop": lambda form: _shown(job.stop()),
        "progress": lambda form: _shown(job.view()),
    }
    with gr.Column(elem_classes="mw-page"):
        fragments.screen("scan", events, scripts=("dropping.js", "scan.js"))


def open_view(job: ScanJob, form: Form) -> Reply:
    """Show the place to drop images, and the scan that runs or ran last."""
    context = {
        "accept": ",".join((*sorted(images.SUFFIXES), *ARCHIVES)),
        **_job_context(job.view()),
    }
    return Reply(parts={"view": render("scan.html", context)})


def start(workspace: Workspace, job: ScanJob, form: Form) -> Reply:
    """Scan the sent files in the background; their copies go when it has ended."""
    paths, places = form.texts("files"), form.texts("places")
    if not paths or len(paths) != len(places):
        raise InvalidInputError("Choose at least one image or ZIP file.")
    uploads = [find_upload(path) for path in paths]
    sent = list(zip(uploads, places, strict=True))
    dropped = lay_out(sent, limits=workspace.image_limits)
    try:
        view = job.start(dropped.items, when_done=dropped.clear)
    except MarkwatchError:
        dropped.clear()
        raise
    return _shown(view)


def time_left(seconds: float | None) -> str:
    """Say how long it still takes, roughly; empty where nobody knows."""
    if seconds is None:
        return ""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"


def _shown(view: JobView) -> Reply:
    html = render("scan_job.html", _job_context(view))
    return Reply(parts={"job": html}, more={"running": view.is_running})


def _job_context(view: JobView) -> dict[str, object]:
    return {
        "job": view,
        "time_left": time_left(view.seconds_left),
        "errors_shown": ERRORS_SHOWN,
    }
