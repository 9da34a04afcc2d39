"""The retro-hunt: what stored images say when the gallery grows or shrinks."""

from datetime import timedelta

import pytest

from recognizer.types import SimilarityThresholds
from storage import symbols
from storage.boxes import draw_region
from storage.cases import get_case, next_case
from storage.hunting import follow_up, retro_hunt
from storage.queue_status import queue_status
from storage.records import (
    Action,
    CaseReason,
    NewReference,
    SymbolInput,
    SymbolUpdate,
)
from storage.symbols import (
    add_references,
    remove_reference,
    set_symbol_enabled,
    update_symbol,
)
from storage.workspace import Workspace, open_workspace
from tests.fakes import FakeEmbedder, Placed, draw_mark, fake_recognizer
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take, waiting


def waits(ws: Workspace) -> int:
    return queue_status(ws, reviewer=ANN).open_cases


def test_hunting_in_an_empty_workspace_finds_nothing(any_workspace: Workspace) -> None:
    assert retro_hunt(any_workspace, []).region_ids == ()
    assert add(any_workspace, "Acme", 1).retro_hunt.region_ids == ()


def test_earlier_images_that_match_a_new_symbol_become_cases(
    any_workspace: Workspace,
) -> None:
    first = scan(any_workspace, Placed(1), Placed(2, x=200))
    scan(any_workspace, Placed(2))
    last = scan(any_workspace, Placed(1), Placed(1, x=200))

    hunted = add(any_workspace, "Acme", 1).retro_hunt

    assert hunted.image_ids == (first.image_id, last.image_id)
    assert len(hunted.region_ids) == 3
    assert len(hunted.case_ids_opened) == 2
    assert hunted.case_ids_updated == ()
    case = take(any_workspace)
    assert case.reason is CaseReason.RETRO_HUNT
    assert case.id in hunted.case_ids_opened


def test_an_image_that_waits_already_is_updated(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)

    hunted = add(any_workspace, "Bolt", 2).retro_hunt

    assert (hunted.case_ids_opened, hunted.case_ids_updated) == ((), (case.id,))
    assert len(waiting(get_case(any_workspace, case.id, reviewer=ANN))) == 2


@pytest.mark.parametrize(
    "action", [Action.REJECTED, Action.NOT_A_LOGO, Action.CONFIRMED]
)
def test_an_image_becomes_a_case_again_whatever_was_said_of_it(
    any_workspace: Workspace, action: Action
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.3))
    symbol_id = acme.id if action is Action.CONFIRMED else None
    press(any_workspace, take(any_workspace), action, symbol_id=symbol_id)

    hunted = add(any_workspace, "Better", 1, list_name="prohibited")
    nearer = add_references(
        any_workspace,
        hunted.symbol.id,
        [NewReference(draw_mark(1, other=2, blend=0.3), "nearer")],
        by="curator",
    )

    assert len(nearer.retro_hunt.region_ids) == 1
    assert len(waiting(take(any_workspace))) == 1


def test_a_region_confirmed_as_a_symbol_does_not_come_back_for_it(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    confirm(any_workspace, take(any_workspace), acme.id, learn=False)

    result = confirm(any_workspace, take(any_workspace), acme.id, learn=True)

    assert result.retro_hunt.region_ids == ()
    assert next_case(any_workspace, reviewer=ANN) is None


def test_a_look_alike_that_is_farther_does_not_bring_a_confirmed_region_back(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1))
    confirm(any_workspace, take(any_workspace), acme.id, learn=False)
    crop = NewReference(draw_mark(1, other=2, blend=0.2), "look-alike")

    change = symbols.add_symbol(
        any_workspace, SymbolInput("Acne", "trademark"), [crop], by="curator"
    )

    assert change.retro_hunt.region_ids == ()


def test_a_rejected_look_does_not_come_back_for_the_symbol(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    look = Placed(1, other=2, blend=0.35)
    scan(any_workspace, look)
    press(any_workspace, take(any_workspace), Action.REJECTED, symbol_id=acme.id)

    again = scan(any_workspace, look)  # the same look on another image
    hunted = retro_hunt(any_workspace, [acme.references[0].id])

    assert not again.flagged
    assert hunted.region_ids == ()
    assert scan(any_workspace, Placed(1)).flagged  # the symbol itself still comes


def test_a_rejected_look_is_shown_last_and_marked(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    add(any_workspace, "Bolt", 2)
    scan(any_workspace, Placed(1, other=2, blend=0.35), Placed(1, x=200))
    case = take(any_workspace)

    after = press(any_workspace, case, Action.REJECTED, symbol_id=acme.id).case

    matches = after.regions[0].matches
    assert [m.symbol_name for m in matches] == ["Bolt", "Acme"]
    assert [m.rejected_before for m in matches] == [False, True]
    assert [m.rank for m in matches] == [1, 2]
    assert after.regions[0].verdict == "unknown"


def test_a_region_like_the_symbol_waits_though_a_like_look_was_rejected(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1, other=2, blend=0.35))
    press(any_workspace, take(any_workspace), Action.REJECTED)

    assert scan(any_workspace, Placed(1, other=2, blend=0.1)).flagged
    assert not scan(any_workspace, Placed(1, other=2, blend=0.3)).flagged


def test_a_later_confirmation_takes_the_rejection_back(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    add(any_workspace, "Bolt", 3)
    look = Placed(1, other=2, blend=0.3)
    scan(any_workspace, look, Placed(3, x=200))
    press(any_workspace, take(any_workspace), Action.REJECTED, symbol_id=acme.id)
    assert not scan(any_workspace, look).flagged
    add(any_workspace, "Twin", 2)
    add_references(
        any_workspace,
        add(any_workspace, "Same", 9).symbol.id,
        [NewReference(draw_mark(1, other=2, blend=0.3), "same")],
        by="curator",
    )
    case = take(any_workspace)

    confirm(any_workspace, case, acme.id, region=0, learn=False)

    assert scan(any_workspace, look).flagged


def test_a_disabled_symbol_waits_no_longer_and_comes_back_enabled(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    add(any_workspace, "Bolt", 2)
    scan(any_workspace, Placed(1))
    scan(any_workspace, Placed(1), Placed(2, x=200))
    assert waits(any_workspace) == 2

    set_symbol_enabled(any_workspace, acme.id, enabled=False, by="curator")

    assert waits(any_workspace) == 1
    case = take(any_workspace)
    assert [r.waiting for r in case.regions] == [False, True]
    assert [m.symbol_name for r in case.regions for m in r.matches] == ["Bolt"] * 2
    change = set_symbol_enabled(any_workspace, acme.id, enabled=True, by="curator")
    assert len(change.retro_hunt.region_ids) == 2
    assert waits(any_workspace) == 2


def test_a_removed_reference_takes_back_the_cases_it_raised(
    any_workspace: Workspace,
) -> None:
    scan(any_workspace, Placed(1))
    acme = add(any_workspace, "Acme", 1, 5).symbol
    assert waits(any_workspace) == 1

    left = remove_reference(any_workspace, acme.references[0].id, by="curator")

    assert waits(any_workspace) == 0
    assert len(left.references) == 1


def test_a_case_that_another_reference_raised_too_stays(
    any_workspace: Workspace,
) -> None:
    scan(any_workspace, Placed(1))
    first = add(any_workspace, "Acme", 1).symbol
    add(any_workspace, "Twin", 1)

    remove_reference(any_workspace, first.references[0].id, by="curator")

    assert waits(any_workspace) == 1


def test_an_answered_region_that_two_references_called_back_stays_for_the_other(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.3))
    confirm(any_workspace, take(any_workspace), acme.id, learn=False)
    crop = NewReference(draw_mark(1, other=2, blend=0.3), "nearer")
    first, second = (
        symbols.add_symbol(
            any_workspace, SymbolInput(name, "trademark"), [crop], by="curator"
        ).symbol
        for name in ("Better", "Twin")
    )
    assert waits(any_workspace) == 1

    remove_reference(any_workspace, first.references[0].id, by="curator")
    assert waits(any_workspace) == 1
    remove_reference(any_workspace, second.references[0].id, by="curator")
    assert waits(any_workspace) == 0


def test_a_drawn_box_waits_whatever_leaves_the_gallery(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    draw_region(any_workspace, case_id=case.id, reviewer=ANN, xyxy=(200, 200, 260, 260))

    set_symbol_enabled(any_workspace, acme.id, enabled=False, by="curator")

    fresh = get_case(any_workspace, case.id, reviewer=ANN)
    assert [r.waiting for r in fresh.regions] == [False, True]


def test_renaming_a_symbol_reopens_nothing(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    bolt = add(any_workspace, "Bolt", 2).symbol
    scan(any_workspace, Placed(1))
    confirm(any_workspace, take(any_workspace), bolt.id, learn=False)

    update_symbol(any_workspace, acme.id, SymbolUpdate(name="Acme 2"), by="curator")

    assert waits(any_workspace) == 0


def test_a_skipped_case_comes_back_when_more_in_it_matches(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    press(any_workspace, take(any_workspace), Action.SKIPPED, region=None)
    assert next_case(any_workspace, reviewer=ANN) is None

    add(any_workspace, "Bolt", 2)

    assert len(waiting(take(any_workspace))) == 2


def test_my_own_confirmation_does_not_make_my_view_stale(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)

    result = press(
        any_workspace,
        case,
        Action.NEW_SYMBOL,
        region=1,
        new_symbol=SymbolInput("Bolt", "trademark"),
    )

    assert result.case.version == case.version
    confirm(any_workspace, case, acme.id, region=0, learn=True)


def test_text_brings_up_regions_that_look_alone_would_not(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    embedder = FakeEmbedder(thresholds=SimilarityThresholds(0.5, 0.9))
    recognizer = fake_recognizer(embedder=embedder, texts={7: "ACME", 8: ""})
    with open_workspace(
        data_dir=ws.data_dir,
        database_url=ws.engine.url.render_as_string(hide_password=False),
        recognizer=recognizer,
    ) as reading:
        scan(reading, Placed(7))
        scan(reading, Placed(8))

        add(reading, "Acme", 1)

        [match] = take(reading).regions[0].matches
        assert match.text_similarity == 1.0
        assert match.visual_similarity < 0.5 <= match.similarity


def test_a_process_that_died_before_the_hunt_is_made_up_for(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(any_workspace, Placed(1))
    monkeypatch.setattr(symbols, "follow_up", lambda ws: None)  # it died here
    add(any_workspace, "Acme", 1)
    monkeypatch.undo()
    assert next_case(any_workspace, reviewer=ANN) is None  # may still be at work

    now = any_workspace.now()
    any_workspace.now = lambda: now + timedelta(minutes=5)

    assert take(any_workspace).regions[0].matches[0].symbol_name == "Acme"


def test_following_up_twice_changes_nothing(any_workspace: Workspace) -> None:
    scan(any_workspace, Placed(1))
    hunted = add(any_workspace, "Acme", 1).retro_hunt

    follow_up(any_workspace)

    assert retro_hunt(any_workspace, [1]) == hunted
    assert waits(any_workspace) == 1


def test_a_hunt_goes_in_parts(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.hunting.REGIONS_AT_ONCE", 2)
    for _ in range(5):
        scan(any_workspace, Placed(1))

    assert len(add(any_workspace, "Acme", 1).retro_hunt.case_ids_opened) == 5


def test_another_reviewer_s_case_is_updated_and_says_so(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1), Placed(2, x=200), name="of ann")
    scan(any_workspace, Placed(2), Placed(1, x=200), name="of bob")
    of_ann = take(any_workspace, reviewer=ANN)
    of_bob = take(any_workspace, reviewer=BOB)

    result = press(
        any_workspace,
        of_bob,
        Action.NEW_SYMBOL,
        region=0,
        reviewer=BOB,
        new_symbol=SymbolInput("Bolt", "trademark"),
    )

    assert result.retro_hunt.case_ids_updated == (of_ann.id,)
    fresh = get_case(any_workspace, of_ann.id, reviewer=ANN)
    assert fresh.version > of_ann.version
    assert len(waiting(fresh)) == 2
    confirm(any_workspace, fresh, acme.id, region=0, learn=False)
