"""No request is larger than what it asks for can need.

Behind the gate. Routes that take pictures or files read them under limits of their own,
which are larger; all others are held to `LARGEST` here.
"""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.bodies import too_large
from ui.problems import problem

# Bytes of a press, a form or a question of a page.
LARGEST = 4 * 1024 * 1024
_OWN_LIMITS = re.compile(r"/api/(images|symbols)/?|/gradio_api/upload/?")


class BodyLimit:
    """ASGI middleware; streams pass through it untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what says that it is too large, or does not say how large it is."""
        if scope["type"] != "http" or _OWN_LIMITS.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        size = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not size.isdecimal():
            refused = problem(411, "Send a Content-Length: how many bytes come.")
        elif int(size) > LARGEST:
            refused = problem(413, str(too_large(LARGEST)))
        else:
            await self._app(scope, receive, send)
            return
        await refused(scope, receive, send)
