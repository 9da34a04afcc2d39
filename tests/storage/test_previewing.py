"""What a symbol would match before it is added: the same as what then happens."""

import pytest

from recognizer.types import Thresholds, Verdict
from storage.errors import InvalidInputError, NotFoundError
from storage.lists import list_lists
from storage.previewing import preview_symbol
from storage.queue_status import queue_status
from storage.records import (
    Action,
    NewReference,
    SymbolInput,
    SymbolPreview,
    ThresholdOwner,
)
from storage.symbols import add_references, add_symbol
from storage.threshold_changes import set_thresholds
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, fake_calibration
from tests.storage.steps import ANN, add, confirm, press, scan, take

ACME = SymbolInput("Acme", "trademark")


def crops(*seeds: int) -> list[NewReference]:
    return [NewReference(draw_mark(seed), f"mark {seed}") for seed in seeds]


def preview(ws: Workspace, *seeds: int) -> SymbolPreview:
    return preview_symbol(ws, crops(*seeds), wanted=ACME)


def open_cases(ws: Workspace) -> int:
    return queue_status(ws, reviewer=ANN).open_cases


def test_where_nothing_was_scanned_nothing_would_match(
    any_workspace: Workspace,
) -> None:
    found = preview(any_workspace, 1)

    assert (found.regions, found.images, found.images_in, found.scanned) == (0, 0, 0, 0)
    assert found.matches == found.near_misses == ()


def test_the_preview_says_what_then_happens(any_workspace: Workspace) -> None:
    ws = any_workspace
    add(ws, "Bolt", 2)
    both = scan(ws, Placed(1), Placed(2, x=200), name="both.png")
    scan(ws, Placed(3))
    alone = scan(ws, Placed(1, other=3, blend=0.1), name="alone.png")

    found = preview(ws, 5, 1)

    assert [one.image_id for one in found.matches] == [both.image_id, alone.image_id]
    assert {one.picture for one in found.matches} == {1}
    assert found.matches[0].image_name == "both.png"
    assert (found.regions, found.images, found.images_in) == (2, 2, 1)
    assert found.scanned == 4
    before = open_cases(ws)
    hunted = add_symbol(ws, ACME, crops(5, 1), by="cora").retro_hunt
    assert hunted.region_ids == tuple(sorted(one.region_id for one in found.matches))
    assert open_cases(ws) == before + found.images_in


def test_nothing_is_kept_of_a_preview(any_workspace: Workspace) -> None:
    scan(any_workspace, Placed(1))

    preview(any_workspace, 1)

    assert open_cases(any_workspace) == 0
    assert queue_status(any_workspace, reviewer=ANN).symbols == 0


def test_near_misses_are_shown_apart(any_workspace: Workspace) -> None:
    ws = any_workspace
    ws.calibrations.save([fake_calibration(even=0.7, steep=10)])
    scan(ws, Placed(1))
    scan(ws, Placed(1, other=2, blend=0.6))

    found = preview(ws, 1)

    assert [one.verdict for one in found.matches] == [Verdict.KNOWN]
    assert [one.verdict for one in found.near_misses] == [Verdict.UNKNOWN]
    [near] = found.near_misses
    assert near.probability is not None
    assert 0.05 < near.probability < 0.3


def test_the_thresholds_of_the_list_count(any_workspace: Workspace) -> None:
    ws = any_workspace
    ws.calibrations.save([fake_calibration(even=0.7, steep=10)])
    scan(ws, Placed(1, other=2, blend=0.6))
    trademark = next(one.id for one in list_lists(ws) if one.name == "trademark")
    assert preview(ws, 1).regions == 0

    low = Thresholds(0.05, 0.9)
    set_thresholds(ws, ThresholdOwner.of_list(trademark), low, by="cora")

    found = preview(ws, 1)
    assert (found.regions, found.thresholds) == (1, low)
    assert add(ws, "Acme", 1).retro_hunt.region_ids == (found.matches[0].region_id,)


def test_it_says_what_people_said_of_a_region(any_workspace: Workspace) -> None:
    ws = any_workspace
    bolt = add(ws, "Bolt", 2).symbol
    scan(ws, Placed(2))
    scan(ws, Placed(2))
    confirm(ws, take(ws), bolt.id, learn=False)
    press(ws, take(ws), Action.NOT_A_LOGO)

    found = preview(ws, 2)

    assert {one.said for one in found.matches} == {
        "confirmed as Bolt",
        "said to be no logo",
    }
    # As alike as what it was confirmed as: nobody is asked again.
    assert found.images_in == sum(one.joins for one in found.matches) == 1


def test_more_pictures_for_a_symbol_that_is_there_are_previewed_too(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    scan(ws, Placed(5))

    found = preview_symbol(ws, crops(5), symbol_id=acme.id)

    assert found.images_in == 1
    hunted = add_references(ws, acme.id, crops(5), by="cora").retro_hunt
    assert len(hunted.case_ids_opened) == 1


def test_only_the_likeliest_are_listed_and_all_are_counted(
    any_workspace: Workspace,
) -> None:
    for _ in range(3):
        scan(any_workspace, Placed(1))

    found = preview_symbol(any_workspace, crops(1), wanted=ACME, limit=2)

    assert (len(found.matches), found.regions, found.images_in) == (2, 3, 3)


def test_what_cannot_be_previewed_is_said(any_workspace: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="at least one picture"):
        preview_symbol(any_workspace, [], wanted=ACME)
    with pytest.raises(NotFoundError, match="There is no list brands"):
        preview_symbol(any_workspace, crops(1), wanted=SymbolInput("A", "brands"))
    with pytest.raises(NotFoundError, match="no such symbol"):
        preview_symbol(any_workspace, crops(1), symbol_id=404)
