"""What every request must pass, and what every answer carries.

A page of another site can make a browser on this machine send requests here. So the
Host must be a loopback name (no DNS rebinding), and a request that changes something
must come from our own pages.
"""

from collections.abc import MutableMapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# Gradio compiles templates in the browser (unsafe-eval) and writes inline styles and
# scripts; nothing may come from, or go to, any other host.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """ASGI middleware; streams pass through it untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with the headers added."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = refuse(scope.get("method", "GET"), Headers(scope=scope))
        if refusal:
            await PlainTextResponse(refusal, 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def refuse(method: str, headers: Headers) -> str:
    """Return why a request is refused, or an empty string."""
    host = headers.get("host", "")
    if _name_of(host) not in LOOPBACK_NAMES:
        return "Markwatch answers only on this machine: open http://127.0.0.1 instead."
    if method in _SAFE_METHODS:
        return ""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "Requests from other sites are refused. Use Markwatch's own pages."
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "Requests from other sites are refused. Use Markwatch's own pages."
    return ""


def _name_of(host: str) -> str:
    """Return the host without its port, in lower case; IPv6 keeps its brackets."""
    name, colon, port = host.rpartition(":")
    has_port = bool(colon) and port.isdecimal() and not name.endswith(":")
    return (name if has_port else host).lower()


def _add_headers(message: MutableMapping[str, object]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if headers.get("content-type", "").startswith("text/html"):
        headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
