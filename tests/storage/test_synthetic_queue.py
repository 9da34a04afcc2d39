"""The queue made of numbers is worked through like any other."""

import pytest

from storage.cases import next_case
from storage.errors import ConflictError
from storage.media import image_media
from storage.queue_status import count_wanted, queue_status
from storage.records import Action, QueueFilter
from storage.synthetic_queue import fill_queue
from storage.workspace import Workspace
from tests.storage.steps import ANN, add, press, take


def test_its_cases_come_are_decided_and_counted(any_workspace: Workspace) -> None:
    assert any_workspace.recognizer.embedder.dim  # its vectors are like those that come
    fill_queue(any_workspace, cases=12)

    case = take(any_workspace)
    assert press(any_workspace, case, Action.REJECTED).closed
    add(any_workspace, "Acme", 1)  # its id follows those of the symbols that are there

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


def test_its_pictures_can_be_looked_at(workspace: Workspace) -> None:
    fill_queue(workspace, cases=2, pictures=True)
    case = take(workspace)

    assert image_media(workspace, case.image.sha256).data


def test_a_workspace_in_use_is_left_alone(workspace: Workspace) -> None:
    fill_queue(workspace, cases=1)

    with pytest.raises(ConflictError, match=r"holds images .* Give an empty one"):
        fill_queue(workspace, cases=1)
    assert queue_status(workspace, reviewer=ANN).open_cases == 1
