import errno
import os
import subprocess
import sys
import time

import pytest

from recognizer.errors import ImageError, ModelError
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from ui.command_line import main as entry
from ui.command_line.environment import SWITCHES, set_switches

FAILURES = [
    # what a verb raised, the exit code
    (NotFoundError("No symbol is named Zz."), 1),
    (ImageError("a.jpg is empty."), 1),
    (ConflictError("Port 7860 is in use already."), 1),
    (InvalidInputError("The data folder cannot be used."), 2),
    (ModelError("No detector at x.pt."), 2),
]


@pytest.mark.parametrize(("error", "code"), FAILURES)
def test_an_error_is_one_sentence_and_an_exit_code(error, code, monkeypatch, capsys):
    def fail(args):
        raise error

    monkeypatch.setattr(entry, "_run_verb", fail)

    assert entry.run([]) == code
    assert capsys.readouterr() == ("", f"markwatch: {error}\n")


def test_a_full_disk_is_one_sentence_with_the_file(monkeypatch, capsys):
    def write(args):
        with open("/dev/full", "w") as file:
            file.write("all that there is to say")

    monkeypatch.setattr(entry, "_run_verb", write)

    assert entry.run([]) == 1
    assert "The disk is full: A file could not be written" in capsys.readouterr().err


def test_any_other_failure_of_a_file_is_a_bug_and_shown(monkeypatch):
    def read(args):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", "photos")

    monkeypatch.setattr(entry, "_run_verb", read)

    with pytest.raises(IsADirectoryError):
        entry.run([])


def test_ctrl_c_says_so_without_a_traceback(monkeypatch, capsys):
    def stop(args):
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run_verb", stop)

    assert entry.run([]) == 130
    assert capsys.readouterr().err == "markwatch: Stopped.\n"


MISSING_LIBRARIES = [
    ("libGL.so.1", "sudo apt-get install libgl1"),
    ("libgthread-2.0.so.0", "sudo apt-get install libglib2.0-0"),
    ("libfoo.so.7", "your system's packages"),
]


@pytest.mark.parametrize(("library", "how"), MISSING_LIBRARIES)
def test_a_missing_system_library_is_named_with_its_package(
    library, how, monkeypatch, capsys
):
    def fail(args):
        raise ImportError(
            f"{library}: cannot open shared object file: No such file or directory"
        )

    monkeypatch.setattr(entry, "_run_verb", fail)

    assert entry.run([]) == 1
    said = capsys.readouterr().err
    assert library in said
    assert said.endswith(f"Install it with: {how}\n")


def test_any_other_import_error_is_a_bug_and_shown(monkeypatch):
    def fail(args):
        raise ImportError("No module named 'nothing'")

    monkeypatch.setattr(entry, "_run_verb", fail)

    with pytest.raises(ImportError, match="nothing"):
        entry.run([])


WRONG_USE = [
    ["nonsense"],
    ["scan"],
    ["scan", "there-is-no-such-file.jpg"],
    ["match", "--top-k", "0", "."],
    ["symbols", "add", "Name only"],
    ["serve", "--port", "70000"],
    ["export", "-", "--json", "-"],
]


@pytest.mark.parametrize("args", WRONG_USE, ids=" ".join)
def test_wrong_use_exits_2_and_says_why_on_standard_error(args, capsys):
    assert entry.run(args) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert "Usage: markwatch" in err


def test_the_version_is_said(capsys):
    assert entry.run(["--version"]) == 0

    assert capsys.readouterr().out.startswith("markwatch 0.")


def test_main_exits_with_the_code(monkeypatch):
    monkeypatch.setattr(entry, "run", lambda args: 1)

    with pytest.raises(SystemExit) as exit_info:
        entry.main([])

    assert exit_info.value.code == 1


def test_switches_leave_alone_what_a_person_set():
    environ = {"YOLO_OFFLINE": "false"}

    set_switches(environ)

    assert environ == SWITCHES | {"YOLO_OFFLINE": "false"}


def test_help_comes_without_loading_models_or_pages():
    code = (
        "import sys; from ui.command_line.main import run; run(['--help']);"
        "heavy = {'torch', 'gradio', 'ultralytics', 'open_clip', 'rapidocr'};"
        "sys.exit(str(sorted(heavy & set(sys.modules))))"
    )

    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ
    )
    seconds = time.perf_counter() - start

    assert done.stderr == "[]\n"
    assert "Usage: markwatch" in done.stdout
    assert seconds < 10  # torch alone takes as long on a busy machine
