"""The HTTP API of other programs: images in, cases and decisions out, new symbols.

Owns how requests are read and answered; the work is that of the use cases. Each route
is checked for its role by `ui.access`, as all are.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, TypeVar

import anyio
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from recognizer.images import decode
from storage.acting import Door, Person, acting_as
from storage.decision_log import decisions_after
from storage.errors import InvalidInputError, NotAllowedError
from storage.export import csv_lines
from storage.image_reports import CaseReport, ImageReport, cases_after, image_report
from storage.records import (
    DecisionRow,
    NewReference,
    ScanOutcome,
    SymbolChange,
    SymbolInput,
    SymbolView,
)
from storage.scanning import scan_image
from storage.symbol_lookup import find_symbol_by_name
from storage.symbols import add_references, add_symbol
from storage.workspace import Workspace
from ui.access import person_in
from ui.api_docs import described
from ui.api_images import IMAGE_BODY, SentImage, read_image
from ui.api_limits import ApiLimits, ScanPlaces

T = TypeVar("T")

_LONGEST_PAGE = 1000
_MOST_REFERENCES = 50
_LARGEST_SYMBOL = 64 * 1024 * 1024  # bytes of JSON, pictures included
_CURSOR = re.compile(r"[0-9]{1,18}")


class ImageAnswer(BaseModel):
    """What was found on an image. outcome: `already_there` for bytes known before."""

    outcome: Literal["new", "already_there"]
    report: ImageReport


class CasesAnswer(BaseModel):
    """Cases, oldest first. next: the cursor for those that follow."""

    cases: list[CaseReport]
    next: str


class DecisionsAnswer(BaseModel):
    """Decisions, oldest first. next: the cursor for those that follow."""

    decisions: list[DecisionRow]
    next: str


class NewSymbol(BaseModel):
    """A symbol to add. references: cropped pictures, each a file in Base64."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    list: Annotated[str, Field(min_length=1, max_length=200)] = "trademark"
    severity: Annotated[int | None, Field(ge=1, le=5)] = None
    policy_text: Annotated[str, Field(max_length=4000)] = ""
    aliases: Annotated[tuple[str, ...], Field(max_length=100)] = ()
    references: Annotated[tuple[str, ...], Field(max_length=_MOST_REFERENCES)] = ()


class SymbolAnswer(BaseModel):
    """A symbol as it is now, and how many earlier images match because of it."""

    outcome: Literal["new", "already_there"]
    symbol: SymbolView
    added_references: int
    earlier_images: int


def build_router(workspace: Workspace, limits: ApiLimits) -> APIRouter:
    """Return the routes of this workspace."""
    router = APIRouter(tags=["Markwatch"], responses=described(401, 403, 429))
    _add_images(router, workspace, ScanPlaces(limits.scans_at_once))
    _add_cases(router, workspace)
    _add_decisions(router, workspace)
    _add_symbols(router, workspace)
    return router


def who_asks(request: Request) -> Person:
    """Return who asks, by the API. Raises NotAllowedError where nobody is known."""
    person = person_in(request.scope)
    if person is None:
        raise NotAllowedError("Send a token: Authorization: Bearer mw_...")
    return Person(person.name, person.role, Door.API)


Asks = Annotated[Person, Depends(who_asks)]
Limit = Annotated[int, Query(ge=1, le=_LONGEST_PAGE, description="At most so many.")]


def _add_images(router: APIRouter, workspace: Workspace, places: ScanPlaces) -> None:
    @router.post(
        "/api/images",
        summary="Scan an image",
        response_model=ImageAnswer,
        responses={
            201: {"model": ImageAnswer, "description": "It is new."},
            **described(413, 422, 503),
        },
        openapi_extra={"requestBody": IMAGE_BODY},
    )
    async def add_image(request: Request, person: Asks, response: Response) -> Any:
        """Find boxes, match and store them; what needs a person joins the queue.

        The bytes are the body, with `product_id`, `title`, `source_uri`, `name` and
        `metadata` (a JSON object) in the address; or all of it is a multipart form with
        the image as `file`. The same bytes are stored once (by SHA-256): sent again,
        they are answered with what is there, and nothing changes.
        """
        with places.place():
            sent = await read_image(request, workspace.image_limits)
            answer = await anyio.to_thread.run_sync(
                _as(person, _scan), workspace, sent, limiter=places.limiter
            )
        response.status_code = 201 if answer.outcome == "new" else 200
        return answer


def _scan(workspace: Workspace, sent: SentImage) -> ImageAnswer:
    result = scan_image(
        workspace,
        sent.data,
        name=sent.name,
        product_id=sent.product_id,
        title=sent.title,
        source_uri=sent.source_uri,
        extra=sent.metadata,
    )
    assert result.image_id is not None
    is_new = result.outcome is ScanOutcome.NEW
    report = image_report(workspace, result.image_id)
    return ImageAnswer(outcome="new" if is_new else "already_there", report=report)


def _add_cases(router: APIRouter, workspace: Workspace) -> None:
    @router.get("/api/cases", summary="List cases", response_model=CasesAnswer)
    def cases(
        state: Annotated[
            Literal["open", "closed", "all"], Query(description="Which cases.")
        ] = "open",
        since: Annotated[str, Query(description="The cursor `next` before.")] = "",
        limit: Limit = 100,
    ) -> Any:
        """List cases by id, with their images. `next` is the cursor to go on with."""
        is_open = {"open": True, "closed": False, "all": None}[state]
        found = cases_after(workspace, _after(since), is_open=is_open, limit=limit)
        return CasesAnswer(
            cases=list(found), next=_next([one.case_id for one in found], since)
        )


def _add_decisions(router: APIRouter, workspace: Workspace) -> None:
    @router.get(
        "/api/decisions",
        summary="Follow decisions",
        response_model=DecisionsAnswer,
        responses={200: {"content": {"text/csv": {}}}},
    )
    def decisions(
        request: Request,
        person: Asks,
        since: Annotated[str, Query(description="The cursor `next` before.")] = "",
        limit: Limit = 100,
        format: Annotated[
            Literal["json", "csv"] | None,
            Query(description="Default: what the header Accept asks for."),
        ] = None,
    ) -> Any:
        """List decisions, oldest first, undone ones included: none is ever changed.

        `next` (as CSV: the header `X-Next-Cursor`) is the cursor to go on with; who
        asks with it again gets what came since, and misses nothing.
        """
        rows = decisions_after(workspace, _after(since), limit=limit, seen_by=person)
        cursor = _next([row.decision_id for row in rows], since)
        accepts_csv = "text/csv" in request.headers.get("accept", "")
        if format == "csv" or (format is None and accepts_csv):
            return StreamingResponse(
                csv_lines(rows),
                media_type="text/csv; charset=utf-8",
                headers={"X-Next-Cursor": cursor, "Cache-Control": "no-store"},
            )
        return DecisionsAnswer(decisions=rows, next=cursor)


def _add_symbols(router: APIRouter, workspace: Workspace) -> None:
    @router.post(
        "/api/symbols",
        summary="Add a symbol, or references to one",
        response_model=SymbolAnswer,
        max_body_size=_LARGEST_SYMBOL,
        responses={
            201: {"model": SymbolAnswer, "description": "It is new."},
            **described(413, 422),
        },
    )
    async def add(wanted: NewSymbol, person: Asks, response: Response) -> Any:
        """Add a symbol with its pictures; it counts at once.

        Where there is one of that name, the pictures that it lacks are added to it, and
        nothing else of it changes. A picture it has already is passed over.
        """
        answer = await run_in_threadpool(
            _as(person, _add_symbol), workspace, wanted, person.name
        )
        response.status_code = 201 if answer.outcome == "new" else 200
        return answer


def _add_symbol(workspace: Workspace, wanted: NewSymbol, by: str) -> SymbolAnswer:
    crops = _pictures(workspace, wanted.references)
    known = find_symbol_by_name(workspace, wanted.name)
    if known is not None:
        change = add_references(workspace, known.id, crops, by=by)
        return _symbol_answer("already_there", change)
    symbol = SymbolInput(
        name=wanted.name,
        list_name=wanted.list,
        severity=wanted.severity,
        policy_text=wanted.policy_text,
        aliases=wanted.aliases,
    )
    return _symbol_answer("new", add_symbol(workspace, symbol, crops, by=by))


def _symbol_answer(
    outcome: Literal["new", "already_there"], change: SymbolChange
) -> SymbolAnswer:
    return SymbolAnswer(
        outcome=outcome,
        symbol=change.symbol,
        added_references=len(change.reference_ids),
        earlier_images=len(change.retro_hunt.image_ids),
    )


def _pictures(workspace: Workspace, files: Sequence[str]) -> list[NewReference]:
    pictures = []
    for number, file in enumerate(files, 1):
        name = f"references[{number}]"
        try:
            data = base64.b64decode(file, validate=True)
        except (binascii.Error, ValueError) as err:
            raise InvalidInputError(f"{name} is no Base64: encode the file.") from err
        crop = decode(data, name=name, limits=workspace.image_limits)
        pictures.append(NewReference(crop, name))
    return pictures


def _as(person: Person, work: Callable[..., T]) -> Callable[..., T]:
    """Let work be done, in whichever thread, by a person."""

    def run(*args: object) -> T:
        with acting_as(person):
            return work(*args)

    return run


def _after(cursor: str) -> int:
    if not cursor:
        return 0
    if not _CURSOR.fullmatch(cursor):
        raise InvalidInputError(
            f"{cursor[:40]!r} is no cursor: send the `next` of an earlier answer."
        )
    return int(cursor)


def _next(ids: Sequence[int], since: str) -> str:
    return str(ids[-1]) if ids else since or "0"
