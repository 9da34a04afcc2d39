"""The address of the Decisions screen, read into a filter."""

from datetime import UTC, datetime

import pytest

from storage.errors import InvalidInputError
from storage.records import Action, DecisionFilter
from ui.decision_query import decision_filter, parse_decision_query


def test_an_empty_address_asks_for_every_decision() -> None:
    asked = parse_decision_query("")

    assert decision_filter(asked.values) == DecisionFilter()
    assert asked.page == 1


def test_every_parameter_reaches_the_filter() -> None:
    asked = parse_decision_query(
        "?reviewer=anna&action=confirmed&list=trademark&symbol=ac%20me&product=P-1"
        "&since=2026-11-01&until=2026-11-02&undone=no&page=3&other=x"
    )

    assert decision_filter(asked.values) == DecisionFilter(
        reviewer="anna",
        action=Action.CONFIRMED,
        list_name="trademark",
        symbol_query="ac me",
        product_query="P-1",
        since=datetime(2026, 11, 1, tzinfo=UTC),
        until=datetime(2026, 11, 3, tzinfo=UTC),
        include_undone=False,
    )
    assert asked.page == 3


def test_an_address_survives_the_way_to_text_and_back() -> None:
    asked = parse_decision_query("?symbol=%C3%A4%26b&page=2")

    assert asked.address() == "/decisions?symbol=%C3%A4%26b"
    assert parse_decision_query(asked.address(page=2).partition("?")[2]) == asked


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"action": "eaten"}, "'eaten' is no action"),
        ({"since": "yesterday"}, "'yesterday' is no date for since"),
        ({"until": "2026-13-01"}, "'2026-13-01' is no date for until"),
        ({"symbol": "a" * 201}, "has 201 characters; the limit is 200"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    params: dict[str, str], message: str
) -> None:
    with pytest.raises(InvalidInputError, match=message):
        decision_filter(params)


@pytest.mark.parametrize("page", ["", "0", "-4", "two", "1e9", "²"])
def test_a_page_that_is_no_number_is_the_first(page: str) -> None:
    assert parse_decision_query(f"?page={page}").page == 1
