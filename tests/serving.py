"""A server for tests, over HTTP or in a browser."""

import asyncio

from fastapi import FastAPI

from storage.workspace import Workspace
from ui.progress_board import ScanProgressBoard
from ui.server import build_server


def build_quietly(
    workspace: Workspace,
    *,
    reviewer: str,
    scan_progress: ScanProgressBoard | None = None,
) -> FastAPI:
    """Build the app inside an event loop.

    Outside of one, Gradio makes loops of its own while it builds, and leaves them open.
    """

    async def build() -> FastAPI:
        return build_server(workspace, reviewer=reviewer, scan_progress=scan_progress)

    return asyncio.run(build())
