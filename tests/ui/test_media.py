"""The byte routes: only what the database knows, as what it is."""

import csv
import io

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recognizer.images import decode
from storage.cases import next_case
from storage.decisions import decide
from storage.records import Action, CaseView, DecisionInput, NewReference, SymbolInput
from storage.scanning import scan_image
from storage.symbols import add_symbol
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png
from ui import exports
from ui.media import build_router


@pytest.fixture
def client(workspace: Workspace) -> TestClient:
    app = FastAPI()
    app.include_router(build_router(workspace))
    app.include_router(exports.build_router(workspace))
    return TestClient(app)


@pytest.fixture
def case(workspace: Workspace) -> CaseView:
    add_symbol(
        workspace,
        SymbolInput("Acorn <b>", "trademark"),
        [NewReference(draw_mark(1), "acorn.png")],
        by="kim",
    )
    scan_image(workspace, scene_png(Placed(1)), name="one.png", title="=1+1")
    case = next_case(workspace, reviewer="kim")
    assert case is not None
    return case


def test_pictures_come_as_images_that_may_be_kept(
    client: TestClient, case: CaseView
) -> None:
    [match] = case.regions[0].matches
    for path in (
        f"/media/image/{case.image.sha256}",
        f"/media/thumbnail/{case.image.sha256}",
        f"/media/region/{case.regions[0].id}",
        f"/media/reference/{match.reference_id}",
    ):
        answer = client.get(path)

        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/")
        assert "immutable" in answer.headers["cache-control"]
        decode(answer.content, name=path)


def test_a_picture_that_is_known_already_is_not_sent_again(
    client: TestClient, case: CaseView
) -> None:
    path = f"/media/image/{case.image.sha256}"
    etag = client.get(path).headers["etag"]

    again = client.get(path, headers={"If-None-Match": etag})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/media/image/" + "0" * 64, 404),
        ("/media/image/..%2F..%2Fetc%2Fpasswd", 404),
        ("/media/image/markwatch.db", 404),
        ("/media/thumbnail/x", 404),
        ("/media/region/999", 404),
        ("/media/region/one", 422),
        ("/media/reference/999", 404),
        ("/api/symbols?limit=1000000", 422),
        ("/export/decisions.csv?since=yesterday", 400),
    ],
)
def test_refuses_what_is_not_there(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_suggests_symbols_by_what_is_typed(client: TestClient, case: CaseView) -> None:
    [found] = client.get("/api/symbols", params={"q": "aco"}).json()["symbols"]

    assert (found["name"], found["list"]) == ("Acorn <b>", "trademark")
    assert client.get(found["reference"]).status_code == 200
    assert client.get("/api/symbols", params={"q": "zzz"}).json() == {"symbols": []}


def test_the_csv_has_a_row_for_each_decision_and_no_formula(
    client: TestClient, workspace: Workspace, case: CaseView
) -> None:
    region = case.regions[0]
    press = DecisionInput(
        request_id="r",
        case_id=case.id,
        case_version=case.version,
        region_id=region.id,
        action=Action.CONFIRMED,
        reviewer="kim",
        symbol_id=region.matches[0].symbol_id,
    )
    decide(workspace, press)

    answer = client.get("/export/decisions.csv")

    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert (row["action"], row["symbol"]) == ("confirmed", "Acorn <b>")
    assert row["title"] == "'=1+1"


def test_the_csv_can_be_filtered_and_marked_as_utf_8(client: TestClient) -> None:
    plain = client.get("/export/decisions.csv", params={"action": "rejected"})
    marked = client.get("/export/decisions.csv", params={"bom": "1"})

    assert len(plain.text.splitlines()) == 1  # the head alone
    assert marked.content.startswith(b"\xef\xbb\xbf")
