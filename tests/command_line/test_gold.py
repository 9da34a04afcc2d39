"""`markwatch gold`: mark, list, remove."""

import pytest

from storage.records import Action
from storage.workspace import open_workspace
from tests.fakes import Placed, fake_recognizer
from tests.storage.steps import add, press, scan, take


@pytest.fixture
def decided(tmp_path):
    """Decide one box in the data folder of the command line; return the decision."""
    with open_workspace(
        data_dir=tmp_path / "data", recognizer=fake_recognizer()
    ) as workspace:
        symbol_id = add(workspace, "Heron", 1).symbol.id
        scan(workspace, Placed(1), name="tea.jpg")
        said = press(workspace, take(workspace), Action.CONFIRMED, symbol_id=symbol_id)
        return said.decision.id


def test_gold_cases_are_marked_listed_and_removed(decided, call, call_json):
    code, out, err = call("gold", "list")
    assert (code, out, err) == (0, "0 gold cases\n", "")

    code, out, _ = call("gold", "add", decided)
    assert code == 0
    assert "Heron  on tea.jpg" in out
    assert "1 gold case added" in out
    [gold] = call_json("gold", "list")
    assert (gold["symbol_name"], gold["answers"], gold["right"]) == ("Heron", 0, 0)

    assert call("gold", "remove", gold["id"])[1] == "1 gold case removed\n"
    assert call_json("gold", "list") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gold", "add", 99), "There is no such decision"),
        (("gold", "remove", 99), "There is no such gold case"),
    ],
)
def test_what_is_not_there_is_said(call, words, said):
    code, _, err = call(*words)

    assert code == 1
    assert said in err
