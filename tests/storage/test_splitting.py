"""A part of a symbol becomes a symbol of its own, and goes back."""

import pytest

from storage.acting import Person, Role, acting_as
from storage.cases import next_case
from storage.decisions import decision_result
from storage.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from storage.gallery_history import gallery_history
from storage.merging import merge_symbols
from storage.queue_status import queue_status
from storage.records import Action, HistoryKind, SplitInput, SymbolInput
from storage.split_preview import preview_split, suggest_split
from storage.splitting import split_symbol, undo_split
from storage.symbol_lookup import get_symbol, list_symbols
from storage.symbols import add_references, remove_reference, set_symbol_enabled
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark
from tests.storage.steps import ANN, add, confirm, press, scan, take
from tests.storage.test_previewing import crops

BOLT = SymbolInput("Bolt", "prohibited", severity=5)


def asked(
    ws: Workspace, symbol_id: int, *places: int, into: int | None = None
) -> SplitInput:
    """Choose references of a symbol by their places."""
    references = get_symbol(ws, symbol_id).references
    return SplitInput(
        symbol_id=symbol_id,
        reference_ids=tuple(references[place].id for place in places),
        new_symbol=BOLT if into is None else None,
        into_id=into,
        seen_ids=tuple(reference.id for reference in references),
    )


def state(ws: Workspace) -> dict[str, list[str]]:
    """Return the pictures of every symbol."""
    return {
        one.name: sorted(reference.sha256 for reference in one.references)
        for one in list_symbols(ws).items
    }


def test_some_references_become_a_symbol_of_their_own(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2, 3).symbol
    scan(ws, Placed(2))
    scan(ws, Placed(1))
    wanted = asked(ws, acme.id, 1, 2)

    seen = preview_split(ws, wanted)
    assert (seen.name, seen.list_name, len(seen.staying)) == ("Bolt", "prohibited", 1)
    assert (seen.regions, seen.cases, seen.confirmed) == (1, 1, 0)
    assert len(list_symbols(ws).items) == 1

    done = split_symbol(ws, wanted, by="cora")

    assert (done.references, len(done.into.references)) == (2, 2)
    assert (done.into.name, done.into.list_name, done.into.severity) == (
        "Bolt",
        "prohibited",
        5,
    )
    assert [one.id for one in done.symbol.references] == [acme.references[0].id]
    assert queue_status(ws, reviewer=ANN).open_cases == 2
    found = {take(ws).regions[0].matches[0].symbol_name for _ in range(1)}
    assert found <= {"Acme", "Bolt"}
    assert scan(ws, Placed(3)).flagged
    newest = gallery_history(ws).items[:3]
    split = next(one for one in newest if one.kind is HistoryKind.SPLIT)
    assert (split.by, split.count, split.edit_id) == ("cora", 2, done.edit_id)


def test_what_matched_a_reference_that_goes_matches_the_other_symbol(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2).symbol
    scan(ws, Placed(2))

    bolt = split_symbol(ws, asked(ws, acme.id, 1), by="cora").into

    [region] = take(ws).regions
    assert region.matches[0].symbol_id == bolt.id


def test_a_confirmed_region_follows_the_reference_that_it_became(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    scan(ws, Placed(1, other=2, blend=0.2))
    said = confirm(ws, take(ws), acme.id, learn=True)

    wanted = asked(ws, acme.id, 1)
    assert preview_split(ws, wanted).confirmed == 1
    bolt = split_symbol(ws, wanted, by="cora").into
    hunted = add_references(ws, bolt.id, crops(22), by="cora")
    again = decision_result(ws, said.decision.id, reviewer=ANN)

    assert hunted.retro_hunt.region_ids == ()
    assert next_case(ws, reviewer=ANN) is None
    assert again.decision.symbol_name == "Acme"  # as it was said


def test_what_was_rejected_before_stays_rejected_for_both(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2).symbol
    look = Placed(2, other=3, blend=0.2)
    scan(ws, look)
    press(ws, take(ws), Action.REJECTED, symbol_id=acme.id)

    edit = split_symbol(ws, asked(ws, acme.id, 1), by="cora").edit_id

    assert not scan(ws, look).flagged
    assert scan(ws, Placed(2)).flagged
    undo_split(ws, edit, by="cora")
    assert not scan(ws, look).flagged


def test_references_go_to_a_symbol_that_is_there(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme, bolt = add(ws, "Acme", 1, 2, 3).symbol, add(ws, "Bolt", 3).symbol
    before = state(ws)

    done = split_symbol(ws, asked(ws, acme.id, 1, 2, into=bolt.id), by="cora")

    assert len(get_symbol(ws, bolt.id).references) == 2  # the mark 3 was there already
    assert len(get_symbol(ws, acme.id).references) == 1
    undo_split(ws, done.edit_id, by="dan")
    assert state(ws) == before


def test_an_undo_makes_one_of_two_again(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2).symbol
    scan(ws, Placed(2))
    done = split_symbol(ws, asked(ws, acme.id, 1), by="cora")
    add_references(ws, done.into.id, crops(7), by="cora")

    undo_split(ws, done.edit_id, by="dan")

    assert list(state(ws)) == ["Acme"]
    assert len(get_symbol(ws, acme.id).references) == 3
    assert get_symbol(ws, acme.id).aliases == ()
    assert take(ws).regions[0].matches[0].symbol_id == acme.id
    with pytest.raises(ConflictError, match="undone already, by dan"):
        undo_split(ws, done.edit_id, by="cora")
    split_symbol(ws, asked(ws, acme.id, 1), by="cora")  # its name is free again


def test_an_undo_is_refused_where_a_part_is_gone(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme, other = add(ws, "Acme", 1, 2).symbol, add(ws, "Other", 5).symbol
    done = split_symbol(ws, asked(ws, acme.id, 1), by="cora")
    merge_symbols(ws, done.into.id, into_id=other.id, by="dan")

    with pytest.raises(ConflictError, match="Bolt is not in the gallery any more"):
        undo_split(ws, done.edit_id, by="cora")


def test_a_stale_choice_is_refused(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2, 3).symbol
    wanted = asked(ws, acme.id, 1)
    remove_reference(ws, acme.references[2].id, by="dan")

    with pytest.raises(ConflictError, match="changed since you looked"):
        split_symbol(ws, wanted, by="cora")

    assert list(state(ws)) == ["Acme"]


def test_a_disabled_symbol_parts_into_two_disabled_ones(workspace: Workspace) -> None:
    acme = add(workspace, "Acme", 1, 2).symbol
    set_symbol_enabled(workspace, acme.id, enabled=False, by="cora")

    done = split_symbol(workspace, asked(workspace, acme.id, 1), by="cora")

    assert not done.into.enabled
    assert not scan(workspace, Placed(2)).flagged


def test_what_cannot_be_split_is_refused(workspace: Workspace) -> None:
    acme = add(workspace, "Acme", 1, 2).symbol
    one, two = (reference.id for reference in acme.references)
    for wanted, said in (
        (SplitInput(acme.id, (), BOLT), "Tick the references"),  # empty
        (SplitInput(acme.id, (one, two), BOLT), "At least one reference must stay"),
        (SplitInput(acme.id, (one,)), "Name a new symbol"),
        (SplitInput(acme.id, (one,), into_id=acme.id), "another symbol than this"),
        (SplitInput(acme.id, (one,), SymbolInput("", "trademark")), "a name"),
    ):
        with pytest.raises(InvalidInputError, match=said):
            split_symbol(workspace, wanted, by="cora")
        with pytest.raises(InvalidInputError, match=said):
            preview_split(workspace, wanted)
    with pytest.raises(ConflictError, match="is none of Acme any more"):
        split_symbol(workspace, SplitInput(acme.id, (404,), BOLT), by="cora")
    new = SymbolInput("ACME", "trademark")
    with pytest.raises(ConflictError, match="There is a symbol Acme"):
        split_symbol(workspace, SplitInput(acme.id, (one,), new), by="cora")
    with pytest.raises(NotFoundError, match="no such symbol"):
        split_symbol(workspace, SplitInput(404, (one,), BOLT), by="cora")
    with acting_as(Person(ANN, Role.REVIEWER)), pytest.raises(NotAllowedError):
        split_symbol(workspace, SplitInput(acme.id, (one,), BOLT), by=ANN)
    assert list(state(workspace)) == ["Acme"]


def test_the_references_that_look_unlike_the_others_are_suggested(
    workspace: Workspace,
) -> None:
    acme = add(workspace, "Acme", 1).symbol
    assert suggest_split(workspace, acme.id) == ()
    near = [draw_mark(1, other=9, blend=share) for share in (0.1, 0.2)]
    far = [draw_mark(2), draw_mark(2, other=9, blend=0.1)]
    for picture in (*near, *far):
        [new] = crops(1)
        add_references(workspace, acme.id, [type(new)(picture, "a.png")], by="cora")

    suggested = suggest_split(workspace, acme.id)

    ids = [one.id for one in get_symbol(workspace, acme.id).references]
    assert set(suggested) == set(ids[-2:])
