"""The rules of a list: what becomes a reference, and what a curator approves first."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from storage.acting import Person, Role, acting_as
from storage.approving import (
    approve_proposals,
    count_proposals,
    list_proposals,
    refuse_proposals,
)
from storage.audit import AuditFilter, list_audit
from storage.errors import ConflictError, NotAllowedError
from storage.gallery_history import gallery_history
from storage.lists import add_list, update_list
from storage.merging import merge_symbols
from storage.records import (
    Action,
    Approval,
    DecisionResult,
    HistoryKind,
    ListUpdate,
    ProposalState,
    ReferenceRule,
    SymbolInput,
)
from storage.symbol_lookup import find_symbol_by_name, get_symbol
from storage.symbols import add_references, set_symbol_enabled
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take
from tests.storage.test_previewing import crops

NEAR = Placed(1, other=2, blend=0.02)
FAR = Placed(1, other=2, blend=0.3)


@contextmanager
def reviewing(name: str = ANN) -> Iterator[None]:
    with acting_as(Person(name, Role.REVIEWER)):
        yield


def confirm_as_told(
    ws: Workspace, mark: Placed, rule: ReferenceRule, *, asked: bool | None
) -> DecisionResult:
    """Confirm a mark for a symbol of a list with a rule."""
    add_list(ws, "ruled", reference_rule=rule, by="cora")
    symbol = add(ws, "Acme", 1, list_name="ruled").symbol
    scan(ws, mark)
    return press(
        ws, take(ws), Action.CONFIRMED, symbol_id=symbol.id, add_reference=asked
    )


def guard_trademarks(ws: Workspace, **more: ReferenceRule) -> None:
    """Let what reviewers bring into the list `trademark` wait for a curator."""
    update_list(ws, 2, ListUpdate(approved_by=Approval.CURATOR, **more), by="cora")


def propose(ws: Workspace, symbol_id: int, mark: Placed = FAR) -> DecisionResult:
    """Let a reviewer confirm a mark and ask for a reference."""
    scan(ws, mark)
    with reviewing():
        return press(
            ws, take(ws), Action.CONFIRMED, symbol_id=symbol_id, add_reference=True
        )


def seen(ws: Workspace) -> dict[int, int]:
    return {one.id: one.version for one in list_proposals(ws).items}


@pytest.mark.parametrize(
    ("rule", "asked", "mark", "becomes"),
    [
        (ReferenceRule.NEVER, True, FAR, False),
        (ReferenceRule.NEVER, None, FAR, False),
        (ReferenceRule.ASKED, None, FAR, False),
        (ReferenceRule.ASKED, True, FAR, True),
        (ReferenceRule.ALWAYS, None, NEAR, True),
        (ReferenceRule.ALWAYS, False, NEAR, False),
        (ReferenceRule.NEW_LOOKS, None, NEAR, False),
        (ReferenceRule.NEW_LOOKS, True, NEAR, True),
        (ReferenceRule.NEW_LOOKS, None, FAR, True),
        (ReferenceRule.NEW_LOOKS, False, FAR, False),
    ],
)
def test_the_rule_of_the_list_says_what_becomes_a_reference(
    workspace: Workspace,
    rule: ReferenceRule,
    asked: bool | None,
    mark: Placed,
    becomes: bool,
) -> None:
    done = confirm_as_told(workspace, mark, rule, asked=asked)

    assert (done.reference_id is not None) == becomes
    assert done.decision.action is Action.CONFIRMED


def test_a_new_symbol_has_its_picture_whatever_the_rule(workspace: Workspace) -> None:
    update_list(workspace, 2, ListUpdate(reference_rule=ReferenceRule.NEVER), by="c")
    add(workspace, "Acme", 1)
    scan(workspace, FAR)

    press(
        workspace,
        take(workspace),
        Action.NEW_SYMBOL,
        new_symbol=SymbolInput("Bolt", "trademark"),
    )

    bolt = find_symbol_by_name(workspace, "Bolt")
    assert bolt is not None
    assert len(bolt.references) == 1


def test_what_a_reviewer_adds_is_not_matched_until_a_curator_approves_it(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1).symbol
    scan(ws, Placed(1, other=2, blend=0.55), name="later.png")

    done = propose(ws, acme.id)

    assert done.reference_id is None
    assert done.decision.proposal is ProposalState.WAITING
    assert len(get_symbol(ws, acme.id).references) == 1
    [waits] = list_proposals(ws).items
    assert (waits.symbol_name, waits.proposed_by, waits.new_symbol) == (
        "Acme",
        ANN,
        False,
    )
    assert waits.similarity is not None
    assert [one.symbol_id for one in waits.references] == [acme.id]

    result = approve_proposals(ws, {waits.id: waits.version}, by="cora")

    assert (result.answered, result.problems) == (1, ())
    assert len(result.retro_hunt.image_ids) == 1  # later.png
    [_, added] = get_symbol(ws, acme.id).references
    assert (added.created_by, added.decision_id) == (ANN, done.decision.id)
    assert count_proposals(ws) == 0
    newest = {e.kind: e for e in gallery_history(ws).items[:3]}
    assert newest[HistoryKind.APPROVED].by == "cora"
    assert list_audit(ws, AuditFilter(kind="proposal")).total == 2


def test_what_a_curator_adds_needs_no_approval(workspace: Workspace) -> None:
    guard_trademarks(workspace)
    acme = add(workspace, "Acme", 1).symbol
    scan(workspace, FAR)

    with acting_as(Person("cora", Role.CURATOR)):
        done = press(
            workspace,
            take(workspace, reviewer="cora"),
            Action.CONFIRMED,
            symbol_id=acme.id,
            add_reference=True,
            reviewer="cora",
        )

    assert done.reference_id is not None
    assert count_proposals(workspace) == 0


def test_a_new_symbol_waits_with_its_picture(any_workspace: Workspace) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    add(ws, "Acme", 1)
    scan(ws, FAR)
    scan(ws, FAR)

    with reviewing():
        new = SymbolInput("Bolt", "trademark")
        press(ws, take(ws), Action.NEW_SYMBOL, new_symbol=new)

    bolt = find_symbol_by_name(ws, "Bolt")
    assert bolt is not None
    assert (bolt.proposed, bolt.references) == (True, ())
    with pytest.raises(ConflictError, match="waits for a curator's approval"):
        add_references(ws, bolt.id, crops(7), by="cora")
    [waits] = list_proposals(ws).items
    assert (waits.new_symbol, waits.similarity) == (True, None)
    result = approve_proposals(ws, seen(ws), by="cora")
    assert len(result.retro_hunt.image_ids) == 1
    bolt = get_symbol(ws, bolt.id)
    assert (bolt.proposed, len(bolt.references)) == (False, 1)


def test_a_refused_new_symbol_is_disabled_and_its_decision_stays(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1).symbol
    scan(ws, FAR)
    with reviewing():
        new = SymbolInput("Akme", "trademark")
        done = press(ws, take(ws), Action.NEW_SYMBOL, new_symbol=new)

    result = refuse_proposals(ws, seen(ws), by="cora")

    assert (result.answered, result.reference_ids) == (1, ())
    akme = find_symbol_by_name(ws, "Akme")
    assert akme is not None
    assert not akme.enabled
    merge_symbols(ws, akme.id, into_id=acme.id, by="cora")  # what was said goes along
    with reviewing():
        undo(ws, decision_id=done.decision.id, reviewer=ANN)


def test_an_undo_withdraws_what_was_proposed(any_workspace: Workspace) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1).symbol
    done = propose(ws, acme.id)
    before = seen(ws)

    with reviewing():
        undo(ws, decision_id=done.decision.id, reviewer=ANN)

    assert count_proposals(ws) == 0
    late = approve_proposals(ws, before, by="cora")
    assert late.answered == 0
    assert "was withdrawn: ann took the decision back" in late.problems[0]


def test_an_undo_takes_an_approved_reference_out(any_workspace: Workspace) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1).symbol
    done = propose(ws, acme.id)
    approve_proposals(ws, seen(ws), by="cora")

    with reviewing():
        undo(ws, decision_id=done.decision.id, reviewer=ANN)

    assert len(get_symbol(ws, acme.id).references) == 1


def test_of_two_curators_the_first_one_answers(any_workspace: Workspace) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1).symbol
    propose(ws, acme.id)
    propose(ws, acme.id, Placed(1, other=3, blend=0.3))
    both = seen(ws)

    first = refuse_proposals(ws, dict([next(iter(both.items()))]), by="cora")
    second = approve_proposals(ws, both, by="dan")

    assert (first.answered, second.answered) == (1, 1)
    assert "was refused already, by cora" in second.problems[0]
    assert len(get_symbol(ws, acme.id).references) == 2


def test_a_merge_meanwhile_takes_the_proposal_along(any_workspace: Workspace) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme, akme = add(ws, "Acme", 5).symbol, add(ws, "Akme", 1).symbol
    propose(ws, akme.id)
    merge_symbols(ws, akme.id, into_id=acme.id, by="cora")

    [waits] = list_proposals(ws).items
    approve_proposals(ws, seen(ws), by="cora")

    assert waits.symbol_name == "Acme"
    assert len(get_symbol(ws, acme.id).references) == 3


def test_a_disabled_symbol_gets_it_for_when_it_is_enabled(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    acme = add(ws, "Acme", 1).symbol
    propose(ws, acme.id)
    set_symbol_enabled(ws, acme.id, enabled=False, by="cora")

    [waits] = list_proposals(ws).items
    approve_proposals(ws, seen(ws), by="cora")

    assert not waits.enabled
    assert len(get_symbol(ws, acme.id).references) == 2
    assert not scan(ws, FAR).flagged


def test_reviewers_may_not_answer(workspace: Workspace) -> None:
    guard_trademarks(workspace)
    acme = add(workspace, "Acme", 1).symbol
    propose(workspace, acme.id)

    with reviewing(BOB), pytest.raises(NotAllowedError, match="needs the role curator"):
        approve_proposals(workspace, seen(workspace), by=BOB)
    assert count_proposals(workspace) == 1
