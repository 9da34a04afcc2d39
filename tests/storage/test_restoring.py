"""Any version of the gallery can be restored, and the history only grows."""

import random
from typing import Any

import pytest
from sqlalchemy import select

from recognizer.types import Thresholds
from storage.acting import Person, Role, acting_as
from storage.approving import approve_proposals, list_proposals
from storage.cases import next_case
from storage.errors import ConflictError, MarkwatchError, NotAllowedError, NotFoundError
from storage.gallery_history import gallery_history
from storage.gallery_record import LIST_FIELDS, SYMBOL_FIELDS
from storage.hunting import follow_up
from storage.lists import add_list, list_lists, update_list
from storage.merging import merge_symbols, undo_merge
from storage.models import GalleryState, Reference, Symbol, SymbolList, SymbolMerge
from storage.queue_status import queue_status
from storage.records import (
    Action,
    Approval,
    HistoryKind,
    ListUpdate,
    ReferenceRule,
    RestoredKind,
    RestoreResult,
    SplitInput,
    SymbolInput,
    SymbolUpdate,
    ThresholdOwner,
)
from storage.restoring import restore_version
from storage.splitting import split_symbol, undo_split
from storage.symbol_lookup import find_symbol_by_name, get_symbol, list_symbols
from storage.symbols import (
    add_references,
    remove_reference,
    set_symbol_enabled,
    update_symbol,
)
from storage.threshold_changes import set_thresholds
from storage.undo import undo
from storage.version_preview import preview_restore
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, add, confirm, press, scan, take
from tests.storage.test_approving import guard_trademarks, propose
from tests.storage.test_previewing import crops


def version_of(ws: Workspace) -> int:
    with ws.reading() as session:
        return session.execute(select(GalleryState.version)).scalar_one()


def snapshot(ws: Workspace) -> dict[str, Any]:
    """Read all that the gallery is, by plain queries of its tables."""
    with ws.reading() as session:
        lists = {
            row.id: [getattr(row, name) for name in LIST_FIELDS]
            for row in session.scalars(select(SymbolList))
        }
        symbols = {
            row.id: [row.name_key, row.search_key]
            + [getattr(row, name) for name in SYMBOL_FIELDS]
            for row in session.scalars(
                select(Symbol).where(Symbol.removed_at.is_(None))
            )
        }
        references = {
            row.id: row.symbol_id
            for row in session.scalars(
                select(Reference).where(Reference.removed_at.is_(None))
            )
        }
        merges = {
            row.symbol_id: row.into_id for row in session.scalars(select(SymbolMerge))
        }
    return {
        "lists": lists,
        "symbols": symbols,
        "references": references,
        "merges": merges,
    }


def restore(ws: Workspace, version: int, *, by: str = "cora") -> RestoreResult:
    return restore_version(ws, version, seen_version=version_of(ws), by=by)


def test_the_record_begins_with_the_first_version(any_workspace: Workspace) -> None:
    nothing = preview_restore(any_workspace, 0)

    assert (nothing.version, nothing.gallery_version) == (0, 0)
    assert (nothing.symbols, nothing.lists) == ((), ())
    with pytest.raises(ConflictError, match="there is nothing to restore"):
        restore(any_workspace, 0)
    with pytest.raises(NotFoundError, match="There is no version 1 yet"):
        preview_restore(any_workspace, 1)
    with pytest.raises(NotFoundError, match="begins with version 0"):
        restore(any_workspace, -1)


def test_a_restore_is_looked_at_made_and_taken_back(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1, 2).symbol
    was = version_of(ws)
    update_symbol(
        ws, acme.id, SymbolUpdate(name="Akme", list_name="prohibited"), by="d"
    )
    remove_reference(ws, acme.references[1].id, by="dan")
    add(ws, "Bolt", 3)
    later, before = version_of(ws), snapshot(ws)

    seen = preview_restore(ws, was)
    assert [(one.name, one.kind) for one in seen.symbols] == [
        ("Bolt", RestoredKind.GONE),
        ("Akme", RestoredKind.CHANGED),
    ]
    fields = {one.name: (one.before, one.after) for one in seen.symbols[1].fields}
    assert fields == {"name": ("Akme", "Acme"), "list": ("prohibited", "trademark")}
    assert seen.symbols[1].back == (acme.references[1].id,)
    assert (seen.references_back, seen.references_gone, seen.references_moved) == (
        1,
        1,
        0,
    )
    assert snapshot(ws) == before

    done = restore_version(ws, was, seen_version=seen.gallery_version, by="cora")

    assert done.gallery_version == later + 1
    assert [one.name for one in list_symbols(ws).items] == ["Acme"]
    assert len(get_symbol(ws, acme.id).references) == 2
    newest = gallery_history(ws).items[0]
    assert (newest.kind, newest.by) == (HistoryKind.RESTORED, "cora")
    restore(ws, later)
    assert snapshot(ws) == before


def test_the_queue_follows_what_comes_back_and_goes(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    was = version_of(ws)
    remove_reference(ws, acme.references[0].id, by="dan")
    add(ws, "Bolt", 2)
    scan(ws, Placed(1), name="one.png")
    scan(ws, Placed(2), name="two.png")
    assert queue_status(ws, reviewer=ANN).open_cases == 1

    done = restore(ws, was)

    assert len(done.retro_hunt.case_ids_opened) == 1
    case = take(ws)
    assert case.image.name == "one.png"
    assert case.regions[0].matches[0].symbol_id == acme.id
    assert scan(ws, Placed(1)).flagged
    assert not scan(ws, Placed(2)).flagged


def test_a_restore_from_before_a_merge_parts_the_two(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme, akme = add(ws, "Acme", 1, 5).symbol, add(ws, "Akme", 2, 5).symbol
    scan(ws, Placed(2))
    was, before = version_of(ws), snapshot(ws)
    merge_symbols(ws, akme.id, into_id=acme.id, by="dan")

    restore(ws, was)

    assert snapshot(ws) == before
    assert take(ws).regions[0].matches[0].symbol_id == akme.id


def test_names_that_changed_places_go_back(any_workspace: Workspace) -> None:
    ws = any_workspace
    one, two = add(ws, "One").symbol, add(ws, "Two").symbol
    was, before = version_of(ws), snapshot(ws)
    for symbol_id, name in ((one.id, "Other"), (two.id, "One"), (one.id, "Two")):
        update_symbol(ws, symbol_id, SymbolUpdate(name=name), by="dan")

    restore(ws, was)

    assert snapshot(ws) == before


def test_a_list_gets_its_name_back_from_a_newer_one(any_workspace: Workspace) -> None:
    ws = any_workspace
    fakes = add_list(ws, "Fakes", severity=4, by="dan")
    was = version_of(ws)
    update_list(ws, fakes.id, ListUpdate(name="Copies", severity=2), by="dan")
    newer = add_list(ws, "FAKES", by="dan")

    seen = preview_restore(ws, was)
    restore(ws, was)

    assert (seen.lists_added, [one.name for one in seen.lists]) == (1, ["Copies"])
    lists = {one.id: one for one in list_lists(ws)}
    assert (lists[fakes.id].name, lists[fakes.id].severity) == ("Fakes", 4)
    assert lists[newer.id].name == "FAKES (2)"


def test_decisions_stay_where_their_symbol_goes(any_workspace: Workspace) -> None:
    ws = any_workspace
    add(ws, "Acme", 1)
    scan(ws, Placed(1, other=2, blend=0.2))
    was = version_of(ws)
    new = SymbolInput("Bolt", "trademark")
    said = press(ws, take(ws), Action.NEW_SYMBOL, new_symbol=new)

    restore(ws, was)

    assert find_symbol_by_name(ws, "Bolt") is None
    undone = undo(ws, decision_id=said.decision.id, reviewer=ANN)
    assert undone.case.regions[0].waiting


def test_a_stale_preview_is_refused(any_workspace: Workspace) -> None:
    ws = any_workspace
    add(ws, "Acme", 1)
    seen = preview_restore(ws, 0)
    add(ws, "Bolt", 2)

    with pytest.raises(ConflictError, match="The gallery changed since you looked"):
        restore_version(ws, 0, seen_version=seen.gallery_version, by="cora")

    assert list_symbols(ws).total == 2
    with acting_as(Person(ANN, Role.REVIEWER)), pytest.raises(NotAllowedError):
        restore(ws, 0)


class Curators:
    """Change the gallery at random, each time by one use case."""

    def __init__(self, ws: Workspace, seed: int) -> None:
        self._ws = ws
        self._random = random.Random(seed)
        self._edits: list[tuple[str, int]] = []
        self._number = 0

    def change(self) -> None:
        """Make one change; one that cannot be made now makes none."""
        steps = (
            self._add, self._add, self._add_reference, self._remove_reference,
            self._rename, self._move, self._enable, self._threshold, self._list,
            self._merge, self._split, self._undo, self._confirm, self._approve,
        )  # fmt: skip
        try:
            self._random.choice(steps)()
        except MarkwatchError:
            self._add()

    def _symbol(self) -> Any:
        found = list_symbols(self._ws).items
        return self._random.choice(found) if found else self._add()

    def _add(self) -> Any:
        self._number += 1
        seeds = self._random.sample(range(1, 7), 2)
        list_name = self._random.choice(list_lists(self._ws)).name
        return add(self._ws, f"S{self._number}", *seeds, list_name=list_name).symbol

    def _add_reference(self) -> None:
        picture = crops(self._random.randint(1, 6))
        add_references(self._ws, self._symbol().id, picture, by="dan")

    def _remove_reference(self) -> None:
        references = self._symbol().references
        if references:
            remove_reference(self._ws, self._random.choice(references).id, by="dan")

    def _rename(self) -> None:
        self._number += 1
        change = SymbolUpdate(name=f"R{self._number}", aliases=(f"A{self._number}",))
        update_symbol(self._ws, self._symbol().id, change, by="dan")

    def _move(self) -> None:
        name = self._random.choice(list_lists(self._ws)).name
        change = SymbolUpdate(list_name=name, severity=self._random.randint(1, 5))
        update_symbol(self._ws, self._symbol().id, change, by="dan")

    def _enable(self) -> None:
        symbol = self._symbol()
        set_symbol_enabled(self._ws, symbol.id, enabled=not symbol.enabled, by="dan")

    def _threshold(self) -> None:
        owner = self._random.choice(
            [
                ThresholdOwner.of_symbol(self._symbol().id),
                ThresholdOwner.of_list(self._random.choice(list_lists(self._ws)).id),
            ]
        )
        known = self._random.randint(60, 99) / 100
        set_thresholds(self._ws, owner, Thresholds(0.5, known), by="dan")

    def _list(self) -> None:
        self._number += 1
        chosen = self._random.choice(list_lists(self._ws))
        change = ListUpdate(
            name=f"L{self._number}",
            severity=self._random.randint(1, 5),
            reference_rule=self._random.choice(list(ReferenceRule)),
            approved_by=self._random.choice(list(Approval)),
        )
        update_list(self._ws, chosen.id, change, by="dan")

    def _merge(self) -> None:
        one, other = self._symbol(), self._symbol()
        done = merge_symbols(self._ws, one.id, into_id=other.id, by="dan")
        self._edits.append(("merge", done.edit_id))

    def _split(self) -> None:
        self._number += 1
        symbol = self._symbol()
        going = (
            (self._random.choice(symbol.references).id,) if symbol.references else ()
        )
        new = SymbolInput(f"P{self._number}", symbol.list_name)
        done = split_symbol(self._ws, SplitInput(symbol.id, going, new), by="dan")
        self._edits.append(("split", done.edit_id))

    def _undo(self) -> None:
        if self._edits:
            kind, edit_id = self._edits.pop()
            take_back = undo_merge if kind == "merge" else undo_split
            take_back(self._ws, edit_id, by="dan")

    def _confirm(self) -> None:
        scan(self._ws, Placed(self._random.randint(1, 6), other=7, blend=0.2))
        with acting_as(Person(ANN, Role.REVIEWER)):
            case = next_case(self._ws, reviewer=ANN)
            symbol = self._symbol()
            if case is not None and symbol.enabled:
                confirm(self._ws, case, symbol.id, learn=True)

    def _approve(self) -> None:
        waits = {one.id: one.version for one in list_proposals(self._ws).items}
        approve_proposals(self._ws, waits, by="dan")


@pytest.mark.parametrize("seed", [1, 2])
def test_every_version_of_a_random_history_can_be_restored(
    any_workspace: Workspace, seed: int
) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    curators = Curators(ws, seed)
    snapshots = {version_of(ws): snapshot(ws)}
    for _ in range(25):
        curators.change()
        snapshots[version_of(ws)] = snapshot(ws)
    versions = list(snapshots)
    random.Random(seed).shuffle(versions)

    for version in versions:
        wanted = snapshots[version]
        if preview_restore(ws, version).symbols or snapshot(ws) != wanted:
            made = restore(ws, version).gallery_version
            snapshots[made] = wanted
        assert snapshot(ws) == wanted


def test_a_proposal_of_a_symbol_that_went_is_not_approved(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    guard_trademarks(ws)
    was = version_of(ws)
    acme = add(ws, "Acme", 1).symbol
    propose(ws, acme.id)
    restore(ws, was)

    [waits] = list_proposals(ws).items
    result = approve_proposals(ws, {waits.id: waits.version}, by="cora")

    assert result.answered == 0
    assert "Acme is not in the gallery any more" in result.problems[0]


def test_a_restart_in_the_middle_is_made_up_for(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    was = version_of(ws)
    remove_reference(ws, acme.references[0].id, by="dan")
    scan(ws, Placed(1))

    def die(_: Workspace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storage.restoring.follow_up", die)
    with pytest.raises(KeyboardInterrupt):
        restore(ws, was)
    assert queue_status(ws, reviewer=ANN).open_cases == 0

    follow_up(ws)  # as whoever takes the next case does

    assert queue_status(ws, reviewer=ANN).open_cases == 1
