"""Several boxes decided by one press, found, counted and undone together."""

import pytest
from sqlalchemy import text

from storage.alike_elsewhere import alike_elsewhere
from storage.alike_here import say_the_same
from storage.cases import get_case, next_case
from storage.decision_log import last_decisions
from storage.errors import InvalidInputError, NotFoundError
from storage.queue_status import queue_status
from storage.records import Action, CaseView, SymbolInput
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take, waiting

TWO = Placed(1), Placed(1, x=200)


def alike(ws: Workspace, case: CaseView) -> tuple[int, ...]:
    found = alike_elsewhere(ws, region_id=case.regions[0].id, reviewer=ANN)
    return tuple(region.region_id for region in found.regions)


def test_nothing_says_the_same_of_no_boxes() -> None:
    assert say_the_same(()) == {}


def test_boxes_of_one_image_with_the_same_best_match_say_the_same(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    add(any_workspace, "Bolt", 2)
    scan(any_workspace, *TWO, Placed(2, y=170))

    one, other, bolt = take(any_workspace).regions

    assert (one.alike, other.alike, bolt.alike) == ((other.id,), (one.id,), ())


def test_one_press_decides_them_all_with_a_row_each(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol.id
    scan(any_workspace, *TWO)
    case = take(any_workspace)

    said = press(
        any_workspace,
        case,
        Action.CONFIRMED,
        symbol_id=acme,
        also=case.regions[0].alike,
    )

    assert (said.count, said.closed, said.case.open) == (2, True, False)
    with any_workspace.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT action, symbol_id, region_id FROM decisions ORDER BY id")
        ).all()
    assert rows == [("confirmed", acme, region.id) for region in case.regions]
    assert queue_status(any_workspace, reviewer=ANN).decided_today_by_me == 2


def test_a_repeated_press_on_a_group_counts_once(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    case = take(any_workspace)
    also = case.regions[0].alike

    for _ in range(2):
        press(any_workspace, case, Action.REJECTED, also=also, request_id="r")

    assert queue_status(any_workspace, reviewer=ANN).decided_today_by_me == 2


def test_what_was_decided_together_is_one_entry_and_undone_together(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    elsewhere = alike(any_workspace, case)
    press(
        any_workspace,
        case,
        Action.REJECTED,
        also=case.regions[0].alike + elsewhere,
    )
    assert queue_status(any_workspace, reviewer=ANN).open_cases == 0
    [entry] = last_decisions(any_workspace, reviewer=ANN)
    assert entry.group_size == 3

    undone = undo(any_workspace, decision_id=entry.id, reviewer=ANN)

    assert undone.count == 3
    assert len(waiting(undone.case)) == 2
    assert queue_status(any_workspace, reviewer=ANN).open_cases == 2
    assert last_decisions(any_workspace, reviewer=ANN) == ()


def test_a_new_symbol_from_a_group_is_made_once_and_confirmed_in_the_others(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    case = take(any_workspace)

    said = press(
        any_workspace,
        case,
        Action.NEW_SYMBOL,
        new_symbol=SymbolInput("Bolt", "trademark"),
        also=case.regions[0].alike,
    )

    decisions = [region.decision for region in said.case.regions]
    assert [d.action for d in decisions if d] == [Action.NEW_SYMBOL, Action.CONFIRMED]
    assert {d.symbol_name for d in decisions if d} == {"Bolt"}


def test_near_duplicates_are_found_in_other_cases_and_others_work_is_left_alone(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    add(any_workspace, "Bolt", 2)
    scan(any_workspace, Placed(1))
    scan(any_workspace, Placed(1, x=210))
    scan(any_workspace, Placed(2))
    scan(any_workspace, Placed(1, y=150))
    of_bob = take(any_workspace, reviewer=BOB)
    case = take(any_workspace, reviewer=ANN)

    found = alike_elsewhere(any_workspace, region_id=case.regions[0].id, reviewer=ANN)

    assert (len(found.regions), found.held) == (1, 1)
    held = of_bob.regions[0].id
    also = (found.regions[0].region_id, held)
    said = press(any_workspace, case, Action.NOT_A_LOGO, also=also)
    assert said.count == 2
    assert get_case(any_workspace, of_bob.id, reviewer=BOB).regions[0].waiting


def test_what_does_not_wait_any_more_is_passed_over(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, *TWO)
    case = take(any_workspace)
    press(any_workspace, case, Action.REJECTED, region=1)

    said = press(any_workspace, case, Action.REJECTED, also=(case.regions[1].id, 404))

    assert said.count == 1
    assert next_case(any_workspace, reviewer=ANN) is None


@pytest.mark.parametrize("action", [Action.SKIPPED, Action.ESCALATED])
def test_only_answers_are_given_together(workspace: Workspace, action: Action) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, *TWO)
    case = take(workspace)

    with pytest.raises(InvalidInputError, match="one answer"):
        press(workspace, case, action, also=case.regions[0].alike)


def test_near_duplicates_of_a_box_that_is_gone_are_not_looked_for(
    workspace: Workspace,
) -> None:
    with pytest.raises(NotFoundError):
        alike_elsewhere(workspace, region_id=404, reviewer=ANN)
