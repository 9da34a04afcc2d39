"""The downloads: each format, filtered by its address."""

import csv
import io
import json
import zipfile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from storage.acting import Door, Person, Role
from storage.people import add_user
from storage.quality_rules import Checks
from storage.records import Action
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, press, scan, take
from ui import exports
from ui.access import SCOPE_KEY


@pytest.fixture
def client(workspace: Workspace) -> TestClient:
    """Download from a workspace with one confirmed box and one that is no logo."""
    symbol_id = add(workspace, "Acorn", 1).symbol.id
    for action in (Action.CONFIRMED, Action.NOT_A_LOGO):
        scan(workspace, Placed(1), name=f"{action}.png")
        chosen = symbol_id if action is Action.CONFIRMED else None
        press(workspace, take(workspace), action, symbol_id=chosen)
    app = FastAPI()
    app.include_router(exports.build_router(workspace))
    return TestClient(app)


def test_json_lines_hold_one_decision_each(client: TestClient) -> None:
    answer = client.get("/export/decisions.jsonl")
    chosen = client.get("/export/decisions.jsonl?action=not_a_logo")

    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [row["action"] for row in rows] == ["confirmed", "not_a_logo"]
    assert rows[0]["symbol"] == "Acorn"
    assert len(chosen.text.splitlines()) == 1
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("layout", "file"), [("coco", "annotations.json"), ("yolo", "data.yaml")]
)
def test_data_sets_hold_what_was_confirmed(
    client: TestClient, layout: str, file: str
) -> None:
    answer = client.get(f"/export/{layout}.zip")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert file in names
        assert b"Acorn" in archive.read(file)
    assert sum(name.startswith("images/") for name in names) == 1
    assert answer.headers["content-type"] == "application/zip"


def test_the_audit_log_comes_as_csv(client: TestClient) -> None:
    answer = client.get("/export/audit.csv", params={"kind": "decision", "bom": "1"})

    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert [row["kind"] for row in rows] == ["decision", "decision"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/export/decisions.jsonl?since=yesterday", 400),
        ("/export/coco.zip?action=dance", 400),
        ("/export/audit.csv?until=never", 400),
        ("/export/voc.zip", 422),
        ("/export/../markwatch.db", 404),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, path: str, code: int
) -> None:
    assert client.get(path).status_code == code


@pytest.mark.parametrize(
    ("person", "rows"),
    [
        (Person("bob", Role.REVIEWER), 0),
        (Person("cara", Role.CURATOR), 0),
        (Person("ann", Role.REVIEWER), 1),
        (Person("feed", Role.CURATOR, Door.API), 1),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_no_table_tells_what_is_asked_blind(
    workspace: Workspace, person: Person, rows: int, suffix: str
) -> None:
    symbol_id = add(workspace, "Acorn", 1).symbol.id
    for name in ("ann", "bob"):
        add_user(workspace, name, role=Role.REVIEWER, password=None, by="x")
    workspace.checks = Checks(second_share=1.0)
    scan(workspace, Placed(1))
    press(workspace, take(workspace), Action.CONFIRMED, symbol_id=symbol_id)
    app = FastAPI()
    app.include_router(exports.build_router(workspace))

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope | {SCOPE_KEY: person}, receive, send)

    answer = TestClient(asked).get(f"/export/decisions.{suffix}")

    assert answer.text.count("Acorn") == rows
