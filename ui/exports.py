"""Downloads: decisions as tables and as data sets to train on, figures, the audit log.

Each streams, so that its length does not matter; the address is the filter.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from recognizer.errors import MarkwatchError
from storage.audit import audit_csv
from storage.export import csv_lines, decision_rows, json_lines
from storage.insights.tables import Figure, insight_csv
from storage.training_set import Layout, zip_training_set
from storage.workspace import Workspace
from ui.access import person_in
from ui.audit_query import audit_filter
from ui.decision_query import decision_filter
from ui.insight_query import insight_filter

CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/x-ndjson"

Params = Mapping[str, str]
Lines = Iterator[str] | Iterator[bytes]


def build_router(workspace: Workspace) -> APIRouter:
    """Return the routes of this workspace."""
    router = APIRouter(include_in_schema=False)

    @router.get("/export/decisions.csv")
    def decisions_csv(request: Request) -> Response:
        def lines(params: Params) -> Lines:
            rows = decision_rows(
                workspace,
                decision_filter(params),
                seen_by=person_in(request.scope),
            )
            return csv_lines(rows, bom=params.get("bom") == "1")

        return _download(request, lines, "decisions", "csv", CSV)

    @router.get("/export/decisions.jsonl")
    def decisions_jsonl(request: Request) -> Response:
        def lines(params: Params) -> Lines:
            rows = decision_rows(
                workspace,
                decision_filter(params),
                seen_by=person_in(request.scope),
            )
            return json_lines(rows)

        return _download(request, lines, "decisions", "jsonl", JSON_LINES)

    @router.get("/export/{layout}.zip")
    def training_set(layout: Layout, request: Request) -> Response:
        def pieces(params: Params) -> Lines:
            return zip_training_set(workspace, layout, decision_filter(params))

        return _download(request, pieces, layout, "zip", "application/zip")

    @router.get("/export/insights/{figure}.csv")
    def insights(figure: Figure, request: Request) -> Response:
        def lines(params: Params) -> Lines:
            bom = params.get("bom") == "1"
            return insight_csv(workspace, figure, insight_filter(params), bom=bom)

        return _download(request, lines, f"insights-{figure}", "csv", CSV)

    @router.get("/export/audit.csv")
    def audit(request: Request) -> Response:
        def lines(params: Params) -> Lines:
            bom = params.get("bom") == "1"
            return audit_csv(workspace, audit_filter(params), bom=bom)

        return _download(request, lines, "audit", "csv", CSV)

    return router


def _download(
    request: Request,
    lines: Callable[[Params], Lines],
    name: str,
    suffix: str,
    media_type: str,
) -> Response:
    """Stream a file that the address's filter chooses from."""
    try:
        content = lines(request.query_params)
    except MarkwatchError as err:
        return PlainTextResponse(str(err), 400)
    filename = f"{name}-{datetime.now(UTC):%Y-%m-%d}.{suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(content, media_type=media_type, headers=headers)
