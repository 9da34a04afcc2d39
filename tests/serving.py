"""A server for tests, over HTTP or in a browser."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from storage.workspace import Workspace
from ui.exposure import LOCAL, Exposure
from ui.progress_board import ScanProgressBoard
from ui.server import build_server


def build_quietly(
    workspace: Workspace,
    *,
    reviewer: str,
    exposure: Exposure = LOCAL,
    scan_progress: ScanProgressBoard | None = None,
) -> FastAPI:
    """Build the app inside an event loop, in a thread of its own.

    Outside of one, Gradio makes loops of its own while it builds, and leaves them open.
    The thread of the test may have one already, that of Playwright.
    """

    async def build() -> FastAPI:
        return build_server(
            workspace,
            reviewer=reviewer,
            exposure=exposure,
            scan_progress=scan_progress,
        )

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(build())).result()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of loopback; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.should_exit = running.force_exit = True
        thread.join(10)
