"""The downloads: each format, filtered by its address."""

import csv
import io
import json
import zipfile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from storage.records import Action
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, press, scan, take
from ui import exports


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
