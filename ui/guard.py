"""What every request must pass, and what every answer carries.

A page of another site can make a browser send requests here. So the Host must be a name
that this server has (no DNS rebinding), and a request that changes something must come
from our own pages. Who may ask for what is the affair of `ui.gate`.
"""

from collections.abc import MutableMapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.exposure import LOCAL, Exposure, is_address
from ui.identity import bearer_of

FOREIGN = "Requests from other sites are refused. Use Markwatch's own pages."
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

    def __init__(self, app: ASGIApp, exposure: Exposure = LOCAL) -> None:
        self._app = app
        self._exposure = exposure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with the headers added."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = refuse(scope.get("method", "GET"), headers, self._exposure)
        if refusal:
            await PlainTextResponse(refusal, 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def refuse(method: str, headers: Headers, exposure: Exposure = LOCAL) -> str:
    """Return why a request is refused, or an empty string."""
    host = headers.get("host", "")
    if not _is_ours(_name_of(host), exposure):
        return _unknown_host(exposure)
    if method in _SAFE_METHODS:
        return ""
    origin = headers.get("origin")
    if origin is not None and not _is_own(origin, host, exposure):
        return FOREIGN
    fetched = headers.get("sec-fetch-site")
    if fetched is not None and fetched not in ("same-origin", "none"):
        return FOREIGN
    # A browser sends the cookie by itself, so it must also say which page asks. With a
    # token of its own, a program has shown that it is no page of another site.
    proven = origin is not None or fetched is not None
    if exposure.login and not proven and bearer_of(headers) is None:
        return FOREIGN
    return ""


def _is_ours(name: str, exposure: Exposure) -> bool:
    # A rebound name is never an IP address: the browser would ask for that itself.
    return name in exposure.names or (exposure.any_address and is_address(name))


def _is_own(origin: str, host: str, exposure: Exposure) -> bool:
    """A proxy may hand on another Host than the browser asked for."""
    public = urlsplit(exposure.public_url).netloc
    return urlsplit(origin).netloc in {host, public} - {""}


def _unknown_host(exposure: Exposure) -> str:
    if exposure.any_address or exposure.public_url:
        return (
            "Markwatch does not know this host name. Its operator can give it with "
            "--public-url."
        )
    return "Markwatch answers only on this machine: open http://127.0.0.1 instead."


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
