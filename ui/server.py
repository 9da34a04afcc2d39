"""The web server: checked routes of our own, and Gradio's pages mounted at /.

Owns how the parts are put together. Whom it serves: see `exposure`, `guard`, `gate`.
"""

import warnings
from importlib.metadata import version

import gradio as gr
from fastapi import Depends, FastAPI, Response
from starlette.staticfiles import StaticFiles

from storage.workspace import Workspace
from ui import (
    api,
    api_docs,
    exports,
    login,
    media,
    page,
    problems,
    review_routes,
    theme,
)
from ui.access import check_route
from ui.api_limits import DEFAULT_LIMITS, ApiLimits
from ui.body_limit import BodyLimit
from ui.exposure import LOCAL, Exposure
from ui.gate import Gate
from ui.guard import Guard
from ui.identity import identify
from ui.progress_board import ScanProgressBoard
from ui.throttle import Rate, Throttle

MAX_UPLOAD_BYTES = 64 * 1024**3  # a ZIP of a catalogue; images have limits of their own


def build_server(
    workspace: Workspace,
    *,
    reviewer: str,
    exposure: Exposure = LOCAL,
    scan_progress: ScanProgressBoard | None = None,
    api_limits: ApiLimits = DEFAULT_LIMITS,
    max_upload_bytes: int = MAX_UPLOAD_BYTES,
) -> FastAPI:
    """Build the app that uvicorn runs.

    reviewer: the one local user, where nobody has to log in. scan_progress: of a scan
    beside the server, shown while the queue is empty. api_limits: of other programs.
    """
    app = FastAPI(
        title="Markwatch",
        version=version("markwatch"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(check_route)],
    )
    # The last one added is the first that a request meets.
    who = identify(workspace, exposure, local_name=reviewer)
    app.add_middleware(BodyLimit)
    app.add_middleware(Throttle, rate=Rate(api_limits.per_minute))
    app.add_middleware(Gate, identify=who)
    app.add_middleware(Guard, exposure=exposure)
    problems.add_handlers(app)
    app.include_router(login.build_router(workspace, exposure))
    app.include_router(media.build_router(workspace))
    app.include_router(exports.build_router(workspace))
    app.include_router(api.build_router(workspace, api_limits))
    api_docs.add_docs(app)
    app.include_router(review_routes.build_router(workspace))
    _add_web(app)
    pages = page.build_pages(workspace, scan_progress=scan_progress)
    head = page.head(style_version=theme.style_version())
    return _mount(app, pages, head=head, max_upload_bytes=max_upload_bytes)


def _add_web(app: FastAPI) -> None:
    """Serve scripts, pictures and the style."""
    for kind in ("js", "img"):
        app.mount(f"/web/{kind}", StaticFiles(directory=theme.ASSETS / kind))
    sheet = theme.stylesheet()

    @app.get("/web/style.css", include_in_schema=False)
    def style() -> Response:
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(sheet, media_type="text/css", headers=headers)


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
