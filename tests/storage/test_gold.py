"""Gold cases come in between others, look like them, and change nothing."""

import pytest

from storage.acting import Door, Person, Role, acting_as
from storage.cases import get_case, next_case, open_case, release_claim
from storage.decision_log import last_decisions, list_decisions
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.gold import list_gold, mark_gold, remove_gold, told_at_once
from storage.models import GoldAsk
from storage.quality_rules import Checks
from storage.queue_status import queue_status
from storage.records import (
    Action,
    CaseReason,
    CaseView,
    DecisionKind,
    QueueFilter,
    QueueOrder,
)
from storage.symbols import set_symbol_enabled
from storage.training_set import confirmed_images
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take, waiting

CARA = "cara"


def gold(ws: Workspace, *, learn: bool = True) -> tuple[int, int]:
    """Let Cara confirm a box and mark it gold; return its image and the symbol."""
    symbol_id = add(ws, "Acme", 1).symbol.id
    scan(ws, Placed(1))
    case = take(ws, reviewer=CARA)
    decided = press(
        ws,
        case,
        Action.CONFIRMED,
        reviewer=CARA,
        symbol_id=symbol_id,
        add_reference=learn,
    )
    mark_gold(ws, decided.decision.id, by=CARA)
    ws.checks = Checks(gold_share=1.0)
    return case.image.id, symbol_id


def meet(ws: Workspace, image_id: int, *, reviewer: str = ANN) -> CaseView:
    """Let a case wait, and take the gold case that comes before it."""
    scan(ws, Placed(1))
    case = take(ws, reviewer=reviewer)
    assert case.image.id == image_id
    return case


def test_a_gold_case_comes_first_and_looks_like_any_other(
    any_workspace: Workspace,
) -> None:
    image_id, _ = gold(any_workspace)

    case = meet(any_workspace, image_id)

    assert (case.open, case.reason) == (True, CaseReason.SCAN)
    [region] = waiting(case)
    assert region.decision is None
    [decided] = list_decisions(any_workspace).items
    assert decided.added_reference_id is not None
    seen = [match.reference_id for match in region.matches]
    assert (len(seen), decided.added_reference_id in seen) == (1, False)
    assert take(any_workspace).id == case.id  # claimed like any other
    assert queue_status(any_workspace, reviewer=ANN).open_cases == 2
    assert queue_status(any_workspace, reviewer=BOB).open_cases == 1


@pytest.mark.parametrize("order", list(QueueOrder))
def test_it_comes_before_its_case_in_every_order(
    workspace: Workspace, order: QueueOrder
) -> None:
    image_id, _ = gold(workspace)
    scan(workspace, Placed(1))
    wanted = QueueFilter(order=order, list_name="trademark")

    case = next_case(workspace, reviewer=ANN, wanted=wanted)

    assert case is not None
    assert case.image.id == image_id
    release_claim(workspace, case.id, reviewer=ANN)
    again = next_case(workspace, reviewer=ANN, wanted=wanted)
    assert again is not None
    assert again.id == case.id


def test_the_answer_changes_nothing_but_is_kept(any_workspace: Workspace) -> None:
    image_id, symbol_id = gold(any_workspace)
    case = meet(any_workspace, image_id)
    with any_workspace.reading() as session:
        version = any_workspace.gallery.version(session)

    result = confirm(any_workspace, case, symbol_id, learn=True)

    with any_workspace.reading() as session:
        assert any_workspace.gallery.version(session) == version
    assert (result.closed, result.reference_id) == (True, None)
    assert [one.right for one in list_gold(any_workspace)] == [1]
    assert list_decisions(any_workspace).items[0].kind is DecisionKind.GOLD
    after = take(any_workspace)
    assert (after.image.id == image_id, len(waiting(after))) == (False, 1)
    assert len(list(confirmed_images(any_workspace))) == 1


def test_who_answers_wrongly_changes_nothing_either(any_workspace: Workspace) -> None:
    image_id, _ = gold(any_workspace)

    press(any_workspace, meet(any_workspace, image_id), Action.NOT_A_LOGO)

    [one] = list_gold(any_workspace)
    assert (one.answers, one.right) == (1, 0)
    [image] = confirmed_images(any_workspace)
    assert image.image_id == image_id


def test_no_symbol_is_an_answer_too(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))
    decided = press(
        workspace, take(workspace, reviewer=CARA), Action.REJECTED, reviewer=CARA
    )
    marked = mark_gold(workspace, decided.decision.id, by=CARA)
    workspace.checks = Checks(gold_share=1.0)
    scan(workspace, Placed(5), Placed(1, x=200))
    case = take(workspace)
    assert case.image.id == decided.case.image.id
    assert not waiting(case)[0].matches[0].rejected_before

    press(workspace, case, Action.NOT_A_LOGO)

    assert marked.symbol_id is None
    assert [one.right for one in list_gold(workspace)] == [1]


def test_nobody_gets_one_twice_nor_who_marked_or_decided_it(
    workspace: Workspace,
) -> None:
    image_id, symbol_id = gold(workspace)
    confirm(workspace, meet(workspace, image_id), symbol_id, learn=False)
    scan(workspace, Placed(1))

    for reviewer in (ANN, CARA):
        case = take(workspace, reviewer=reviewer)
        assert case.image.id != image_id
        release_claim(workspace, case.id, reviewer=reviewer)


def test_a_gold_case_of_one_is_hidden_from_others(workspace: Workspace) -> None:
    image_id, _ = gold(workspace)
    case = meet(workspace, image_id)

    with acting_as(Person(BOB, Role.REVIEWER)), pytest.raises(NotFoundError):
        open_case(workspace, case.id, reviewer=BOB)
    ann = Person(ANN, Role.REVIEWER, Door.SCREEN)
    with acting_as(ann):
        assert list_decisions(workspace, seen_by=ann).total == 0
        first = list_decisions(workspace).items[0].case_id
        assert get_case(workspace, first, reviewer=ANN).regions[0].decision is None
        press(workspace, case, Action.NOT_A_LOGO)
        [row] = list_decisions(workspace, seen_by=ann).items
    assert row.kind is DecisionKind.FIRST


def test_an_answer_can_be_taken_back_like_any_other(any_workspace: Workspace) -> None:
    image_id, symbol_id = gold(any_workspace)
    press(any_workspace, meet(any_workspace, image_id), Action.NOT_A_LOGO)
    [last] = last_decisions(any_workspace, reviewer=ANN)

    undo(any_workspace, decision_id=last.id, reviewer=ANN)

    again = take(any_workspace)
    assert (again.image.id, again.regions[0].decision) == (image_id, None)
    confirm(any_workspace, again, symbol_id, learn=False)
    [one] = list_gold(any_workspace)
    assert (one.answers, one.right) == (1, 1)


def test_who_hands_it_on_has_no_answer(workspace: Workspace) -> None:
    image_id, _ = gold(workspace)
    case = meet(workspace, image_id)

    result = press(workspace, case, Action.ESCALATED, region=None)

    assert result.closed
    assert next_case(workspace, reviewer=CARA, after_case_id=case.id) is not None
    with workspace.reading() as session:
        [ask] = session.query(GoldAsk)
    assert (ask.right, ask.decision_id) == (None, result.decision.id)


def test_a_removed_one_and_one_of_a_disabled_symbol_come_no_more(
    workspace: Workspace,
) -> None:
    image_id, symbol_id = gold(workspace)
    set_symbol_enabled(workspace, symbol_id, enabled=False, by=CARA)
    add(workspace, "Grave", 2)
    scan(workspace, Placed(2))
    assert take(workspace).image.id != image_id

    [one] = list_gold(workspace)
    remove_gold(workspace, one.id, by=CARA)

    assert list_gold(workspace) == ()
    with pytest.raises(NotFoundError):
        remove_gold(workspace, one.id, by=CARA)


def test_only_the_last_word_on_a_box_can_be_gold(workspace: Workspace) -> None:
    gold(workspace)
    [decision] = list_decisions(workspace).items
    with pytest.raises(ConflictError, match="gold case already"):
        mark_gold(workspace, decision.decision_id, by=CARA)
    scan(workspace, Placed(1))
    workspace.checks = Checks()
    case = take(workspace)
    skipped = press(workspace, case, Action.SKIPPED, region=None)
    with pytest.raises(InvalidInputError, match="no answer"):
        mark_gold(workspace, skipped.decision.id, by=CARA)
    answered = press(
        workspace, take(workspace, reviewer=BOB), Action.NOT_A_LOGO, reviewer=BOB
    )
    undo(workspace, decision_id=answered.decision.id, reviewer=BOB)
    with pytest.raises(ConflictError, match="last word"):
        mark_gold(workspace, answered.decision.id, by=CARA)


def test_without_gold_cases_the_queue_is_as_it_was(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    workspace.checks = Checks(gold_share=1.0)
    image = scan(workspace, Placed(1)).image_id

    assert take(workspace).image.id == image


@pytest.mark.parametrize(("feedback", "told"), [(False, None), (True, (False, "Acme"))])
def test_the_right_answer_is_told_only_if_a_setting_says_so(
    workspace: Workspace, feedback: bool, told: tuple[bool, str] | None
) -> None:
    image_id, _ = gold(workspace)
    workspace.checks = Checks(gold_share=1.0, gold_feedback=feedback)

    result = press(workspace, meet(workspace, image_id), Action.NOT_A_LOGO)

    found = told_at_once(workspace, result.decision.id)
    assert (None if found is None else (found.right, found.symbol_name)) == told
