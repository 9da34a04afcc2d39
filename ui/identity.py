"""Who asks: found by a program's token, a login's cookie or a trusted proxy.

Owns where a person's name may come from: never from what a page sends in its events.
"""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Scope

from storage.acting import Person, Role
from storage.logins import find_login, find_named
from storage.tokens import find_token
from storage.workspace import Workspace
from ui.exposure import Exposure

COOKIE = "markwatch_login"
SECURE_COOKIE = "__Host-markwatch_login"

_FOR_PROGRAMS = ("/api/", "/export/", "/media/")

Identify = Callable[[Scope], Person | None]


def identify(workspace: Workspace, exposure: Exposure, *, local_name: str) -> Identify:
    """Return the function that finds the person of a request.

    local_name: whom everybody is taken for, with all rights, where nobody logs in.
    """
    if not exposure.login:
        local = Person(local_name, Role.ADMIN)
        return lambda scope: _of_program(workspace, scope, other=local)

    def find(scope: Scope) -> Person | None:
        headers = Headers(scope=scope)
        if bearer_of(headers) is not None:
            return _of_program(workspace, scope, other=None)
        if exposure.proxy_header and exposure.trusts(peer_of(scope)):
            named = headers.getlist(exposure.proxy_header)
            # Two of them: one may be a browser's own, passed on by a careless proxy.
            if named:
                return find_named(workspace, named[0]) if len(named) == 1 else None
        token = login_token(headers, exposure)
        return find_login(workspace, token) if token else None

    return find


def _of_program(
    workspace: Workspace, scope: Scope, *, other: Person | None
) -> Person | None:
    """Return the program whose token a request carries; `other` where it has none.

    A token that counts for nobody is refused, also where nobody needs one; and it opens
    no page.
    """
    token = bearer_of(Headers(scope=scope))
    if token is None:
        return other
    if not scope["path"].startswith(_FOR_PROGRAMS):
        return None
    return find_token(workspace, token)


def bearer_of(headers: Headers) -> str | None:
    """Return the token of a program, None where the request carries none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def login_token(headers: Headers, exposure: Exposure) -> str:
    """Return the token of a login's cookie, "" where there is none."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    name = cookie_name(exposure)
    return jar[name].value if name in jar else ""


def cookie_name(exposure: Exposure) -> str:
    """Return the cookie's name; with https one that only this very host can set."""
    return SECURE_COOKIE if exposure.https else COOKIE


def peer_of(scope: Scope) -> str:
    """Return the address at the other end of the connection."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def address_of(scope: Scope, exposure: Exposure) -> str:
    """Return the address of a browser: behind a trusted proxy, what that one says."""
    peer = peer_of(scope)
    if not exposure.trusts(peer):
        return peer
    passed_on = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    return passed_on.rpartition(",")[2].strip() or peer
