"""Orders and filters of the queue, addresses of cases, and the day's figures."""

from datetime import timedelta

import pytest

from recognizer.types import Verdict
from storage.acting import Person, Role, acting_as
from storage.cases import case_ahead, end_claim, get_case, next_case, open_case
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.lists import list_lists, update_list
from storage.queue_status import count_wanted, queue_status
from storage.records import Action, ListUpdate, QueueFilter, QueueOrder
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take


def later(ws: Workspace, seconds: float) -> None:
    now = ws.now()
    ws.now = lambda: now + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (QueueOrder.RISK, ["banned", "doubtful", "sure"]),
        (QueueOrder.UNCERTAINTY, ["doubtful", "sure", "banned"]),
        (QueueOrder.AGE, ["sure", "doubtful", "banned"]),
    ],
)
def test_the_queue_has_three_orders(
    any_workspace: Workspace, order: QueueOrder, names: list[str]
) -> None:
    add(any_workspace, "Banned", 2, list_name="prohibited")
    add(any_workspace, "Mark", 1, list_name="trademark", severity=1)
    add(any_workspace, "Other", 3, list_name="trademark", severity=2)
    for name, mark in (
        ("sure", Placed(1)),
        ("doubtful", Placed(3, other=7, blend=0.35)),
        ("banned", Placed(2)),
    ):
        scan(any_workspace, mark, name=name)
        later(any_workspace, 60)

    found = [
        next_case(any_workspace, reviewer=f"r{n}", wanted=QueueFilter(order))
        for n in range(3)
    ]

    assert [case.image.name for case in found if case] == names


def test_filters_keep_cases_by_the_best_match_of_a_waiting_box(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Banned", 2, list_name="prohibited")
    mark = add(any_workspace, "Mark", 1).symbol.id
    scan(any_workspace, Placed(2), name="banned")
    scan(any_workspace, Placed(1, other=5, blend=0.3), name="mark")

    def names(wanted: QueueFilter) -> tuple[str | None, int]:
        case = case_ahead(any_workspace, reviewer=ANN, wanted=wanted, after_case_id=0)
        count = count_wanted(any_workspace, wanted, reviewer=ANN)
        return (case.image.name if case else None), count

    assert names(QueueFilter()) == ("banned", 2)
    assert names(QueueFilter(list_name="Trademark")) == ("mark", 1)
    assert names(QueueFilter(symbol_id=mark)) == ("mark", 1)
    assert names(QueueFilter(verdict=Verdict.UNCERTAIN)) == ("mark", 1)
    assert names(QueueFilter(verdict=Verdict.UNCERTAIN, list_name="prohibited")) == (
        None,
        0,
    )


def test_opening_a_case_claims_it_if_it_is_free(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case_id = case_ahead(any_workspace, reviewer=ANN, after_case_id=0).id  # type: ignore[union-attr]

    of_ann = open_case(any_workspace, case_id, reviewer=ANN)
    of_bob = open_case(any_workspace, case_id, reviewer=BOB)

    assert (of_ann.held_by, of_bob.held_by) == (None, ANN)
    assert next_case(any_workspace, reviewer=BOB) is None
    with pytest.raises(ConflictError, match="ann works on this case"):
        press(any_workspace, of_bob, Action.REJECTED, reviewer=BOB)
    later(any_workspace, 601)
    assert get_case(any_workspace, case_id, reviewer=BOB).held_by is None
    assert open_case(any_workspace, case_id, reviewer=BOB).held_by is None
    assert get_case(any_workspace, case_id, reviewer=ANN).held_by == BOB


def test_a_closed_case_is_shown_and_not_claimed(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    done = press(any_workspace, take(any_workspace), Action.REJECTED).case

    shown = open_case(any_workspace, done.id, reviewer=BOB)

    assert (shown.open, shown.claimed_until) == (False, None)
    with pytest.raises(NotFoundError):
        open_case(any_workspace, 404, reviewer=BOB)


def test_a_claim_that_was_ended_refuses_what_its_holder_saw(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace, reviewer=ANN)

    assert end_claim(any_workspace, case.id) == ANN
    assert end_claim(any_workspace, case.id) is None

    assert take(any_workspace, reviewer=BOB).id == case.id
    with pytest.raises(ConflictError, match="bob works on this case"):
        press(any_workspace, case, Action.REJECTED)


def test_a_status_of_many_cases_equals_a_count_one_by_one(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    for _ in range(7):
        scan(any_workspace, Placed(1), Placed(1, x=200))
    press(any_workspace, take(any_workspace), Action.SKIPPED, region=None)
    press(any_workspace, take(any_workspace), Action.ESCALATED, region=None)
    partly = take(any_workspace)
    press(any_workspace, partly, Action.ESCALATED, region=0)
    take(any_workspace, reviewer=BOB)

    status = queue_status(any_workspace, reviewer=ANN)

    every = count_wanted(any_workspace, QueueFilter(), reviewer=ANN)
    assert (status.open_cases, status.waiting_for_me) == (7, every)
    assert every == 5


def test_the_status_says_how_long_a_case_takes(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    assert queue_status(any_workspace, reviewer=ANN).seconds_a_case is None
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)

    press(any_workspace, case, Action.REJECTED, region=0)
    press(any_workspace, case, Action.REJECTED, region=1)

    assert queue_status(any_workspace, reviewer=ANN).seconds_a_case == 3.0


def test_an_escalation_brings_its_note_to_the_next(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)
    press(any_workspace, case, Action.ESCALATED, region=0)
    end_claim(any_workspace, case.id)

    one, other = take(any_workspace, reviewer=BOB).regions

    assert one.escalation is not None
    assert (one.escalation.reviewer, one.escalation.note) == (ANN, "Is this theirs?")
    assert other.escalation is None


def test_what_is_escalated_is_for_curators(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    press(any_workspace, take(any_workspace), Action.ESCALATED)

    with acting_as(Person(BOB, Role.REVIEWER)):
        assert next_case(any_workspace, reviewer=BOB) is None
        assert queue_status(any_workspace, reviewer=BOB).waiting_for_me == 0
        seen = open_case(any_workspace, 1, reviewer=BOB)
        with pytest.raises(ConflictError, match="ann handed this box to the curators"):
            press(any_workspace, seen, Action.REJECTED, reviewer=BOB)
    with acting_as(Person("cleo", Role.CURATOR)):
        case = take(any_workspace, reviewer="bob")
        assert press(any_workspace, case, Action.REJECTED, reviewer=BOB).closed


def test_a_reason_is_one_of_the_list(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)

    with pytest.raises(InvalidInputError, match="no reason on the list"):
        press(any_workspace, case, Action.REJECTED, reason="because")
    said = press(any_workspace, case, Action.REJECTED, reason="own product")
    assert said.decision.reason == "own product"


def test_a_case_is_veiled_as_a_list_of_what_it_may_show_says(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Banned", 1, list_name="prohibited")
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    assert (case.blurred, case.greyscale) == (False, False)

    [prohibited, *_] = list_lists(any_workspace)
    update_list(any_workspace, prohibited.id, ListUpdate(blurred=True), by="curator")

    shown = get_case(any_workspace, case.id, reviewer=ANN)
    assert (shown.blurred, shown.greyscale) == (True, False)
