"""Two symbols become one, and two again."""

import pytest

from recognizer.types import Thresholds
from storage.cases import get_case, next_case
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.lists import list_lists
from storage.merging import merge_symbols, undo_merge
from storage.queue_status import queue_status
from storage.records import Action, SymbolUpdate, ThresholdOwner
from storage.suggestions import past_decisions
from storage.symbol_lookup import find_symbol_by_name, get_symbol, list_symbols
from storage.symbols import add_references, update_symbol
from storage.threshold_changes import set_thresholds
from storage.workspace import Workspace
from tests.fakes import Placed, fake_calibration
from tests.storage.steps import ANN, add, confirm, press, scan, take, waiting
from tests.storage.test_previewing import crops


def open_cases(ws: Workspace) -> int:
    return queue_status(ws, reviewer=ANN).open_cases


def names(ws: Workspace) -> list[str]:
    return [symbol.name for symbol in list_symbols(ws).items]


def test_a_symbol_becomes_a_part_of_another_with_all_that_it_has(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 5).symbol
    akme = add(ws, "Akme", 2, 5, list_name="prohibited").symbol
    update_symbol(ws, akme.id, SymbolUpdate(aliases=("A.K.M.E.",)), by="cora")

    merged = merge_symbols(ws, akme.id, into_id=acme.id, by="cora")

    assert merged.references == 1  # the mark 5 was there already
    assert names(ws) == ["Acme"]
    left = get_symbol(ws, acme.id)
    assert left.aliases == ("Akme", "A.K.M.E.")
    assert len(left.references) == 3
    assert (left.list_name, left.severity) == ("trademark", 3)
    with pytest.raises(NotFoundError):
        get_symbol(ws, akme.id)
    scan(ws, Placed(2))
    assert take(ws).regions[0].matches[0].symbol_id == acme.id


def test_what_waits_keeps_waiting_for_the_symbol_that_is_left(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    akme = add(ws, "Akme", 2).symbol
    scan(ws, Placed(2), Placed(1, other=2, blend=0.5, x=200))
    case = take(ws)

    merge_symbols(ws, akme.id, into_id=acme.id, by="cora")

    assert open_cases(ws) == 1
    fresh = get_case(ws, case.id, reviewer=ANN)
    assert len(waiting(fresh)) == len(waiting(case))
    assert {m.symbol_id for r in fresh.regions for m in r.matches} == {acme.id}
    confirm(ws, fresh, acme.id, learn=False)


def test_what_was_confirmed_is_not_asked_again_as_the_other(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    akme = add(ws, "Akme", 2).symbol
    scan(ws, Placed(2))
    confirm(ws, take(ws), akme.id, learn=False)

    merge_symbols(ws, akme.id, into_id=acme.id, by="cora")
    hunted = add_references(ws, acme.id, crops(22), by="cora")
    add_references(ws, acme.id, crops(2), by="cora")

    assert hunted.retro_hunt.region_ids == ()
    assert next_case(ws, reviewer=ANN) is None
    assert past_decisions(ws, ThresholdOwner.of_symbol(acme.id), 0.5).confirmed == 0


def test_what_was_rejected_for_one_stays_rejected_for_the_other(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    akme = add(ws, "Akme", 2).symbol
    look = Placed(2, other=3, blend=0.2)
    scan(ws, look)
    press(ws, take(ws), Action.REJECTED, symbol_id=akme.id)

    edit = merge_symbols(ws, akme.id, into_id=acme.id, by="cora").edit_id

    assert not scan(ws, look).flagged
    undo_merge(ws, edit, by="cora")
    assert not scan(ws, look).flagged
    assert scan(ws, Placed(2)).flagged


def test_decisions_of_both_count_for_suggestions(any_workspace: Workspace) -> None:
    ws = any_workspace
    ws.calibrations.save([fake_calibration()])
    acme = add(ws, "Acme", 1).symbol
    akme = add(ws, "Akme", 2).symbol
    scan(ws, Placed(2))
    confirm(ws, take(ws), akme.id, learn=False)

    merge_symbols(ws, akme.id, into_id=acme.id, by="cora")

    assert past_decisions(ws, ThresholdOwner.of_symbol(acme.id), 0.5).confirmed == 1


def test_the_queue_follows_the_thresholds_of_the_symbol_that_is_left(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    ws.calibrations.save([fake_calibration(even=0.7, steep=10)])
    acme = add(ws, "Acme", 1).symbol
    akme = add(ws, "Akme", 2).symbol
    scan(ws, Placed(2, other=3, blend=0.4))
    before = open_cases(ws)
    owner = ThresholdOwner.of_symbol(acme.id)
    set_thresholds(ws, owner, Thresholds(0.999, 1.0), by="cora")

    edit = merge_symbols(ws, akme.id, into_id=acme.id, by="cora").edit_id

    assert (before, open_cases(ws)) == (1, 0)
    undo_merge(ws, edit, by="cora")
    assert open_cases(ws) == 1


def test_an_undo_makes_two_of_one(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 5).symbol
    akme = add(ws, "Akme", 2, 5, list_name="prohibited").symbol
    scan(ws, Placed(2))
    edit = merge_symbols(ws, akme.id, into_id=acme.id, by="cora").edit_id
    add_references(ws, acme.id, crops(7), by="cora")

    back = undo_merge(ws, edit, by="dan")

    assert (back.symbol.name, back.symbol.list_name) == ("Akme", "prohibited")
    assert names(ws) == ["Acme", "Akme"]
    assert [len(s.references) for s in list_symbols(ws).items] == [3, 2]
    assert get_symbol(ws, acme.id).aliases == ()
    assert take(ws).regions[0].matches[0].symbol_id == akme.id
    with pytest.raises(ConflictError, match="undone already, by dan"):
        undo_merge(ws, edit, by="cora")


def test_an_undo_is_refused_where_it_cannot_be_made(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme, akme, bolt = (add(ws, name).symbol for name in ("Acme", "Akme", "Bolt"))
    first = merge_symbols(ws, akme.id, into_id=acme.id, by="cora").edit_id
    second = merge_symbols(ws, acme.id, into_id=bolt.id, by="cora").edit_id
    assert get_symbol(ws, bolt.id).aliases == ("Acme", "Akme")

    with pytest.raises(ConflictError, match="Acme was merged itself since"):
        undo_merge(ws, first, by="cora")
    undo_merge(ws, second, by="cora")
    add(ws, "Akme")
    with pytest.raises(ConflictError, match="There is a symbol Akme"):
        undo_merge(ws, first, by="cora")
    with pytest.raises(NotFoundError, match="no such change"):
        undo_merge(ws, 404, by="cora")


def test_what_cannot_be_merged_is_refused(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme").symbol

    with pytest.raises(InvalidInputError, match="two different symbols"):
        merge_symbols(any_workspace, acme.id, into_id=acme.id, by="cora")
    with pytest.raises(NotFoundError, match="no such symbol"):
        merge_symbols(any_workspace, acme.id, into_id=404, by="cora")
    assert find_symbol_by_name(any_workspace, "Acme") is not None
    assert list_lists(any_workspace)[1].symbol_count == 1
