"""The queue made of numbers is worked through like any other."""

from storage.cases import next_case
from storage.queue_status import count_wanted, queue_status
from storage.records import Action, QueueFilter
from storage.synthetic_queue import fill_queue
from storage.workspace import Workspace
from tests.storage.steps import ANN, press, take


def test_its_cases_come_are_decided_and_counted(any_workspace: Workspace) -> None:
    fill_queue(any_workspace, cases=12)

    case = take(any_workspace)
    assert press(any_workspace, case, Action.REJECTED).closed

    status = queue_status(any_workspace, reviewer=ANN)
    assert (status.open_cases, status.waiting_for_me) == (11, 11)


def test_a_filter_finds_the_same_cases_by_both_ways(
    any_workspace: Workspace, monkeypatch
) -> None:
    fill_queue(any_workspace, cases=200)
    wanted = [QueueFilter(symbol_id=1), QueueFilter(list_name="prohibited")]

    few = [count_wanted(any_workspace, one, reviewer=ANN) for one in wanted]
    monkeypatch.setattr("storage.queue.FEW", 3)
    many = [count_wanted(any_workspace, one, reviewer=ANN) for one in wanted]

    assert few == many
    assert all(0 < count < 200 for count in few)
    assert next_case(any_workspace, reviewer=ANN, wanted=wanted[0]) is not None
