"""What the browser sends is checked before it becomes a decision."""

import pytest

from recognizer.types import Verdict
from storage.errors import InvalidInputError
from storage.records import Action, QueueFilter, QueueOrder, SymbolInput
from ui.review_press import Press

CONFIRM: dict[str, object] = {
    "request_id": "r1",
    "case_id": 3,
    "case_version": 2,
    "region_id": 7,
    "action": "confirmed",
    "symbol_id": 5,
    "seconds": 1.5,
}


def test_a_press_becomes_a_decision_of_the_reviewer() -> None:
    decision = Press({**CONFIRM, "reviewer": "somebody else"}).decision(reviewer="kim")

    assert decision.reviewer == "kim"
    assert decision.request_id == "r1"
    assert (decision.case_id, decision.case_version, decision.region_id) == (3, 2, 7)
    assert (decision.action, decision.symbol_id) == (Action.CONFIRMED, 5)
    assert decision.seconds == 1.5
    assert decision.add_reference is None


def test_a_new_symbol_comes_along() -> None:
    typed = {"name": "Acorn", "list_name": "trademark", "severity": 4}
    press = Press({**CONFIRM, "action": "new_symbol", "new_symbol": typed})

    assert press.decision(reviewer="kim").new_symbol == SymbolInput(
        "Acorn", "trademark", 4
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"case_id": None},
        {"case_id": "3"},
        {"case_id": True},
        {"case_version": 2.5},
        {"region_id": [7]},
        {"action": ""},
        {"action": "deleted"},
        {"seconds": "long"},
        {"seconds": float("nan")},
        {"reason": 5},
        {"note": "x" * 2001},
        {"also": 7},
        {"also": [7, "8"]},
        {"also": [True]},
        {"new_symbol": "Acorn"},
        {"new_symbol": {"name": ["Acorn"]}},
    ],
)
def test_refuses_what_a_page_of_ours_never_sends(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError, match="Reload the page"):
        Press({**CONFIRM, **wrong}).decision(reviewer="kim")


@pytest.mark.parametrize(
    "xyxy", [None, [], [1, 2, 3], [1, 2, 3, "4"], [1, 2, 3, float("inf")]]
)
def test_refuses_what_is_no_box(xyxy: object) -> None:
    with pytest.raises(InvalidInputError):
        Press({"xyxy": xyxy}).xyxy()


def test_reads_a_box() -> None:
    assert Press({"xyxy": [1, 2.5, 3, 4]}).xyxy() == (1.0, 2.5, 3.0, 4.0)


def test_others_are_decided_along() -> None:
    assert Press(CONFIRM).decision(reviewer="kim").also == ()
    assert Press({**CONFIRM, "also": [8, 9]}).decision(reviewer="kim").also == (8, 9)


def test_the_address_says_what_is_wanted() -> None:
    asked = {"order": "age", "list": "prohibited", "symbol": 4, "verdict": "uncertain"}

    assert Press({}).wanted() == QueueFilter()
    assert Press(asked).wanted() == QueueFilter(
        QueueOrder.AGE, "prohibited", 4, Verdict.UNCERTAIN
    )


@pytest.mark.parametrize("wrong", [{"order": "x"}, {"verdict": "x"}, {"symbol": "4"}])
def test_refuses_a_queue_that_does_not_exist(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        Press(wrong).wanted()
