"""What reviewers remember is compared with the rows: each thing that can be wrong."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from storage.accounting import Account, Held, Outcome, Said, account
from storage.models import CaseRegion, Decision
from storage.records import Action, CaseView, DecisionKind
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take

PRESSED = "press-1"


@pytest.fixture
def case(workspace: Workspace) -> CaseView:
    """A case of Ann's with one box decided by PRESSED, and one that waits."""
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1), Placed(1, x=200))
    case = take(workspace)
    press(workspace, case, Action.REJECTED, request_id=PRESSED)
    return case


def said(case: CaseView, **changes: object) -> Said:
    """What Ann remembers of PRESSED."""
    true = Said(
        PRESSED, ANN, case.id, case.regions[0].id, Action.REJECTED, Outcome.SAVED
    )
    return replace(true, **changes)  # type: ignore[arg-type]


def wrong(found: Account) -> dict[str, int]:
    """How much of each kind is wrong."""
    kinds = ("lost", "doubled", "unsaid", "shared", "standing")
    counts = {kind: len(getattr(found, kind)) for kind in kinds}
    assert found.is_right == (not any(counts.values()))
    return {kind: count for kind, count in counts.items() if count}


def test_an_empty_workspace_and_no_memory_fit(workspace: Workspace) -> None:
    found = account(workspace, [], [])

    assert (found.decisions, wrong(found)) == (0, {})


MEMORIES = [
    ({}, {}),
    ({"outcome": Outcome.UNKNOWN}, {}),  # no answer came: it may be there
    ({"outcome": Outcome.REFUSED}, {"unsaid": 1}),
    ({"request_id": "another"}, {"lost": 1, "unsaid": 1}),
    ({"request_id": "another", "outcome": Outcome.REFUSED}, {"unsaid": 1}),
    ({"action": Action.CONFIRMED}, {"lost": 1}),
    ({"region_id": None}, {"lost": 1}),
    ({"reviewer": BOB}, {"lost": 1}),
]


@pytest.mark.parametrize(("changes", "expected"), MEMORIES)
def test_memory_and_rows_are_compared(
    workspace: Workspace,
    case: CaseView,
    changes: dict[str, object],
    expected: dict[str, int],
) -> None:
    assert wrong(account(workspace, [said(case, **changes)], [])) == expected


def test_a_box_that_was_answered_twice_is_doubled(
    workspace: Workspace, case: CaseView
) -> None:
    with workspace.writing() as session:
        row = session.get_one(Decision, 1)
        columns = {c.key for c in Decision.__table__.columns} - {"id", "request_id"}
        copy = {name: getattr(row, name) for name in columns}
        session.add(Decision(request_id="press-2", **copy))

    memory = [said(case), said(case, request_id="press-2")]

    assert wrong(account(workspace, memory, [])) == {"doubled": 1}


def undone(case: CaseView, **changes: object) -> Said:
    """What Ann remembers of the undo of PRESSED."""
    return said(case, request_id="u", action=Action.UNDONE, undoes_id=1, **changes)


def test_an_undo_is_there_and_its_box_waits_and_may_be_answered_again(
    workspace: Workspace, case: CaseView
) -> None:
    back = undo(workspace, decision_id=1, reviewer=ANN).case

    found = account(workspace, [said(case), undone(case)], [])
    assert (found.decisions, found.undone, wrong(found)) == (1, 1, {})

    press(workspace, back, Action.NOT_A_LOGO, request_id="press-2")
    again = said(case, request_id="press-2", action=Action.NOT_A_LOGO)
    assert wrong(account(workspace, [said(case), undone(case), again], [])) == {}


def test_an_undo_that_nobody_was_told_of_or_that_did_nothing_is_found(
    workspace: Workspace, case: CaseView
) -> None:
    assert wrong(account(workspace, [said(case), undone(case)], [])) == {"standing": 1}

    undo(workspace, decision_id=1, reviewer=ANN)
    refused = undone(case, outcome=Outcome.REFUSED)
    assert wrong(account(workspace, [said(case), refused], [])) == {"unsaid": 1}

    with workspace.writing() as session:
        session.execute(update(CaseRegion).values(waiting=False))
    assert wrong(account(workspace, [said(case), undone(case)], [])) == {"standing": 1}

    # A second opinion does not wait as work does.
    with workspace.writing() as session:
        session.execute(update(Decision).values(kind=DecisionKind.SECOND))
    assert wrong(account(workspace, [said(case), undone(case)], [])) == {}


TIMES = [
    # of Ann, of Bob, how many cases both held at once
    ((0.0, 1.0), (1.0, 2.0), 0),
    ((0.0, 1.0), (0.5, 2.0), 1),
    ((1.0, 2.0), (0.0, 3.0), 1),
]


@pytest.mark.parametrize(("of_ann", "of_bob", "count"), TIMES)
def test_two_who_held_a_case_at_once_are_found(
    workspace: Workspace,
    of_ann: tuple[float, float],
    of_bob: tuple[float, float],
    count: int,
) -> None:
    held = [Held(7, ANN, *of_ann), Held(7, BOB, *of_bob), Held(8, BOB, 0.0, 9.0)]

    assert len(account(workspace, [], held).shared) == count
