"""`markwatch serve` in a process of its own, on a workspace that is filled for it."""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recognizer.errors import MarkwatchError

_MARKWATCH = "from ui.command_line.main import main; main()"
_STOP_S = 20
_ADDRESS = re.compile(r"http://\S+")


class NotStartedError(MarkwatchError):
    """The server ended before it answered; the message says what it printed last."""


@contextmanager
def server_process(data_dir: Path, database_url: str) -> Iterator[str]:
    """Run the server with logins on; give its address. Raises NotStartedError.

    What it says goes to a file beside the data, not to the terminal.
    """
    # Named one by one: what the environment says is of another workspace.
    words = [sys.executable, "-c", _MARKWATCH, "serve", "--auth", "--empty"]
    words += ["--port", str(_free_port()), "--data-dir", str(data_dir)]
    words += ["--database-url", database_url, "--blobs", str(data_dir / "blobs")]
    log = data_dir / "server.log"
    with (
        log.open("w") as messages,
        tempfile.TemporaryDirectory() as uploads,
        subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=messages,
            text=True,
            env=os.environ | {"GRADIO_TEMP_DIR": uploads},
        ) as process,
    ):
        try:
            yield _address(process, log)
        finally:
            _stop(process)


def _address(process: "subprocess.Popen[str]", log: Path) -> str:
    assert process.stdout is not None
    found = _ADDRESS.search(process.stdout.readline())
    if found is None:
        process.wait(_STOP_S)
        said = log.read_text().strip().splitlines()[-1:]
        raise NotStartedError(f"The server did not start. It said: {' '.join(said)}")
    return found.group()


def _stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
