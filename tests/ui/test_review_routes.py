"""What the card fetches beside its events, over HTTP."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from storage.cases import next_case
from storage.records import CaseView, NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png
from tests.serving import build_quietly


@pytest.fixture
def client(workspace: Workspace) -> Iterator[TestClient]:
    app = build_quietly(workspace, reviewer="kim")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def case(workspace: Workspace) -> CaseView:
    mark = NewReference(draw_mark(1), "mark.png")
    add_symbol(workspace, SymbolInput("Acorn", "trademark"), [mark], by="kim")
    for salt in (1, 2):
        scene = scene_png(Placed(1), salt=salt)
        scan_image(workspace, scene, name=f"{salt}.png", title=f"Mug {salt}")
    found = next_case(workspace, reviewer="kim")
    assert found is not None
    return found


def test_near_duplicates_of_a_box(client: TestClient, case: CaseView) -> None:
    answer = client.get(f"/review/alike/{case.regions[0].id}")

    [other] = answer.json()["regions"]
    assert (other["name"], answer.json()["held"]) == ("Mug 2", 0)
    assert client.get(other["src"]).status_code == 200
    assert client.get("/review/alike/404").status_code == 404


def test_the_pictures_of_the_next_case(client: TestClient, case: CaseView) -> None:
    pictures = client.get(f"/review/ahead/{case.id}").json()["pictures"]

    assert [src.split("/")[2] for src in pictures] == ["image", "region", "reference"]
    assert all(client.get(src).status_code == 200 for src in pictures)
    nothing = client.get(f"/review/ahead/{case.id}?list=prohibited")
    assert nothing.json() == {"pictures": []}
    assert client.get(f"/review/ahead/{case.id}?order=x").status_code == 400


def test_a_claim_is_renewed_and_let_go(
    client: TestClient, case: CaseView, workspace: Workspace
) -> None:
    renewed = client.post(f"/review/claims/{case.id}/renew")
    client.post(f"/review/claims/{case.id}/release")

    assert renewed.status_code == 200
    of_lee = next_case(workspace, reviewer="lee")
    assert of_lee is not None
    assert of_lee.id == case.id
    late = client.post(f"/review/claims/{case.id}/renew")
    assert late.status_code == 409
    assert late.json()["detail"].startswith("lee works on this case until")
    assert client.post("/review/claims/404/release").status_code == 404
