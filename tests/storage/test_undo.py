"""Taking decisions back."""

import pytest

from storage.acting import Person, Role, acting_as
from storage.cases import get_case, next_case
from storage.decision_log import last_decisions, list_decisions
from storage.errors import ConflictError, NotAllowedError, NotFoundError
from storage.queue_status import queue_status
from storage.records import Action, SymbolInput
from storage.symbol_lookup import find_symbol_by_name, get_symbol
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take, waiting


@pytest.mark.parametrize(
    "action", [Action.CONFIRMED, Action.REJECTED, Action.NOT_A_LOGO]
)
def test_an_undone_decision_opens_its_case_again(
    any_workspace: Workspace, action: Action
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    symbol_id = acme.id if action is Action.CONFIRMED else None
    said = press(any_workspace, case, action, symbol_id=symbol_id)
    assert next_case(any_workspace, reviewer=ANN) is None

    result = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert result.decision.action is Action.UNDONE
    assert result.decision.region_id == case.regions[0].id
    assert (result.case.id, result.case.open, result.closed) == (case.id, True, False)
    assert take(any_workspace).id == case.id
    assert waiting(result.case)[0].decision is None


def test_both_decisions_stay_in_the_log(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    said = press(any_workspace, take(any_workspace), Action.REJECTED)

    undo(any_workspace, decision_id=said.decision.id, reviewer=BOB)

    undone, first = list_decisions(any_workspace).items
    assert (first.action, first.undone, first.reviewer) == ("rejected", True, ANN)
    assert (undone.action, undone.undoes_decision_id, undone.reviewer) == (
        "undone",
        first.decision_id,
        BOB,
    )
    assert last_decisions(any_workspace, reviewer=ANN) == ()


def test_the_reference_it_added_leaves_the_gallery(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    look = Placed(1, other=2, blend=0.3)
    scan(any_workspace, look)
    said = confirm(any_workspace, take(any_workspace), acme.id, learn=True)
    assert said.case.regions[0].matches[0].similarity == pytest.approx(1, abs=1e-4)

    result = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert result.reference_id == said.reference_id
    assert len(get_symbol(any_workspace, acme.id).references) == 1
    assert result.gallery_version == said.gallery_version + 1
    assert result.case.regions[0].matches[0].similarity < 0.95


def test_cases_that_only_it_had_raised_are_taken_back(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(2), name="earlier")
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)
    said = press(
        any_workspace,
        case,
        Action.NEW_SYMBOL,
        region=1,
        new_symbol=SymbolInput("Bolt", "prohibited"),
    )
    assert len(said.retro_hunt.case_ids_opened) == 1
    assert queue_status(any_workspace, reviewer=ANN).open_cases == 2

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    [raised] = said.retro_hunt.case_ids_opened
    assert not get_case(any_workspace, raised, reviewer=ANN).open
    assert queue_status(any_workspace, reviewer=ANN).open_cases == 1
    assert not scan(any_workspace, Placed(2)).flagged


def test_what_was_decided_in_a_raised_case_stays(any_workspace: Workspace) -> None:
    scan(any_workspace, Placed(2), Placed(2, x=200), name="earlier")
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)
    said = press(
        any_workspace,
        case,
        Action.NEW_SYMBOL,
        region=1,
        new_symbol=SymbolInput("Bolt", "prohibited"),
    )
    raised = take(any_workspace, reviewer=BOB)
    assert raised.image.name == "earlier"
    press(any_workspace, raised, Action.REJECTED, region=0, reviewer=BOB)

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    after = get_case(any_workspace, raised.id, reviewer=BOB)
    assert not after.open
    assert after.regions[0].decision is not None
    assert after.regions[0].decision.reviewer == BOB


def test_an_answered_region_that_a_reference_called_back_is_let_go(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    look = Placed(1, other=2, blend=0.3)
    scan(any_workspace, look)
    confirm(any_workspace, take(any_workspace), acme.id, learn=False)
    scan(any_workspace, Placed(1), Placed(1, 200, other=2, blend=0.3))
    said = press(
        any_workspace,
        take(any_workspace),
        Action.NEW_SYMBOL,
        region=1,
        new_symbol=SymbolInput("Bolt", "prohibited"),
    )
    assert len(said.retro_hunt.case_ids_opened) == 1  # it resembles Bolt more

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert queue_status(any_workspace, reviewer=ANN).open_cases == 1


def test_a_symbol_that_it_made_is_gone_and_its_name_free(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    bolt = SymbolInput("Bolt", "trademark")
    said = press(any_workspace, take(any_workspace), Action.NEW_SYMBOL, new_symbol=bolt)

    result = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert find_symbol_by_name(any_workspace, "Bolt") is None
    again = press(any_workspace, result.case, Action.NEW_SYMBOL, new_symbol=bolt)
    assert again.decision.symbol_name == "Bolt"
    assert again.decision.symbol_id != said.decision.symbol_id


def test_a_symbol_that_others_use_stays(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, 200, other=2, blend=0.1))
    case = take(any_workspace)
    said = press(
        any_workspace,
        case,
        Action.NEW_SYMBOL,
        new_symbol=SymbolInput("Bolt", "trademark"),
    )
    assert said.decision.symbol_id is not None
    confirm(any_workspace, case, said.decision.symbol_id, region=1, learn=True)

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    bolt = find_symbol_by_name(any_workspace, "Bolt")
    assert bolt is not None
    assert len(bolt.references) == 1


def test_an_undone_rejection_lets_the_look_come_back(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    look = Placed(1, other=2, blend=0.3)
    scan(any_workspace, look)
    said = press(any_workspace, take(any_workspace), Action.REJECTED)
    assert not scan(any_workspace, look).flagged

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert scan(any_workspace, look).flagged


def test_an_undone_skip_brings_the_case_back(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    said = press(any_workspace, case, Action.SKIPPED, region=None)

    undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert take(any_workspace).id == case.id


def test_an_undone_escalation_gives_the_box_back(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    said = press(any_workspace, case, Action.ESCALATED)

    result = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert [region.waiting for region in result.case.regions] == [True]


def test_an_undo_is_done_once_and_not_undone(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    said = press(any_workspace, take(any_workspace), Action.REJECTED)
    undone = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    with pytest.raises(ConflictError, match="undone already, by ann"):
        undo(any_workspace, decision_id=said.decision.id, reviewer=BOB)
    with pytest.raises(ConflictError, match="cannot be undone"):
        undo(any_workspace, decision_id=undone.decision.id, reviewer=ANN)
    with pytest.raises(NotFoundError, match="no such decision"):
        undo(any_workspace, decision_id=404, reviewer=ANN)


@pytest.mark.parametrize(
    ("who", "role", "allowed"),
    [
        (ANN, Role.REVIEWER, True),
        (BOB, Role.REVIEWER, False),
        ("cleo", Role.CURATOR, True),
        ("Ada", Role.ADMIN, True),
    ],
)
def test_a_reviewer_takes_back_ones_own_decisions_alone(
    any_workspace: Workspace, who: str, role: Role, allowed: bool
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)
    said = press(
        any_workspace,
        case,
        Action.CONFIRMED,
        symbol_id=acme.id,
        add_reference=True,
        also=(case.regions[1].id,),
    )
    rows = list_decisions(any_workspace).total

    with acting_as(Person(who, role)):
        if allowed:
            assert undo(any_workspace, decision_id=said.decision.id, reviewer=who).count
        for row in () if allowed else list_decisions(any_workspace).items:
            # no row of a group is a way around
            with pytest.raises(NotAllowedError, match="ann made this decision: only"):
                undo(any_workspace, decision_id=row.decision_id, reviewer=who)

    assert list_decisions(any_workspace).total == (2 * rows if allowed else rows)
    references = get_symbol(any_workspace, acme.id).references
    assert len(references) == (1 if allowed else 2)


def test_deciding_and_undoing_can_go_on(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    case = take(any_workspace)

    for _ in range(3):
        said = confirm(any_workspace, case, acme.id, learn=True)
        case = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN).case
    last = confirm(any_workspace, case, acme.id, learn=True)

    assert last.closed
    assert list_decisions(any_workspace).total == 7
    assert len(get_symbol(any_workspace, acme.id).references) == 2


def test_undoing_in_an_image_that_waits_anew_goes_to_its_open_case(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    first = take(any_workspace)
    said = press(any_workspace, first, Action.REJECTED)
    assert said.closed
    add(any_workspace, "Bolt", 2)
    second = take(any_workspace)
    assert second.id != first.id

    result = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert result.case.id == second.id
    assert len(waiting(result.case)) == 2


def test_a_box_that_nothing_matches_waits_when_its_new_symbol_is_undone(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)
    bolt = SymbolInput("Bolt", "trademark")
    said = press(any_workspace, case, Action.NEW_SYMBOL, region=1, new_symbol=bolt)

    result = undo(any_workspace, decision_id=said.decision.id, reviewer=ANN)

    assert [region.waiting for region in result.case.regions] == [True, True]
    assert result.case.regions[1].verdict == "unknown"
