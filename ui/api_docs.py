"""The API's description: OpenAPI as JSON, and a plain page of it. No other host."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, Response

from ui import problems
from ui.plain_page import plain_page

_PROBLEMS = {
    401: "No token, or one that counts no longer.",
    403: "The token's role may not.",
    413: "The request is larger than is allowed.",
    422: "The request or the image cannot be used.",
    429: "The token asked too often. `Retry-After` says after how many seconds.",
    503: "Too much is under way. `Retry-After` says after how many seconds.",
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what to do."},
    },
}
_RETRY_AFTER = {
    "description": "Seconds to wait.",
    "schema": {"type": "integer", "minimum": 1},
}


def described(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return how OpenAPI describes these problems of a route."""
    return {
        code: {
            "description": _PROBLEMS[code],
            "content": {problems.TYPE: {"schema": _PROBLEM}},
            **(
                {"headers": {"Retry-After": _RETRY_AFTER}} if code in (429, 503) else {}
            ),
        }
        for code in codes
    }


def add_docs(app: FastAPI) -> None:
    """Serve the description of all routes that are in the app's schema."""
    router = APIRouter(include_in_schema=False)

    @router.get("/api/openapi.json")
    def openapi() -> Response:
        return JSONResponse(_schema(app))

    @router.get("/api/docs")
    def docs() -> Response:
        schema = app.openapi()
        context = {
            "operations": _operations(schema),
            "version": schema["info"]["version"],
        }
        return plain_page("api.html", context)

    app.include_router(router)


def _schema(app: FastAPI) -> dict[str, Any]:
    """Return what is for other programs; what serves our own pages may change."""
    whole = app.openapi()
    paths = {
        path: methods
        for path, methods in whole["paths"].items()
        if path.startswith("/api/")
    }
    bearer = {"type": "http", "scheme": "bearer"}
    components = {**whole.get("components", {}), "securitySchemes": {"token": bearer}}
    return {
        **whole,
        "paths": paths,
        "components": components,
        "security": [{"token": []}],
    }


def _operations(schema: Mapping[str, Any]) -> list[dict[str, object]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "paragraphs": [
                _pieces(one) for one in operation.get("description", "").split("\n\n")
            ],
            "parameters": [
                (one["name"], _pieces(one.get("description", "")))
                for one in operation.get("parameters", [])
            ],
            "bodies": list(operation.get("requestBody", {}).get("content", {})),
            "answers": sorted(operation.get("responses", {})),
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Split at backquotes: pieces of text, each with whether it is code."""
    return [(piece, at % 2 == 1) for at, piece in enumerate(text.split("`"))]
