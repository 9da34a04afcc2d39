"""A second person is asked blind; where two differ, a curator has the last word."""

import hashlib

import pytest
from sqlalchemy import update

from storage.acting import Door, Person, Role, acting_as
from storage.cases import get_case, next_case, open_case
from storage.decision_log import list_decisions
from storage.draws import draw
from storage.errors import ConflictError, NotFoundError
from storage.models import DrawSalt, SecondOpinion, User
from storage.people import add_user
from storage.quality_rules import Checks
from storage.queue_status import queue_status
from storage.records import (
    Action,
    CaseReason,
    CaseView,
    DecisionKind,
    DecisionResult,
    Outcome,
    SymbolInput,
)
from storage.symbol_lookup import get_symbol
from storage.symbols import set_symbol_enabled
from storage.training_set import confirmed_images
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take, waiting

CARA, DAN = "cara", "dan"


def team(ws: Workspace, *more: str, share: float = 1.0) -> int:
    """Let people work, of whom every decision is asked twice; add a symbol."""
    for name in (ANN, BOB, *more):
        role = Role.CURATOR if name in (CARA, DAN) else Role.REVIEWER
        add_user(ws, name, role=role, password=None, by="admin")
    ws.checks = Checks(second_share=share)
    return add(ws, "Acme", 1).symbol.id


def decided(ws: Workspace, symbol_id: int, *, learn: bool = True) -> DecisionResult:
    """Let Ann confirm the next case."""
    return confirm(ws, take(ws), symbol_id, learn=learn)


def opinions(ws: Workspace) -> list[SecondOpinion]:
    """Return all second opinions."""
    with ws.reading() as session:
        return list(session.query(SecondOpinion).order_by(SecondOpinion.id))


def as_reviewer(name: str) -> Person:
    """Return a reviewer at the screen."""
    return Person(name, Role.REVIEWER, Door.SCREEN)


def test_a_second_person_sees_what_the_first_saw_and_not_what_they_said(
    any_workspace: Workspace,
) -> None:
    symbol_id = team(any_workspace)
    scan(any_workspace, Placed(1))
    before = take(any_workspace)
    first = confirm(any_workspace, before, symbol_id, learn=True)

    assert next_case(any_workspace, reviewer=ANN) is None
    blind = take(any_workspace, reviewer=BOB)

    assert blind.id != before.id
    assert (blind.reason, blind.image) == (CaseReason.SCAN, before.image)
    [region] = waiting(blind)
    assert (region.decision, region.answers) == (None, ())
    seen = [(m.reference_id, m.similarity, m.probability) for m in region.matches]
    then = before.regions[0].matches
    assert seen == [(m.reference_id, m.similarity, m.probability) for m in then]
    assert first.reference_id not in [m.reference_id for m in region.matches]


def test_nor_do_other_pages_and_lists_tell_them(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace)
    scan(any_workspace, Placed(1))
    first = decided(any_workspace, symbol_id)
    bob = as_reviewer(BOB)

    with acting_as(bob):
        closed = get_case(any_workspace, first.case.id, reviewer=BOB)
        theirs = list_decisions(any_workspace, seen_by=bob)
    curators = list_decisions(
        any_workspace, seen_by=Person(CARA, Role.CURATOR, Door.SCREEN)
    )
    programs = list_decisions(
        any_workspace, seen_by=Person("x", Role.CURATOR, Door.API)
    )

    assert closed.regions[0].decision is None
    assert first.reference_id not in [
        match.reference_id for match in closed.regions[0].matches
    ]
    assert (theirs.total, curators.total, programs.total) == (0, 0, 1)
    assert list_decisions(any_workspace, seen_by=as_reviewer(ANN)).total == 1
    own = get_case(any_workspace, first.case.id, reviewer=ANN)
    assert own.regions[0].decision is not None


def test_who_agrees_changes_nothing(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace)
    scan(any_workspace, Placed(1))
    decided(any_workspace, symbol_id)
    version = get_version(any_workspace)

    blind = take(any_workspace, reviewer=BOB)
    result = press(
        any_workspace,
        blind,
        Action.CONFIRMED,
        reviewer=BOB,
        symbol_id=symbol_id,
        add_reference=True,
    )

    assert (result.closed, result.reference_id) == (True, None)
    assert result.case.regions[0].decision == result.decision
    assert get_version(any_workspace) == version
    assert [one.outcome for one in opinions(any_workspace)] == [Outcome.AGREED]
    kinds = [row.kind for row in list_decisions(any_workspace).items]
    assert kinds == [DecisionKind.SECOND, DecisionKind.FIRST]
    assert queue_status(any_workspace, reviewer=BOB).open_cases == 0


def get_version(ws: Workspace) -> int:
    """Return the version of the gallery."""
    with ws.reading() as session:
        return ws.gallery.version(session)


def differ(ws: Workspace, symbol_id: int) -> CaseView:
    """Let Ann confirm and Bob reject a box; return the case of the curator."""
    scan(ws, Placed(1))
    decided(ws, symbol_id)
    press(ws, take(ws, reviewer=BOB), Action.NOT_A_LOGO, reviewer=BOB)
    return take(ws, reviewer=CARA)


def test_where_two_differ_a_curator_sees_both(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace, CARA)
    case = differ(any_workspace, symbol_id)

    assert case.reason is CaseReason.DISPUTE
    [region] = waiting(case)
    said = [(one.reviewer, one.action, one.symbol_name) for one in region.answers]
    assert said == [
        (ANN, Action.CONFIRMED, "Acme"),
        (BOB, Action.NOT_A_LOGO, ""),
    ]
    for name in (ANN, BOB):
        with acting_as(as_reviewer(name)):
            assert next_case(any_workspace, reviewer=name) is None
            assert queue_status(any_workspace, reviewer=name).waiting_for_me == 0
            with pytest.raises(NotFoundError):
                open_case(any_workspace, case.id, reviewer=name)
    assert list(confirmed_images(any_workspace)) == []


def test_an_upheld_answer_stays_as_it_was(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace, CARA)
    case = differ(any_workspace, symbol_id)
    version = get_version(any_workspace)

    result = press(
        any_workspace, case, Action.CONFIRMED, reviewer=CARA, symbol_id=symbol_id
    )

    assert result.closed
    assert get_version(any_workspace) == version
    [opinion] = opinions(any_workspace)
    assert opinion.outcome is Outcome.SETTLED
    rows = list_decisions(any_workspace).items
    assert [(row.kind, row.undone) for row in rows] == [
        (DecisionKind.UPHELD, False),
        (DecisionKind.SECOND, False),
        (DecisionKind.FIRST, False),
    ]
    [image] = confirmed_images(any_workspace)
    assert [box.reviewer for box in image.boxes] == [ANN]
    with acting_as(as_reviewer(ANN)), pytest.raises(ConflictError, match="settled"):
        undo(any_workspace, decision_id=opinion.decision_id, reviewer=ANN)


def test_what_is_overruled_is_taken_back_with_its_reference(
    any_workspace: Workspace,
) -> None:
    symbol_id = team(any_workspace, CARA)
    case = differ(any_workspace, symbol_id)
    assert len(get_symbol(any_workspace, symbol_id).references) == 2

    result = press(any_workspace, case, Action.REJECTED, reviewer=CARA)

    assert result.closed
    assert len(get_symbol(any_workspace, symbol_id).references) == 1
    rows = list_decisions(any_workspace).items
    assert [(row.kind, row.action, row.undone) for row in rows] == [
        (DecisionKind.FINAL, Action.REJECTED, False),
        (DecisionKind.FIRST, Action.UNDONE, False),
        (DecisionKind.SECOND, Action.NOT_A_LOGO, False),
        (DecisionKind.FIRST, Action.CONFIRMED, True),
    ]
    assert list(confirmed_images(any_workspace)) == []
    assert next_case(any_workspace, reviewer=DAN) is None
    final = get_case(any_workspace, case.id, reviewer=CARA).regions[0]
    assert final.matches[0].rejected_before
    assert final.decision is not None
    assert final.decision.action is Action.REJECTED


def test_a_final_decision_taken_back_leaves_the_box_to_others(
    workspace: Workspace,
) -> None:
    symbol_id = team(workspace, CARA)
    case = differ(workspace, symbol_id)
    final = press(workspace, case, Action.REJECTED, reviewer=CARA)

    undo(workspace, decision_id=final.decision.id, reviewer=CARA)

    again = take(workspace, reviewer=CARA)
    assert (again.reason, len(waiting(again))) == (CaseReason.UNDO, 1)
    assert again.regions[0].decision is None


def test_an_upholding_taken_back_leaves_it_to_curators(workspace: Workspace) -> None:
    symbol_id = team(workspace, CARA)
    case = differ(workspace, symbol_id)
    upheld = press(
        workspace, case, Action.CONFIRMED, reviewer=CARA, symbol_id=symbol_id
    )

    undo(workspace, decision_id=upheld.decision.id, reviewer=CARA)

    assert take(workspace, reviewer=CARA).id == case.id
    assert [one.outcome for one in opinions(workspace)] == [Outcome.DISAGREED]


def test_a_second_answer_taken_back_is_asked_again(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace, CARA)
    scan(any_workspace, Placed(1))
    decided(any_workspace, symbol_id)
    blind = take(any_workspace, reviewer=BOB)
    second = press(any_workspace, blind, Action.NOT_A_LOGO, reviewer=BOB)

    undo(any_workspace, decision_id=second.decision.id, reviewer=BOB)

    assert next_case(any_workspace, reviewer=CARA) is None
    again = take(any_workspace, reviewer=BOB)
    assert (again.id, again.regions[0].decision) == (blind.id, None)
    confirmed = press(
        any_workspace, again, Action.CONFIRMED, reviewer=BOB, symbol_id=symbol_id
    )
    assert confirmed.closed
    assert [one.outcome for one in opinions(any_workspace)] == [Outcome.AGREED]


def test_a_second_answer_stays_once_a_curator_has_settled_it(
    workspace: Workspace,
) -> None:
    symbol_id = team(workspace, CARA)
    case = differ(workspace, symbol_id)
    press(workspace, case, Action.REJECTED, reviewer=CARA)
    [opinion] = opinions(workspace)

    assert opinion.second_id is not None
    with pytest.raises(ConflictError, match="settled"):
        undo(workspace, decision_id=opinion.second_id, reviewer=BOB)


def test_undoing_the_first_answer_ends_the_asking(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace)
    scan(any_workspace, Placed(1))
    first = decided(any_workspace, symbol_id)
    blind = take(any_workspace, reviewer=BOB)

    undo(any_workspace, decision_id=first.decision.id, reviewer=ANN)

    with pytest.raises(ConflictError, match="closed already"):
        press(any_workspace, blind, Action.NOT_A_LOGO, reviewer=BOB)
    assert [one.outcome for one in opinions(any_workspace)] == [Outcome.WITHDRAWN]
    assert take(any_workspace).id == first.case.id  # held by who took it back


def test_it_is_asked_when_the_whole_case_is_decided(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)
    press(any_workspace, case, Action.NOT_A_LOGO, region=0)
    assert next_case(any_workspace, reviewer=BOB) is None
    case = take(any_workspace)
    press(
        any_workspace,
        case,
        Action.CONFIRMED,
        region=1,
        symbol_id=symbol_id,
        add_reference=False,
    )

    blind = take(any_workspace, reviewer=BOB)
    assert len(waiting(blind)) == 2


def test_all_that_say_the_same_are_asked_one_by_one(any_workspace: Workspace) -> None:
    symbol_id = team(any_workspace)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)
    also = case.regions[0].alike
    press(
        any_workspace,
        case,
        Action.CONFIRMED,
        symbol_id=symbol_id,
        add_reference=False,
        also=also,
    )

    blind = take(any_workspace, reviewer=BOB)
    assert blind.regions[0].alike == also
    result = press(
        any_workspace,
        blind,
        Action.CONFIRMED,
        reviewer=BOB,
        symbol_id=symbol_id,
        also=also,
    )

    assert (result.closed, result.count) == (True, 2)
    outcomes = [one.outcome for one in opinions(any_workspace)]
    assert outcomes == [Outcome.AGREED, Outcome.AGREED]
    undo(any_workspace, decision_id=result.decision.id, reviewer=BOB)
    assert len(waiting(take(any_workspace, reviewer=BOB))) == 2


def test_who_hands_it_on_leaves_it_to_a_curator(workspace: Workspace) -> None:
    symbol_id = team(workspace, CARA)
    scan(workspace, Placed(1))
    decided(workspace, symbol_id)
    blind = take(workspace, reviewer=BOB)

    result = press(workspace, blind, Action.ESCALATED, region=None, reviewer=BOB)

    assert result.closed
    [region] = waiting(take(workspace, reviewer=CARA))
    assert [one.action for one in region.answers] == [
        Action.CONFIRMED,
        Action.ESCALATED,
    ]
    assert region.answers[1].note == "Is this theirs?"


def test_a_new_symbol_of_a_second_opinion_makes_none(workspace: Workspace) -> None:
    symbol_id = team(workspace, CARA)
    scan(workspace, Placed(1))
    decided(workspace, symbol_id)
    blind = take(workspace, reviewer=BOB)
    wanted = SymbolInput("Umbrella", "trademark")

    result = press(workspace, blind, Action.NEW_SYMBOL, reviewer=BOB, new_symbol=wanted)

    assert result.closed
    [row, _] = list_decisions(workspace).items
    assert (row.symbol_id, row.proposed_symbol) == (None, "Umbrella")
    final = press(
        workspace,
        take(workspace, reviewer=CARA),
        Action.NEW_SYMBOL,
        reviewer=CARA,
        new_symbol=wanted,
    )
    assert final.decision.symbol_name == "Umbrella"


def test_the_name_of_the_symbol_that_the_first_made_is_the_same(
    workspace: Workspace,
) -> None:
    team(workspace)
    scan(workspace, Placed(1))
    press(
        workspace,
        take(workspace),
        Action.NEW_SYMBOL,
        new_symbol=SymbolInput("Umbrella", "trademark"),
    )
    blind = take(workspace, reviewer=BOB)
    press(
        workspace,
        blind,
        Action.NEW_SYMBOL,
        reviewer=BOB,
        new_symbol=SymbolInput("  UMBRELLA ", "trademark"),
    )

    assert [one.outcome for one in opinions(workspace)] == [Outcome.AGREED]


def test_a_symbol_disabled_meanwhile_is_no_disagreement(workspace: Workspace) -> None:
    symbol_id = team(workspace)
    scan(workspace, Placed(1))
    decided(workspace, symbol_id)
    set_symbol_enabled(workspace, symbol_id, enabled=False, by=CARA)
    blind = take(workspace, reviewer=BOB)
    assert blind.regions[0].matches == ()

    with pytest.raises(ConflictError, match="disabled"):
        press(workspace, blind, Action.CONFIRMED, reviewer=BOB, symbol_id=symbol_id)
    press(workspace, blind, Action.NOT_A_LOGO, reviewer=BOB)

    assert [one.outcome for one in opinions(workspace)] == [Outcome.WITHDRAWN]


def test_a_curator_who_gave_an_answer_settles_only_if_nobody_else_can(
    workspace: Workspace,
) -> None:
    symbol_id = team(workspace, CARA)
    scan(workspace, Placed(1))
    decided(workspace, symbol_id)
    press(workspace, take(workspace, reviewer=CARA), Action.NOT_A_LOGO, reviewer=CARA)

    assert take(workspace, reviewer=CARA).reason is CaseReason.DISPUTE

    add_user(workspace, DAN, role=Role.CURATOR, password=None, by="admin")
    scan(workspace, Placed(1))
    case = take(workspace, reviewer=ANN)
    confirm(workspace, case, symbol_id, learn=False)
    blind = next_case(workspace, reviewer=CARA, after_case_id=0)
    while blind is not None and blind.reason is CaseReason.DISPUTE:
        press(workspace, blind, Action.REJECTED, reviewer=CARA)
        blind = next_case(workspace, reviewer=CARA)
    assert blind is not None
    press(workspace, blind, Action.NOT_A_LOGO, reviewer=CARA)
    assert next_case(workspace, reviewer=CARA) is None
    assert take(workspace, reviewer=DAN).reason is CaseReason.DISPUTE


@pytest.mark.parametrize("others", [(), (BOB,)])
def test_where_nobody_else_works_nothing_is_asked(
    workspace: Workspace, others: tuple[str, ...]
) -> None:
    symbol_id = add(workspace, "Acme", 1).symbol.id
    workspace.checks = Checks(second_share=1.0, second_severity=1)
    for name in (ANN, *others):
        add_user(workspace, name, role=Role.REVIEWER, password=None, by="admin")
    with workspace.writing() as session:
        session.execute(update(User).values(enabled=False).where(User.name == BOB))
    scan(workspace, Placed(1))
    decided(workspace, symbol_id)

    assert opinions(workspace) == []


@pytest.mark.parametrize(
    ("own_severity", "wanted", "asked"), [(5, 5, True), (4, 5, False), (3, None, False)]
)
def test_what_is_severe_is_always_asked(
    workspace: Workspace, own_severity: int, wanted: int | None, asked: bool
) -> None:
    team(workspace, share=0.0)
    add(workspace, "Grave", 2, severity=own_severity)
    workspace.checks = Checks(second_severity=wanted)
    scan(workspace, Placed(2))

    press(workspace, take(workspace), Action.REJECTED)  # a miss is what matters most

    assert bool(opinions(workspace)) is asked


def _first_draw(text: str) -> float:
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def test_the_draw_is_the_same_for_everybody_who_has_the_database(
    any_workspace: Workspace,
) -> None:
    with any_workspace.writing() as session:
        session.execute(update(DrawSalt).values(salt="salt"))
    with any_workspace.reading() as session:
        drawn = [draw(session, "second opinion", number) for number in range(2000)]
        again = [draw(session, "second opinion", number) for number in range(2000)]

    assert drawn == again
    assert drawn[0] == pytest.approx(_first_draw("salt/second opinion/0"))
    assert sum(one < 0.1 for one in drawn) == pytest.approx(200, abs=50)
