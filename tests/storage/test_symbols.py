"""What curators do, and finding symbols."""

import numpy as np
import pytest

from recognizer.types import Thresholds
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.lists import add_list, list_lists
from storage.records import NewReference, Origin, SymbolInput, SymbolUpdate
from storage.symbol_lookup import (
    find_similar_symbols,
    find_symbol_by_name,
    get_symbol,
    list_symbols,
    symbol_suggestions,
)
from storage.symbols import (
    add_references,
    add_symbol,
    remove_reference,
    set_symbol_enabled,
    update_symbol,
)
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark
from tests.storage.steps import add, scan

BY = "curator"


def names(ws: Workspace, **asked: object) -> list[str]:
    return [s.name for s in list_symbols(ws, **asked).items]  # type: ignore[arg-type]


def test_an_empty_gallery_lists_nothing(any_workspace: Workspace) -> None:
    assert list_symbols(any_workspace).total == 0
    assert symbol_suggestions(any_workspace, "") == ()
    assert find_similar_symbols(any_workspace, draw_mark(1)) == ()
    assert find_symbol_by_name(any_workspace, "") is None


def test_a_symbol_is_stored_with_all_that_was_said_of_it(
    any_workspace: Workspace,
) -> None:
    wanted = SymbolInput(
        "  Ålé  & Söhne ", "Prohibited", 4, " No. ", ("Ale", "ale", " ")
    )

    change = add_symbol(any_workspace, wanted, [NewReference(draw_mark(1), "a")], by=BY)

    symbol = get_symbol(any_workspace, change.symbol.id)
    assert symbol == change.symbol
    assert (symbol.name, symbol.list_name, symbol.severity) == (
        "Ålé & Söhne",
        "prohibited",
        4,
    )
    assert (symbol.policy_text, len(symbol.aliases)) == ("No.", 1)
    [reference] = symbol.references
    assert (reference.id, reference.origin) == (change.reference_ids[0], Origin.UPLOAD)


def test_severity_comes_from_the_list_unless_it_is_given(
    any_workspace: Workspace,
) -> None:
    assert add(any_workspace, "A", list_name="prohibited").symbol.severity == 5
    assert (
        add(any_workspace, "B", list_name="prohibited", severity=2).symbol.severity == 2
    )


@pytest.mark.parametrize(
    ("wanted", "error", "said"),
    [
        (SymbolInput("", "trademark"), InvalidInputError, "Give the symbol a name"),
        (SymbolInput(" \t", "trademark"), InvalidInputError, "Give the symbol a name"),
        (SymbolInput("x" * 201, "trademark"), InvalidInputError, "longer than 200"),
        (SymbolInput("A", "nowhere"), NotFoundError, "There are: prohibited, trade"),
        (SymbolInput("A", "trademark", 0), InvalidInputError, "from 1 to 5, got 0"),
        (SymbolInput("ＡＣＭＥ", "trademark"), ConflictError, "a symbol Acme on the"),
    ],
)
def test_a_symbol_that_cannot_be_is_refused(
    any_workspace: Workspace, wanted: SymbolInput, error: type[Exception], said: str
) -> None:
    add(any_workspace, "Acme")

    with pytest.raises(error, match=said):
        add_symbol(any_workspace, wanted, [], by=BY)

    assert names(any_workspace) == ["Acme"]


def test_a_picture_that_is_there_is_passed_over(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1, 1).symbol
    assert len(acme.references) == 1

    crops = [NewReference(draw_mark(seed), str(seed)) for seed in (1, 2)]
    change = add_references(any_workspace, acme.id, crops, by=BY)
    again = add_references(any_workspace, acme.id, crops, by=BY)

    assert len(change.reference_ids) == 1
    assert (again.reference_ids, again.retro_hunt.region_ids) == ((), ())
    assert again.gallery_version == change.gallery_version


def test_a_picture_that_was_removed_can_be_added_again(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    assert (
        remove_reference(any_workspace, acme.references[0].id, by=BY).references == ()
    )
    assert not scan(any_workspace, Placed(1)).flagged

    crop = NewReference(draw_mark(1), "again")
    assert len(add_references(any_workspace, acme.id, [crop], by=BY).reference_ids) == 1

    assert scan(any_workspace, Placed(1)).flagged
    with pytest.raises(NotFoundError, match="not in the gallery any more"):
        remove_reference(any_workspace, acme.references[0].id, by=BY)


def test_a_picture_of_no_size_is_refused(workspace: Workspace) -> None:
    crop = NewReference(np.zeros((1, 50, 3), np.uint8), "thin.png")

    with pytest.raises(InvalidInputError, match=r"thin\.png is too small"):
        add_symbol(workspace, SymbolInput("A", "trademark"), [crop], by=BY)


def test_a_symbol_can_be_changed_in_all_it_is(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    update = SymbolUpdate(
        name="ACME",
        list_name="prohibited",
        severity=1,
        policy_text="New.",
        aliases=("Akme",),
        thresholds=Thresholds(uncertain=0.1, known=0.2),
    )

    changed = update_symbol(any_workspace, acme.id, update, by=BY)

    assert (changed.name, changed.list_name, changed.severity) == (
        "ACME",
        "prohibited",
        1,
    )
    assert (changed.policy_text, changed.aliases) == ("New.", ("Akme",))
    assert (changed.threshold_uncertain, changed.threshold_known) == (0.1, 0.2)
    assert update_symbol(any_workspace, acme.id, SymbolUpdate(), by=BY) == changed
    assert names(any_workspace, query="akm") == ["ACME"]


def test_a_new_name_must_be_free(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme")
    bolt = add(any_workspace, "Bolt").symbol

    with pytest.raises(ConflictError, match="There is a symbol Acme"):
        update_symbol(any_workspace, bolt.id, SymbolUpdate(name="acme"), by=BY)


def test_disabling_twice_is_one_change(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol

    first = set_symbol_enabled(any_workspace, acme.id, enabled=False, by=BY)
    second = set_symbol_enabled(any_workspace, acme.id, enabled=False, by=BY)

    assert not second.symbol.enabled
    assert first.gallery_version == second.gallery_version


def test_symbols_are_listed_by_name_in_pages(any_workspace: Workspace) -> None:
    for name in ("bolt", "Acme", "Cord", "50% Off", "a_b"):
        add(any_workspace, name)
    add(any_workspace, "Ban", list_name="prohibited")
    cord = find_symbol_by_name(any_workspace, "CORD")
    assert cord is not None
    set_symbol_enabled(any_workspace, cord.id, enabled=False, by=BY)

    page = list_symbols(any_workspace, limit=2, offset=1)

    assert (page.total, page.offset, len(page.items)) == (6, 1, 2)
    assert names(any_workspace, query="B") == ["a_b", "Ban", "bolt"]
    assert names(any_workspace, query="%") == ["50% Off"]
    assert names(any_workspace, query="_") == ["a_b"]
    assert names(any_workspace, list_name="PROHIBITED") == ["Ban"]
    assert names(any_workspace, enabled=False) == ["Cord"]
    assert len(names(any_workspace, enabled=True)) == 5


def test_suggestions_begin_with_what_is_typed_and_leave_disabled_ones_out(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Big Acme")
    acme = add(any_workspace, "Acme", 1).symbol
    off = add(any_workspace, "Acme Off").symbol
    set_symbol_enabled(any_workspace, off.id, enabled=False, by=BY)

    first, second = symbol_suggestions(any_workspace, "acm")

    assert (first.name, second.name) == ("Acme", "Big Acme")
    assert (first.reference_id, second.reference_id) == (acme.references[0].id, None)
    assert len(symbol_suggestions(any_workspace, "", limit=1)) == 1


def test_a_look_that_is_there_already_is_warned_of(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    add(any_workspace, "Bolt", 2)

    [alike] = find_similar_symbols(any_workspace, draw_mark(1, other=3, blend=0.1))

    assert (alike.symbol_id, alike.symbol_name) == (acme.id, "Acme")
    assert alike.similarity > 0.9
    assert find_similar_symbols(any_workspace, draw_mark(7)) == ()


def test_lists_know_how_many_symbols_they_have(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme")

    added = add_list(any_workspace, "Wörter", severity=1, policy_text="x", by="curator")

    lists = list_lists(any_workspace)
    assert [(row.name, row.symbol_count) for row in lists] == [
        ("prohibited", 0),
        ("trademark", 1),
        ("certification", 0),
        ("Wörter", 0),
    ]
    assert lists[-1] == added
    with pytest.raises(ConflictError, match="a list WÖRTER already"):
        add_list(any_workspace, "WÖRTER", by="curator")
