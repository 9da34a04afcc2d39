"""Who asks, and whether they may come in: before every route, Gradio's own included.

Behind the guard. Refuses what `ui.access` does not allow the person; each handler
checks again by itself. How a person is found: `ui.identity`.
"""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from storage.acting import Person
from ui.access import ASSET, NOBODY, SCOPE_KEY, Need, allows, need_of, refusal
from ui.identity import Identify
from ui.plain_page import plain_page
from ui.problems import problem


class Gate:
    """ASGI middleware; streams pass through it untouched."""

    def __init__(self, app: ASGIApp, identify: Identify) -> None:
        self._app = app
        self._identify = identify

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with the person in the scope."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page of ours has a web socket
            await send({"type": "websocket.close", "code": 1008})
            return
        need = need_of(scope["method"], scope["path"])
        person = None
        if need is not ASSET:
            person = await run_in_threadpool(self._identify, scope)
        if not allows(person, need):
            await refuse(scope, person, need)(scope, receive, send)
            return
        scope[SCOPE_KEY] = person
        await self._app(scope, receive, send)


def refuse(scope: Scope, person: Person | None, need: Need) -> Response:
    """Answer what is not allowed: a page leads to the login, a script gets JSON."""
    headers = {"Cache-Control": "no-store"}
    sentence = refusal(person, need)
    code = 401 if person is None else 404 if need is NOBODY else 403
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return problem(code, sentence)
    if code == 401 and scope["method"] == "GET":
        return RedirectResponse(f"/login?next={quote(_asked(scope))}", 303, headers)
    return plain_page("refused.html", {"sentence": sentence}, code=code)


def _asked(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    path: str = scope["path"]
    return path + (f"?{query}" if query else "")
