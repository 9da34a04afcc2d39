"""The Scan screen without a browser: real database and files, fake models."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.scanning import scan_many
from storage.workspace import Workspace
from tests.fakes import Placed, scene_png
from ui import scan
from ui.form import Form
from ui.fragments import reply_to
from ui.scan_files import lay_out, safe_place
from ui.scan_job import JobState, ScanJob
from ui.uploads import find_upload

Send = Callable[[str, bytes], str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the folder for uploads."""
    inside = tmp_path / "uploads"
    inside.mkdir()
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(inside))
    return inside


@pytest.fixture
def send(folder: Path) -> Send:
    """Put a file where a browser's uploads wait, and return its path."""

    def put(name: str, data: bytes) -> str:
        path = folder / str(len(list(folder.glob("*")))) / name
        path.parent.mkdir()
        path.write_bytes(data)
        return str(path)

    return put


@pytest.fixture
def job(workspace: Workspace) -> ScanJob:
    """Make a scan of the workspace that has not begun."""
    return ScanJob(lambda items, update: scan_many(workspace, items, progress=update))


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def start(workspace: Workspace, job: ScanJob, *paths: str) -> str:
    places = [Path(path).name for path in paths]
    form = Form({"files": list(paths), "places": places})
    return scan.start(workspace, job, form).parts["job"]


def names_of(sent: dict[str, bytes], send: Send, limits_of: Workspace) -> list[str]:
    uploads = [
        (find_upload(send(place.rpartition("/")[2], data)), place)
        for place, data in sent.items()
    ]
    laid = lay_out(uploads, limits=limits_of.image_limits)
    return [item.name for item in laid.items]


def test_a_scan_counts_what_is_new_known_and_broken(
    workspace: Workspace, job: ScanJob, send: Send, folder: Path
) -> None:
    archive = zipped(
        a_png=scene_png(Placed(1)), b_png=scene_png(Placed(2)), c_png=b"broken"
    )

    html = start(workspace, job, send("shop.zip", archive))
    assert "Scanning 3 images" in html
    view = job.wait(timeout_s=20)
    assert (view.state, view.new, len(view.errors)) == (JobState.FINISHED, 2, 1)
    assert list(folder.iterdir()) == []

    start(workspace, job, send("shop.zip", archive))
    view = job.wait(timeout_s=20)
    assert (view.new, view.already_there, len(view.errors)) == (0, 2, 1)
    html = scan.open_view(job, Form({})).parts["view"]
    assert "Scanned 3 images" in html
    assert "1 file could not be scanned" in html
    assert "shop.zip/c.png is not an image" in html


def test_a_second_drop_is_refused_while_a_scan_runs_and_leaves_no_files(
    workspace: Workspace, send: Send, folder: Path
) -> None:
    busy = ScanJob(lambda items, update: scan_many(workspace, items, progress=update))
    busy._view = scan.JobView(JobState.RUNNING, total=1)
    path = send("a.png", b"x")

    reply = reply_to(
        lambda form: scan.start(workspace, busy, form),
        Form({"files": [path], "places": ["a.png"]}),
    )

    assert "A scan is running" in reply.notice
    assert list(folder.iterdir()) == []


def test_nothing_chosen_is_a_sentence(workspace: Workspace, job: ScanJob) -> None:
    reply = reply_to(lambda form: scan.start(workspace, job, form), Form({}))

    assert reply.notice == "Choose at least one image or ZIP file."


def test_a_csv_names_images_beside_it_and_each_is_scanned_once(
    workspace: Workspace, send: Send
) -> None:
    table = b"image,product_id\na.png,P-1\nin.png,P-2\nmissing.png,P-3\n"

    names = names_of(
        {
            "list.csv": table,
            "a.png": b"a",
            "b.png": b"b",
            "more.zip": zipped(in_png=b"c", out_png=b"d"),
        },
        send,
        workspace,
    )

    assert sorted(names) == [
        "a.png",
        "b.png",
        "in.png",
        "missing.png",
        "more.zip/out.png",
    ]


def test_a_folder_keeps_its_paths_and_its_other_files_are_left_out(
    workspace: Workspace, send: Send
) -> None:
    sent = {"shop/1.png": b"a", "shop/more/1.png": b"b", "shop/notes.txt": b"c"}

    assert names_of(sent, send, workspace) == ["shop/1.png", "shop/more/1.png"]


def test_a_file_chosen_by_itself_is_tried_whatever_it_is(
    workspace: Workspace, send: Send
) -> None:
    assert names_of({"notes.txt": b"c"}, send, workspace) == ["notes.txt"]


def test_files_of_one_name_do_not_overwrite_each_other(
    workspace: Workspace, folder: Path, send: Send
) -> None:
    uploads = [(find_upload(send("a.png", data)), "a.png") for data in (b"1", b"2")]

    laid = lay_out(uploads, limits=workspace.image_limits)

    assert sorted(item.read() for item in laid.items) == [b"1", b"2"]


@pytest.mark.parametrize(
    ("place", "safe"),
    [
        ("", "a.png"),
        ("a.png", "a.png"),
        ("shop/a.png", "shop/a.png"),
        ("../../etc/a.png", "etc/a.png"),
        ("/root/a.png", "root/a.png"),
        ("..\\x\\a.png", "x/a.png"),
        ("shop/.git/a.png", "shop/a.png"),
    ],
)
def test_a_place_stays_inside_the_folder(place: str, safe: str) -> None:
    assert str(safe_place(place, "a.png")) == safe


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.0, "1 s"), (75.2, "75 s"), (600.0, "10 min"), (7200.0, "2.0 h")],
)
def test_time_left_is_said_roughly(seconds: float | None, words: str) -> None:
    assert scan.time_left(seconds) == words
