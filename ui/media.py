"""Byte routes: pictures and suggestions, each through a use case that checks.

Nothing is served by a path of a user: only by ids and hashes that the database knows.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from recognizer.errors import MarkwatchError
from storage.media import (
    image_media,
    reference_media,
    region_media,
    thumbnail_media,
)
from storage.records import Media
from storage.symbol_lookup import symbol_suggestions
from storage.workspace import Workspace

# Bytes behind a hash never change, nor do those behind the id of a region or reference.
_FOREVER = "private, max-age=31536000, immutable"


def build_router(workspace: Workspace) -> APIRouter:
    """Return the routes of this workspace."""
    router = APIRouter(include_in_schema=False)
    _add_media(router, workspace)
    _add_symbols(router, workspace)
    return router


def _add_media(router: APIRouter, workspace: Workspace) -> None:
    @router.get("/media/image/{sha256}")
    def image(sha256: str, request: Request) -> Response:
        return _picture(request, lambda: image_media(workspace, sha256))

    @router.get("/media/thumbnail/{sha256}")
    def thumbnail(sha256: str, request: Request) -> Response:
        return _picture(request, lambda: thumbnail_media(workspace, sha256))

    @router.get("/media/region/{region_id}")
    def region(region_id: int, request: Request) -> Response:
        return _picture(request, lambda: region_media(workspace, region_id))

    @router.get("/media/reference/{reference_id}")
    def reference(reference_id: int, request: Request) -> Response:
        return _picture(request, lambda: reference_media(workspace, reference_id))


def _picture(request: Request, read: Callable[[], Media]) -> Response:
    try:
        media = read()
    except MarkwatchError as err:
        return PlainTextResponse(str(err), 404, {"Cache-Control": "no-store"})
    etag = f'"{media.etag}"'
    headers = {"Cache-Control": _FOREVER, "ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(media.data, headers=headers, media_type=media.content_type)


def _add_symbols(router: APIRouter, workspace: Workspace) -> None:
    @router.get("/api/symbols")
    def symbols(
        q: Annotated[str, Query(max_length=200)] = "",
        limit: Annotated[int, Query(ge=1, le=50)] = 8,
    ) -> Response:
        found = symbol_suggestions(workspace, q, limit=limit)
        rows = [
            {
                "symbol_id": symbol.symbol_id,
                "name": symbol.name,
                "list": symbol.list_name,
                "reference": f"/media/reference/{symbol.reference_id}"
                if symbol.reference_id is not None
                else None,
            }
            for symbol in found
        ]
        return JSONResponse({"symbols": rows}, headers={"Cache-Control": "no-store"})
