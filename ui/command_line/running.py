"""The server process: a loopback port, the demo in the background, then the pages."""

import errno
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI

from recognizer.errors import MarkwatchError
from storage.demo import seed_demo
from storage.errors import ConflictError, InvalidInputError
from storage.workspace import Workspace
from ui.command_line.output import say
from ui.progress_board import ScanProgressBoard

LOOPBACK = "127.0.0.1"
_SHUTDOWN_S = 2  # pages keep streams open that would never end by themselves


class _Server(uvicorn.Server):
    """Uvicorn that tells when it answers."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_started()


def listen(port: int, *, host: str = LOOPBACK) -> socket.socket:
    """Take a port of an address of this computer.

    Raises ConflictError where another program has it, InvalidInputError for an address
    that is none of this computer's.
    """
    family, address = _resolve(host, port)
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()
    except OSError as err:
        listener.close()
        if err.errno == errno.EADDRNOTAVAIL:
            raise _no_address(host) from err
        taken = err.errno == errno.EADDRINUSE
        reason = "is in use already" if taken else f"cannot be used: {err.strerror}"
        raise ConflictError(
            f"Port {port} {reason}. Choose another with --port, e.g. --port {port + 1}."
        ) from err
    return listener


def _resolve(host: str, port: int) -> tuple[socket.AddressFamily, tuple[Any, ...]]:
    name = host.removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except OSError as err:
        raise _no_address(host) from err
    family, _, _, _, address = found[0]
    return family, address


def _no_address(host: str) -> InvalidInputError:
    return InvalidInputError(
        f"{host} is no address of this computer: give another with --host."
    )


def run_server(
    app: FastAPI, listener: socket.socket, *, on_started: Callable[[], None]
) -> None:
    """Answer requests until Ctrl-C. `on_started` is called when pages can be opened."""
    # uvicorn raises the signal again after its own end, or returns: it depends on when.
    with suppress(KeyboardInterrupt):
        _Server(configure(app), on_started).run(sockets=[listener])
    say("Stopped.")


def configure(app: FastAPI) -> uvicorn.Config:
    """Return how uvicorn runs the app: quiet, and ending soon after Ctrl-C."""
    return uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=_SHUTDOWN_S,
        proxy_headers=False,  # ui.exposure decides which proxy is trusted
        server_header=False,
    )


def announce(
    listener: socket.socket, *, open_browser: bool, public_url: str = ""
) -> None:
    """Say where the page is, and open it where that was asked for."""
    url = public_url or address_of(listener)
    print(f"Markwatch is running at {url} (Ctrl-C stops it).", flush=True)
    if open_browser:
        in_background(lambda: webbrowser.open(url))


def address_of(listener: socket.socket) -> str:
    """Return the address under which a browser on this computer finds the page."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = LOOPBACK
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def seed(workspace: Workspace, board: ScanProgressBoard) -> None:
    """Fill the workspace with the demo; the board says how far, or why it stopped."""
    try:
        board.finish(seed_demo(workspace, progress=board.update))
    except MarkwatchError as err:
        board.finish(error=str(err))
        say(str(err))


def in_background(task: Callable[[], object]) -> threading.Thread:
    """Run a task beside the server; it does not hold the process up at its end."""
    thread = threading.Thread(target=task, daemon=True)
    thread.start()
    return thread


def leave(busy: list[threading.Thread]) -> None:
    """End the process at once if a thread still works, and return if none does.

    Python's own end would pull the libraries away under it, and they abort. What was
    not committed is rolled back; the seed goes on at the next start.
    """
    if any(thread.is_alive() for thread in busy):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
