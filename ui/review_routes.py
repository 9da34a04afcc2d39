"""What the review card fetches beside its events: all of it can wait, or be missed.

Near-duplicates of a box, the pictures of the case that comes next, and the claim that
is renewed while the card is looked at and let go when the tab is left.
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from storage.acting import Person
from storage.alike_elsewhere import alike_elsewhere
from storage.cases import case_ahead, release_claim, renew_claim
from storage.errors import ConflictError, NotFoundError
from storage.records import CaseView
from storage.workspace import Workspace
from ui.access import check_route
from ui.review_press import Press

_NOT_KEPT = {"Cache-Control": "no-store"}

Who = Annotated[Person, Depends(check_route)]


def build_router(workspace: Workspace) -> APIRouter:
    """Return the routes of this workspace."""
    router = APIRouter(prefix="/review")

    @router.get("/alike/{region_id}")
    def alike(region_id: int, person: Who) -> Response:
        try:
            found = alike_elsewhere(
                workspace, region_id=region_id, reviewer=person.name
            )
        except NotFoundError as err:
            return _sorry(err, 404)
        regions = [
            {
                "id": region.region_id,
                "src": f"/media/region/{region.region_id}",
                "image": region.image_id,
                "name": region.image_name,
            }
            for region in found.regions
        ]
        return _json({"regions": regions, "held": found.held})

    @router.get("/ahead/{case_id}")
    def ahead(case_id: int, request: Request, person: Who) -> Response:
        wanted = Press(_typed(request.query_params)).wanted()
        case = case_ahead(
            workspace, reviewer=person.name, wanted=wanted, after_case_id=case_id
        )
        return _json({"pictures": pictures_of(case) if case else []})

    @router.post("/claims/{case_id}/renew")
    def renew(case_id: int, person: Who) -> Response:
        try:
            until = renew_claim(workspace, case_id, reviewer=person.name)
        except (ConflictError, NotFoundError) as err:
            return _sorry(err, 409)
        return _json({"until": until.isoformat()})

    @router.post("/claims/{case_id}/release")
    def release(case_id: int, person: Who) -> Response:
        try:
            release_claim(workspace, case_id, reviewer=person.name)
        except NotFoundError as err:
            return _sorry(err, 404)
        return _json({})

    return router


def pictures_of(case: CaseView) -> list[str]:
    """Return the addresses that the card will ask for first when the case opens."""
    shown = [f"/media/image/{case.image.sha256}"]
    first = next((region for region in case.regions if region.waiting), None)
    if first is not None:
        shown.append(f"/media/region/{first.id}")
        shown += [f"/media/reference/{match.reference_id}" for match in first.matches]
    return shown


def _typed(query: Mapping[str, str]) -> dict[str, object]:
    """Turn the address's texts to what a press would carry."""
    typed: dict[str, object] = dict(query)
    if (symbol := query.get("symbol", "")).isdecimal():
        typed["symbol"] = int(symbol)
    return typed


def _json(value: dict[str, object]) -> Response:
    return JSONResponse(value, headers=_NOT_KEPT)


def _sorry(error: Exception, code: int) -> Response:
    return JSONResponse({"detail": str(error)}, code, _NOT_KEPT)
