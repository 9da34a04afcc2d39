"""Errors as other programs read them: problem details (RFC 9457), and for pages text.

Owns which error is which status. No answer shows more than a sentence meant for people.
"""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from recognizer.errors import ImageError, MarkwatchError, ModelError
from storage.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)
from ui.access import person_in
from ui.api_limits import RETRY_S, BusyError
from ui.bodies import TooLargeError

TYPE = "application/problem+json"
# The first that fits counts.
_CODES: tuple[tuple[type[MarkwatchError], int], ...] = (
    (TooLargeError, 413),
    (NotFoundError, 404),
    (ConflictError, 409),
    (ImageError, 422),
    (InvalidInputError, 400),
    (ModelError, 503),
    (UnavailableError, 503),
    (BusyError, 503),
)


def add_handlers(app: FastAPI) -> None:
    """Let every error of a route of this app be answered as a problem."""
    app.add_exception_handler(MarkwatchError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


def problem(
    code: int,
    detail: str,
    *,
    headers: dict[str, str] | None = None,
    **more: object,
) -> Response:
    """Return a problem: what is wrong and what to do next, in `detail`."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
        **more,
    }
    kept = {"Cache-Control": "no-store", **(headers or {})}
    if code == 401:
        kept["WWW-Authenticate"] = 'Bearer realm="Markwatch"'
    return JSONResponse(body, code, kept, TYPE)


def code_of(request: Request, error: MarkwatchError) -> int:
    """Return the status of an error."""
    if isinstance(error, NotAllowedError):
        return 401 if person_in(request.scope) is None else 403
    return next((code for kind, code in _CODES if isinstance(error, kind)), 400)


def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, MarkwatchError)
    busy = {"Retry-After": str(RETRY_S)} if isinstance(error, BusyError) else None
    return problem(code_of(request, error), str(error), headers=busy)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [
        {"where": ".".join(map(str, one["loc"])), "what": str(one["msg"])}
        for one in error.errors()
    ]
    named = "; ".join(f"{one['where']}: {one['what']}" for one in wrong[:5])
    return problem(422, f"The request cannot be used: {named}.", errors=wrong)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    return problem(error.status_code, str(error.detail), headers=headers)


def _unknown(request: Request, error: Exception) -> Response:
    """The server logs the error itself, after this."""
    return problem(500, "Something went wrong. The server's log says more.")
