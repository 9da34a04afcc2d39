"""Roles: each route and event has one, and each checks it by itself."""

import re
from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from storage.acting import Person, Role
from storage.errors import NotAllowedError
from storage.workspace import open_workspace
from tests.fakes import fake_recognizer
from tests.serving import build_quietly
from ui import access, fragments
from ui.access import (
    ANYBODY,
    ASSET,
    EVENTS,
    NOBODY,
    ROUTES,
    SCOPE_KEY,
    allows,
    check_event,
    check_route,
    need_of,
)
from ui.form import Form
from ui.fragments import Reply
from ui.gate import Gate
from ui.not_served import NOT_SERVED

REVIEWER, CURATOR, ADMIN = Role.REVIEWER, Role.CURATOR, Role.ADMIN


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("access")
    with open_workspace(data_dir=folder, recognizer=fake_recognizer()) as workspace:
        yield build_quietly(workspace, reviewer="kim")


def routes_in(routes: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield method and path of every route, mounted and included ones too."""
    for route in routes:
        included = getattr(route, "original_router", None)
        inner = getattr(route, "routes", None) or getattr(included, "routes", None)
        path = prefix + getattr(route, "path", "")
        if inner:
            yield from routes_in(inner, path.rstrip("/"))
        elif getattr(route, "methods", None):
            yield from ((method, path) for method in route.methods)
        else:
            yield "GET", f"{path}/file"  # a folder of files


def request_of(person: Person | None) -> gr.Request:
    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    return gr.Request(request=Request({**scope, SCOPE_KEY: person}))


def test_every_route_of_the_app_is_declared(app: FastAPI) -> None:
    refused = {declared.removesuffix("/") for declared in NOT_SERVED}
    found = set(routes_in(app.routes))

    undeclared = {
        f"{method} {path}"
        for method, path in found
        if need_of(method, path) is NOBODY
        and f"{method.replace('HEAD', 'GET')} {path}".removesuffix("/") not in refused
        and path != "/login/"  # Gradio's own, behind ours
    }

    assert len(found) > 50
    assert undeclared == set()


def test_nothing_is_both_served_and_not_served() -> None:
    assert not NOT_SERVED & set(ROUTES)
    for declared in NOT_SERVED:
        method, path = declared.split(" ", 1)
        assert need_of(method, path) is NOBODY


def test_every_event_of_gradio_refuses_whoever_is_not_known(app: FastAPI) -> None:
    for event, handler in handlers_in(app).items():
        assert refuses(handler, request_of(None), "not signed in"), event


def handlers_in(app: FastAPI) -> dict[tuple[str, str], Any]:
    """Return what Gradio calls, by screen and event."""
    return {
        (blocks.blocks[target].elem_id, event): block.fn
        for mounted in app.routes
        if hasattr(getattr(mounted, "app", None), "get_blocks")
        for blocks in (mounted.app.get_blocks(),)
        for block in blocks.fns.values()
        if block.fn is not None
        for target, event in block.targets
    }


def refuses(handler: Any, request: gr.Request, why: str) -> bool:
    try:
        answer = handler(gr.EventData(None, {"asked": "x"}), request)
    except gr.Error as err:
        return why in str(err)
    return bool(answer["is_error"]) and why in answer["notice"]


def test_every_event_of_every_screen_refuses_a_lesser_role(app: FastAPI) -> None:
    handlers = handlers_in(app)
    asked = [
        (screen, event, role)
        for screen, events in EVENTS.items()
        for event, least in events.items()
        for role in Role
        if not role.covers(least)
    ]

    # Each event of each page is in the table, and none in it is on no page.
    assert set(handlers) == {
        (screen, event) for screen, events in EVENTS.items() for event in events
    }
    assert len(asked) > 50
    for screen, event, role in asked:
        lesser = request_of(Person("Rosa", role))
        assert refuses(handlers[screen, event], lesser, "This needs the role"), (
            screen,
            event,
            role,
        )


def test_the_gate_lets_each_role_through_to_what_is_its_and_no_further() -> None:
    passed: list[str] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["path"])
        await PlainTextResponse("ok")(scope, receive, send)

    for declared, need in ROUTES.items():
        method, path = declared.split(" ", 1)
        path = re.sub(r"{[a-z_0-9]+(:path)?}", "1", path)
        for role in (None, *Role):
            person = None if role is None else Person("Rosa", role)
            gate = Gate(behind, lambda scope, person=person: person)
            passed.clear()
            answer = TestClient(gate).request(method, path, follow_redirects=False)
            allowed = allows(person, need)
            assert passed == ([path] if allowed else []), (declared, role)
            if not allowed:
                assert answer.status_code == (401 if person is None else 403)


def test_every_route_of_ours_checks_by_itself_too(app: FastAPI) -> None:
    assert check_route in {one.dependency for one in app.router.dependencies}


def test_an_event_that_nobody_declared_does_not_even_build() -> None:
    with pytest.raises(ValueError, match="must name 'burn' of 'gallery'"):
        fragments.answering("gallery", "burn", lambda by, form: Reply())


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(REVIEWER, False), (CURATOR, True), (ADMIN, True), (None, False)],
)
def test_an_event_checks_the_role_by_itself(role: Role | None, allowed: bool) -> None:
    called: list[str] = []

    def save(by: str, form: Form) -> Reply:
        called.append(by)
        return Reply(notice="saved")

    handler = fragments.answering("gallery", "save", save)
    person = None if role is None else Person("Ines", role)
    event = gr.EventData(None, {"asked": "save-1", "by": "Mallory", "name": "Mallory"})

    answer = handler(event, request_of(person))

    assert called == (["Ines"] if allowed else [])  # never what the page says
    assert answer["is_error"] is not allowed
    assert answer["asked"] == "save-1"


def test_an_event_without_a_request_is_refused() -> None:
    with pytest.raises(NotAllowedError):
        check_event(gr.Request(), "decisions", "go")


@pytest.mark.parametrize(
    ("method", "path", "need"),
    [
        ("GET", "", NOBODY),
        ("GET", "/", REVIEWER),
        ("HEAD", "/", REVIEWER),
        ("GET", "/scan", CURATOR),
        ("GET", "/scan/", CURATOR),
        ("GET", "//scan", NOBODY),
        ("GET", "/scan/x", NOBODY),
        ("DELETE", "/scan", NOBODY),
        ("OPTIONS", "/", NOBODY),
        ("GET", "/login", ANYBODY),
        ("GET", "/web/js/theme.js", ASSET),
        ("GET", "/static/fonts/a/b.woff2", ASSET),
        ("GET", "/web/../export/decisions.csv", NOBODY),
        ("GET", "/gradio_api/file=/etc/passwd", NOBODY),
        ("POST", "/gradio_api/queue/join", REVIEWER),
        ("POST", "/gradio_api/upload", CURATOR),
        ("GET", "/media/image/" + "a" * 64, REVIEWER),
        ("GET", "/media/image/../../x", NOBODY),
    ],
)
def test_needs_of_requests(method: str, path: str, need: access.Need) -> None:
    assert need_of(method, path) == need


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_what_those_below_it_may(role: Role) -> None:
    person = Person("Ines", role)

    may = [needed for needed in Role if allows(person, needed)]

    assert may == list(Role)[: list(Role).index(role) + 1]
    assert allows(person, ANYBODY)
    assert not allows(person, NOBODY)
    assert not allows(None, REVIEWER)
