"""A server for tests, over HTTP or in a browser."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

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
