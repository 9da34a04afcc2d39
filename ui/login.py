"""Signing in and out, and who one is: pages and routes for people's browsers.

Owns the cookie. Names and passwords are checked by `storage.logins`.
"""

from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from storage.logins import (
    LONGEST,
    TooManyAttemptsError,
    WrongLoginError,
    log_in,
    log_out,
)
from storage.workspace import Workspace
from ui.access import person_in
from ui.bodies import read_body
from ui.exposure import Exposure
from ui.form import Form
from ui.identity import address_of, cookie_name, login_token
from ui.plain_page import plain_page

_LONGEST_FORM = 10_000


def build_router(workspace: Workspace, exposure: Exposure) -> APIRouter:
    """Return the routes of signing in and out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def page(request: Request) -> Response:
        after = safe_next(request.query_params.get("next", "/"))
        if person_in(request.scope) is not None:
            return RedirectResponse(after, 303)
        return _page(after)

    @router.post("/login")
    async def sign_in(request: Request) -> Response:
        body = await read_body(request, limit=_LONGEST_FORM)
        form = Form(dict(parse_qsl(body.decode("utf-8", "replace"))))
        return await run_in_threadpool(_sign_in, workspace, exposure, request, form)

    @router.post("/logout")
    def sign_out(request: Request) -> Response:
        token = login_token(request.headers, exposure)
        if token:
            log_out(workspace, token)
        answer = RedirectResponse("/login", 303)
        _set_cookie(answer, exposure, "")
        return answer

    @router.get("/account.json")
    def account(request: Request) -> Response:
        person = person_in(request.scope)
        who = {
            "name": person.name if person else None,
            "role": person.role if person else None,
            "login": exposure.login,
        }
        return JSONResponse(who, headers={"Cache-Control": "no-store"})

    return router


def safe_next(path: str) -> str:
    """Return the page to go on to, if it is one of ours; else the first page."""
    ours = path.startswith("/") and not path.startswith("//")
    odd = "\\" in path or any(ord(sign) < 33 or ord(sign) == 127 for sign in path)
    return path if ours and not odd else "/"


def _sign_in(
    workspace: Workspace, exposure: Exposure, request: Request, form: Form
) -> Response:
    after = safe_next(form.text("next"))
    name = form.text("name", limit=_LONGEST_FORM)
    try:
        token = log_in(
            workspace,
            name=name,
            password=form.raw("password"),
            address=address_of(request.scope, exposure),
            replaces=login_token(request.headers, exposure),
        )
    except TooManyAttemptsError as err:
        answer = _page(after, name=name, problem=str(err), code=429)
        answer.headers["Retry-After"] = str(err.seconds)
        return answer
    except WrongLoginError as err:
        return _page(after, name=name, problem=str(err), code=401)
    answer = RedirectResponse(after, 303, {"Cache-Control": "no-store"})
    _set_cookie(answer, exposure, token)
    return answer


def _page(
    after: str, *, name: str = "", problem: str = "", code: int = 200
) -> Response:
    context = {"next": after, "name": name[:200], "problem": problem}
    return plain_page("login.html", context, code=code)


def _set_cookie(answer: Response, exposure: Exposure, token: str) -> None:
    """Give the browser a token, or take it away (""). No script can read it."""
    answer.set_cookie(
        cookie_name(exposure),
        token,
        max_age=int(LONGEST.total_seconds()) if token else 0,
        path="/",
        httponly=True,
        secure=exposure.https,
        samesite="lax",
    )
