"""The web server: checked routes of our own, and Gradio's pages mounted at /.

Owns how the parts are put together. Serves nobody but this machine: see `guard`.
"""

import hashlib
import warnings

import gradio as gr
from fastapi import FastAPI, Response
from starlette.staticfiles import StaticFiles

from storage.workspace import Workspace
from ui import media, page, theme
from ui.guard import Guard
from ui.progress_board import ScanProgressBoard

MAX_UPLOAD_BYTES = 64 * 1024**3  # a ZIP of a catalogue; images have limits of their own


def build_server(
    workspace: Workspace,
    *,
    reviewer: str,
    scan_progress: ScanProgressBoard | None = None,
    max_upload_bytes: int = MAX_UPLOAD_BYTES,
) -> FastAPI:
    """Build the app that uvicorn runs on a loopback address.

    reviewer: the one local user; every decision is saved under this name.
    scan_progress: of a scan beside the server, shown while the queue is empty.
    """
    app = FastAPI(title="Markwatch", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard)
    app.include_router(media.build_router(workspace))
    style_version = _add_web(app)
    pages = page.build_pages(workspace, reviewer=reviewer, scan_progress=scan_progress)
    head = page.head(style_version=style_version)
    return _mount(app, pages, head=head, max_upload_bytes=max_upload_bytes)


def _add_web(app: FastAPI) -> str:
    """Serve scripts, pictures and the style; return the version of the style."""
    for kind in ("js", "img"):
        app.mount(f"/web/{kind}", StaticFiles(directory=theme.ASSETS / kind))
    sheet = theme.stylesheet()
    version = hashlib.sha256(sheet.encode()).hexdigest()[:12]

    @app.get("/web/style.css")
    def style() -> Response:
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(sheet, media_type="text/css", headers=headers)

    return version


def _mount(
    app: FastAPI, pages: gr.Blocks, *, head: str, max_upload_bytes: int
) -> FastAPI:
    with warnings.catch_warnings():
        # Said of every mounted app of several pages, also where ssr_mode is off.
        warnings.filterwarnings("ignore", "SSR mode is not supported", UserWarning)
        return gr.mount_gradio_app(  # type: ignore[no-any-return]
            app,
            pages,
            path="/",
            theme=theme.theme(),
            head=head,
            footer_links=[],
            run_history=False,
            mcp_server=False,
            ssr_mode=False,
            pwa=False,
            app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
            enable_monitoring=False,
            show_error=True,
            max_file_size=max_upload_bytes,
        )
