"""Who changed what in the gallery, and what each reference was good for."""

import pytest

from recognizer.types import Thresholds
from storage.cases import get_case
from storage.errors import NotFoundError
from storage.gallery_history import gallery_history
from storage.lists import add_list, update_list
from storage.merging import merge_symbols, undo_merge
from storage.records import (
    Action,
    FieldChange,
    HistoryKind,
    ListUpdate,
    SymbolUpdate,
    ThresholdOwner,
)
from storage.reference_use import reference_use
from storage.symbols import (
    add_references,
    remove_reference,
    set_symbol_enabled,
    update_symbol,
)
from storage.threshold_changes import set_thresholds, undo_thresholds
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import add, confirm, press, scan, take
from tests.storage.test_previewing import crops


def test_an_empty_gallery_has_no_history(any_workspace: Workspace) -> None:
    assert gallery_history(any_workspace).items == ()


def test_every_change_is_in_the_history_newest_first(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2).symbol
    update_symbol(ws, acme.id, SymbolUpdate(name="Acme Tea", severity=5), by="dan")
    set_symbol_enabled(ws, acme.id, enabled=False, by="dan")
    remove_reference(ws, acme.references[0].id, by="dan")
    own = add_list(ws, "fakes", by="eve")
    update_list(ws, own.id, ListUpdate(policy_text="Away."), by="eve")

    page = gallery_history(ws)

    assert [(e.kind, e.by, e.symbol_name or e.list_name) for e in page.items[:4]] == [
        (HistoryKind.LIST_EDITED, "eve", "fakes"),
        (HistoryKind.LIST_ADDED, "eve", "fakes"),
        (HistoryKind.REFERENCE_REMOVED, "dan", "Acme Tea"),
        (HistoryKind.SYMBOL_DISABLED, "dan", "Acme Tea"),
    ]
    assert page.items[0].fields == (FieldChange("policy_text", "", "Away."),)
    assert page.items[4].fields == (
        FieldChange("name", "Acme", "Acme Tea"),
        FieldChange("severity", "", "5"),
    )
    added = {e.kind: e.count for e in page.items[5:]}
    assert added == {HistoryKind.REFERENCE_ADDED: 2, HistoryKind.SYMBOL_ADDED: 0}
    assert page.total == 7


def test_the_history_of_one_symbol_or_list_is_its_own(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme, bolt = add(ws, "Acme", 1).symbol, add(ws, "Bolt", 2).symbol
    set_thresholds(
        ws, ThresholdOwner.of_symbol(bolt.id), Thresholds(0.4, 0.9), by="dan"
    )
    set_thresholds(
        ws, ThresholdOwner.of_list(bolt.list_id), Thresholds(0.5, 0.9), by="dan"
    )

    assert gallery_history(ws, symbol_id=acme.id).total == 2
    assert gallery_history(ws, symbol_id=bolt.id).total == 3
    [only] = gallery_history(ws, list_id=bolt.list_id).items
    assert only.fields == (
        FieldChange("uncertain", "", "0.5"),
        FieldChange("known", "", "0.9"),
    )
    assert gallery_history(ws, symbol_id=404).items == ()


def test_what_was_taken_back_says_so(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme, akme = add(ws, "Acme", 1).symbol, add(ws, "Akme", 2).symbol
    owner = ThresholdOwner.of_symbol(acme.id)
    change = set_thresholds(ws, owner, Thresholds(0.4, 0.9), by="dan").edit
    assert change is not None
    undo_thresholds(ws, change.id, by="eve")
    merge = merge_symbols(ws, akme.id, into_id=acme.id, by="dan")
    undo_merge(ws, merge.edit_id, by="eve")

    entries = [
        (e.kind, e.undoes, e.undone) for e in gallery_history(ws).items if e.edit_id
    ]

    merges = [e for e in gallery_history(ws, symbol_id=acme.id).items if e.edit_id]
    assert [e.symbol_name for e in merges[:2]] == ["Akme", "Akme"]
    assert entries == [
        (HistoryKind.MERGED, True, False),
        (HistoryKind.MERGED, False, True),
        (HistoryKind.THRESHOLDS, True, False),
        (HistoryKind.THRESHOLDS, False, True),
    ]


def test_a_reference_that_a_decision_added_names_it(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    scan(ws, Placed(1, other=2, blend=0.1))
    done = confirm(ws, take(ws), acme.id, learn=True)

    newest = gallery_history(ws).items[0]

    assert (newest.kind, newest.decision_id) == (
        HistoryKind.REFERENCE_ADDED,
        done.decision.id,
    )


def test_the_history_goes_in_pages(any_workspace: Workspace) -> None:
    for number in range(3):
        add_list(any_workspace, f"list {number}", by="eve")

    page = gallery_history(any_workspace, limit=2, offset=2)

    assert (page.total, [e.list_name for e in page.items]) == (3, ["list 0"])


# --- references -----------------------------------------------------------------


def test_references_are_ranked_by_how_often_they_were_best(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2, 3).symbol
    one, two, three = (reference.id for reference in acme.references)
    for mark in (Placed(2), Placed(2), Placed(1), Placed(2, other=5, blend=0.1)):
        scan(ws, mark)
    confirm(ws, take(ws), acme.id, learn=False)
    press(ws, take(ws), Action.REJECTED, symbol_id=acme.id)

    used = reference_use(ws, acme.id)

    assert [(u.reference_id, u.best) for u in used][1:] == [(one, 1), (three, 0)]
    assert used[0].reference_id == two
    assert used[0].best == 3 - used[0].rejected
    assert (sum(u.confirmed for u in used), sum(u.rejected for u in used)) == (1, 1)


def test_what_was_taken_back_counts_for_nothing(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    scan(ws, Placed(1))
    done = confirm(ws, take(ws), acme.id, learn=False)
    assert reference_use(ws, acme.id)[0].confirmed == 1

    undo(ws, decision_id=done.decision.id, reviewer="ann")

    assert reference_use(ws, acme.id)[0].confirmed == 0


def test_a_region_does_not_speak_for_the_reference_that_it_became(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    scan(ws, Placed(1, other=2, blend=0.1))
    done = confirm(ws, take(ws), acme.id, learn=True)
    add_references(ws, acme.id, crops(9), by="cora")
    get_case(ws, done.case.id, reviewer="ann")  # searches its regions anew

    used = {one.reference_id: one for one in reference_use(ws, acme.id)}

    assert done.reference_id is not None
    own = used[done.reference_id]
    assert (own.best, own.confirmed) == (0, 0)


def test_references_of_nobody_are_not_found(any_workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no such symbol"):
        reference_use(any_workspace, 404)
