"""Who may do what: the one place that says which role each route and event needs.

What is not named here is refused. Owns the tables and the checks; who asks is found
out by `ui.gate`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import gradio as gr
from starlette.requests import HTTPConnection
from starlette.types import Scope

from storage.acting import Person, Role
from storage.errors import NotAllowedError

REVIEWER, CURATOR, ADMIN = Role.REVIEWER, Role.CURATOR, Role.ADMIN

# Screen (its elem_id) -> event -> who may.
EVENTS: Mapping[str, Mapping[str, Role]] = {
    "review-card": {
        "open": REVIEWER,
        "decide": REVIEWER,
        "undo": REVIEWER,
        "draw": REVIEWER,
        "move": REVIEWER,
        "remove": REVIEWER,
        "restore": REVIEWER,
        "bring_back": REVIEWER,
        "end_claim": ADMIN,
    },
    "gallery": {
        "go": REVIEWER,
        "update": CURATOR,
        "enable": CURATOR,
        "remove_reference": CURATOR,
        "picture": CURATOR,
        "check": CURATOR,
        "save": CURATOR,
        "would_match": CURATOR,
        "restore_version": CURATOR,
        "preview_split": CURATOR,
        "split_symbol": CURATOR,
        "undo_split": CURATOR,
        "preview_merge": CURATOR,
        "merge_symbols": CURATOR,
        "undo_merge": CURATOR,
        "approve": CURATOR,
        "refuse": CURATOR,
        "check_import": CURATOR,
        "leave_import": CURATOR,
        "import_symbols": CURATOR,
        "add_list": CURATOR,
        "update_list": CURATOR,
        "preview_thresholds": CURATOR,
        "set_thresholds": CURATOR,
        "undo_thresholds": CURATOR,
    },
    "scan": {
        "go": CURATOR,
        "start": CURATOR,
        "stop": CURATOR,
        "progress": CURATOR,
    },
    "decisions": {
        "go": REVIEWER,
        "undo": REVIEWER,
        "mark_gold": CURATOR,
        "remove_gold": CURATOR,
    },
    "insights": {"go": CURATOR},
    "audit": {"go": ADMIN},
    "people": {
        "go": ADMIN,
        "add_user": ADMIN,
        "role": ADMIN,
        "enable": ADMIN,
        "password": ADMIN,
        "sign_out": ADMIN,
    },
    "programs": {
        "go": ADMIN,
        "add_token": ADMIN,
        "revoke": ADMIN,
        "add_webhook": ADMIN,
        "pause": ADMIN,
        "test": ADMIN,
        "retry": ADMIN,
        "redeliver": ADMIN,
        "remove": ADMIN,
    },
}


class Special(StrEnum):
    """What a route needs, where that is no role.

    ANYBODY: also who is not logged in. ASSET: the same, and nobody asks who it is.
    NOBODY: it exists in Gradio, perhaps, and is not served.
    """

    ANYBODY = "anybody"
    ASSET = "asset"
    NOBODY = "nobody"


ANYBODY, ASSET, NOBODY = Special.ANYBODY, Special.ASSET, Special.NOBODY
Need = Role | Special

# "METHOD path": {name} is one piece of the path, {name:path} is any rest of it. The
# first that fits counts. HEAD is asked as GET; a slash at the end makes no difference.
ROUTES: Mapping[str, Need] = {
    # what the login page needs, too; nothing of a user is in it
    "GET /web/style.css": ASSET,
    "GET /web/js/{path:path}": ASSET,
    "GET /web/img/{path:path}": ASSET,
    "GET /static/{path:path}": ASSET,
    "GET /favicon.ico": ASSET,
    "GET /robots.txt": ASSET,
    "GET /manifest.json": ASSET,
    "GET /login": ANYBODY,
    "POST /login": ANYBODY,
    "POST /logout": ANYBODY,
    "GET /account.json": ANYBODY,
    # pages
    "GET /": REVIEWER,
    "GET /gallery": REVIEWER,
    "GET /scan": CURATOR,
    "GET /decisions": REVIEWER,
    "GET /insights": CURATOR,
    "GET /people": ADMIN,
    "GET /programs": ADMIN,
    "GET /audit": ADMIN,
    # bytes
    "GET /media/{kind}/{key}": REVIEWER,
    "GET /export/decisions.csv": REVIEWER,
    "GET /export/decisions.jsonl": REVIEWER,
    "GET /export/insights/{figure}.csv": CURATOR,
    "GET /export/audit.csv": ADMIN,
    "GET /export/{layout}.zip": CURATOR,
    # the API of other programs
    "GET /api/symbols": REVIEWER,
    "GET /api/cases": REVIEWER,
    "GET /api/decisions": REVIEWER,
    "POST /api/images": CURATOR,
    "POST /api/symbols": CURATOR,
    "GET /api/openapi.json": REVIEWER,
    "GET /api/docs": REVIEWER,
    "GET /review/alike/{region_id}": REVIEWER,
    "GET /review/ahead/{case_id}": REVIEWER,
    "POST /review/claims/{case_id}/renew": REVIEWER,
    "POST /review/claims/{case_id}/release": REVIEWER,
    # what Gradio's pages ask for; its events are checked one by one, by EVENTS
    "GET /config": REVIEWER,
    "GET /assets/{path:path}": REVIEWER,
    "GET /theme.css": REVIEWER,
    "GET /gradio_api/theme.css": REVIEWER,
    "GET /gradio_api/info": REVIEWER,
    "GET /gradio_api/startup-events": REVIEWER,
    "GET /gradio_api/heartbeat/{session}": REVIEWER,
    "POST /gradio_api/reset": REVIEWER,
    "POST /gradio_api/cancel": REVIEWER,
    "POST /gradio_api/queue/join": REVIEWER,
    "GET /gradio_api/queue/data": REVIEWER,
    "POST /gradio_api/run/{name}": REVIEWER,
    "POST /gradio_api/upload": CURATOR,
    "GET /gradio_api/upload_progress": CURATOR,
}

SCOPE_KEY = "markwatch.person"


@dataclass(frozen=True, slots=True)
class _Rule:
    method: str
    pattern: re.Pattern[str]
    need: Need


def need_of(method: str, path: str) -> Need:
    """Return what a request needs. What nobody declared is for nobody."""
    asked = "GET" if method == "HEAD" else method
    if not path or {".", ".."} & set(path.split("/")):
        return NOBODY
    plain = path.removesuffix("/") or "/"
    for rule in _rules():
        if rule.method == asked and rule.pattern.fullmatch(plain):
            return rule.need
    return NOBODY


def allows(person: Person | None, need: Need) -> bool:
    """Say whether somebody, or nobody (None), has what is needed."""
    if isinstance(need, Role):
        return person is not None and person.role.covers(need)
    return need in (ANYBODY, ASSET)


def person_in(scope: Scope) -> Person | None:
    """Return who asks, as the gate found out; None where it found nobody."""
    found = scope.get(SCOPE_KEY)
    return found if isinstance(found, Person) else None


def check_route(connection: HTTPConnection) -> Person | None:
    """Check by itself that a route of ours is declared and allowed; return who asks.

    A dependency of all routes of the app. Raises NotAllowedError.
    """
    path = getattr(connection.scope.get("route"), "path", "")
    person = person_in(connection.scope)
    _check(person, need_of(connection.scope["method"], path))
    return person


def check_event(request: gr.Request, screen: str, event: str) -> Person:
    """Check one event of a screen; return who asks. Raises NotAllowedError."""
    asked = request.request
    person = None if asked is None else person_in(asked.scope)
    _check(person, need_of_event(screen, event))
    assert person is not None
    return person


def need_of_event(screen: str, event: str) -> Need:
    """Return what an event needs. What nobody declared is for nobody."""
    return EVENTS.get(screen, {}).get(event, NOBODY)


def check_declared(screen: str, event: str) -> None:
    """Raise ValueError for an event that nobody declared, so that no page has it."""
    if need_of_event(screen, event) is NOBODY:
        raise ValueError(f"ui.access.EVENTS must name {event!r} of {screen!r}")


def refusal(person: Person | None, need: Need) -> str:
    """Say why somebody may not, and what to do."""
    if person is None:
        return "You are not signed in (any more). Sign in and try again."
    if isinstance(need, Role):
        return (
            f"This needs the role {need}; you are {person.name}, {person.role}. "
            "Ask an admin."
        )
    return "There is nothing here."


def _check(person: Person | None, need: Need) -> None:
    if not allows(person, need):
        raise NotAllowedError(refusal(person, need))


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(declared, need) for declared, need in ROUTES.items())


def _rule(declared: str, need: Need) -> _Rule:
    method, path = declared.split(" ", 1)
    pieces = re.split(r"(\{[a-z_0-9]+(?::path)?\})", path)
    return _Rule(method, re.compile("".join(map(_piece, pieces))), need)


def _piece(piece: str) -> str:
    if not piece.startswith("{"):
        return re.escape(piece)
    return ".*" if piece.endswith(":path}") else "[^/]+"
