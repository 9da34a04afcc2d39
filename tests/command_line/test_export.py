import csv
import io
import json
import uuid

import pytest

from storage.cases import next_case
from storage.decisions import decide
from storage.records import Action, DecisionInput
from storage.workspace import open_workspace
from tests.fakes import fake_recognizer


@pytest.fixture
def decided(call, photos, logos, tmp_path):
    """A workspace with one decision: Ines confirmed Skull."""
    call("symbols", "import", logos, "--list", "prohibited")
    call("scan", photos / "skull.png")
    with open_workspace(
        data_dir=tmp_path / "data", recognizer=fake_recognizer()
    ) as workspace:
        case = next_case(workspace, reviewer="ines")
        (region,) = case.regions
        decide(
            workspace,
            DecisionInput(
                request_id=uuid.uuid4().hex,
                case_id=case.id,
                case_version=case.version,
                region_id=region.id,
                action=Action.CONFIRMED,
                symbol_id=region.matches[0].symbol_id,
                reviewer="ines",
                note="=1+1",
            ),
        )
    return call


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_without_decisions_the_file_has_its_heading(call, tmp_path):
    code, out, _ = call("export", tmp_path / "d.csv")

    assert code == 0
    assert out.startswith("0 decisions written to ")
    text = (tmp_path / "d.csv").read_text("utf-8")
    assert text.startswith("decision_id,")
    assert rows_of(text) == []


def test_a_decision_is_a_row(decided, tmp_path):
    assert decided("export", tmp_path / "d.csv")[0] == 0

    (row,) = rows_of((tmp_path / "d.csv").read_text("utf-8"))
    assert (row["action"], row["symbol"], row["reviewer"]) == (
        "confirmed", "Skull", "ines"
    )  # fmt: skip
    assert row["list"] == "prohibited"
    assert row["note"] == "'=1+1"  # would run as a formula


def test_standard_output_has_the_csv_alone(decided):
    code, out, err = decided("export", "-")

    assert code == 0
    assert len(rows_of(out)) == 1
    assert err == "1 decision written to -.\n"


FILTERS = [
    # options, rows
    (["--list", "prohibited"], 1),
    (["--list", "trademark"], 0),
    (["--reviewer", "ines"], 1),
    (["--reviewer", "omar"], 0),
    (["--action", "confirmed"], 1),
    (["--action", "rejected"], 0),
    (["--since", "2020-01-31"], 1),
    (["--until", "2020-01-31"], 0),
]


@pytest.mark.parametrize(("chosen", "count"), FILTERS)
def test_filters_choose_rows(decided, chosen, count):
    assert len(rows_of(decided("export", "-", *chosen)[1])) == count


def test_a_byte_order_mark_is_there_when_asked_for(decided, tmp_path):
    decided("export", tmp_path / "d.csv", "--bom")

    assert (tmp_path / "d.csv").read_bytes().startswith(b"\xef\xbb\xbfdecision_id")


def test_json_tells_the_file_and_its_rows(decided, tmp_path):
    file = tmp_path / "d.csv"

    _, out, _ = decided("export", file, "--json", "-")

    assert json.loads(out) == {"file": str(file), "rows": 1}


def test_a_folder_that_is_not_there_is_said(call, tmp_path):
    code, _, err = call("export", tmp_path / "none" / "d.csv")

    assert code == 2
    assert "d.csv cannot be written" in err
