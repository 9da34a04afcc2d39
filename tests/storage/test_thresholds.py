"""Thresholds of symbols and lists: which apply, and what changing them does."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from recognizer.types import Thresholds, Verdict
from storage import threshold_changes
from storage.cases import get_case, next_case, release_claim
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.hunting import follow_up
from storage.lists import add_list, list_lists
from storage.models import MatchRow, Region
from storage.queue_status import queue_status
from storage.records import (
    Action,
    CaseReason,
    OwnerKind,
    SymbolUpdate,
    ThresholdEffect,
    ThresholdOwner,
)
from storage.symbols import set_symbol_enabled, update_symbol
from storage.threshold_changes import (
    get_thresholds,
    preview_thresholds,
    set_thresholds,
    threshold_edits,
    thresholds_from,
    undo_thresholds,
)
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take, waiting

LOW, MIDDLE, HIGH = Thresholds(0.2, 0.9), Thresholds(0.5, 0.9), Thresholds(0.8, 0.9)
NOTHING = ThresholdEffect()


def give(ws: Workspace, *probabilities: float) -> None:
    """Give the best matches of all regions, in order, these probabilities.

    What flags by the default thresholds waits, as if they had come from the search.
    """
    with ws.writing() as session:
        session.execute(update(MatchRow).values(probability=0.0))
        regions = session.scalars(select(Region).order_by(Region.id)).all()
        for region, probability in zip(regions, probabilities, strict=True):
            session.execute(
                update(MatchRow)
                .where(MatchRow.region_id == region.id, MatchRow.rank == 1)
                .values(probability=probability)
            )


def open_cases(ws: Workspace) -> int:
    return queue_status(ws, reviewer=ANN).open_cases


def trademark(ws: Workspace) -> ThresholdOwner:
    [own] = [one.id for one in list_lists(ws) if one.name == "trademark"]
    return ThresholdOwner.of_list(own)


@pytest.fixture
def acme(any_workspace: Workspace) -> ThresholdOwner:
    """A symbol that four images show, of which three pass the default thresholds."""
    symbol = add(any_workspace, "Acme", 1).symbol
    for _ in range(4):
        scan(any_workspace, Placed(1))
    give(any_workspace, 0.1, 0.4, 0.6, 0.9)
    owner = ThresholdOwner.of_symbol(symbol.id)
    set_thresholds(any_workspace, owner, Thresholds(0.3, 0.95), by="setup")
    return owner


# --- which apply ----------------------------------------------------------------


def test_thresholds_come_from_the_symbol_else_its_list_else_the_default(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    symbol = ThresholdOwner.of_symbol(add(ws, "Acme", 1).symbol.id)
    sources = [get_thresholds(ws, symbol).effective.source]

    set_thresholds(ws, trademark(ws), MIDDLE, by="cora")
    sources.append(get_thresholds(ws, symbol).effective.source)
    set_thresholds(ws, symbol, HIGH, by="cora")
    shown = get_thresholds(ws, symbol)

    assert sources == [OwnerKind.DEFAULT, OwnerKind.LIST]
    assert (shown.own, shown.inherited.thresholds) == (HIGH, MIDDLE)
    assert shown.effective.source is OwnerKind.SYMBOL
    with ws.reading() as session:
        assert ws.gallery.thresholds(session, [symbol.id]) == {symbol.id: HIGH}


def test_other_processes_judge_by_a_list_s_new_thresholds_at_once(
    any_workspace: Workspace,
) -> None:
    ws = any_workspace
    own = add(ws, "Own", 1).symbol.id
    taken = add(ws, "Taken over", 2).symbol.id
    set_thresholds(ws, ThresholdOwner.of_symbol(own), HIGH, by="cora")
    with ws.reading() as session:
        ws.gallery.version(session)  # as loaded as in a process that was running

    set_thresholds(ws, trademark(ws), LOW, by="cora")

    with ws.reading() as session:
        judged = ws.gallery.thresholds(session, [own, taken])
        assert judged == {own: HIGH, taken: LOW}


@pytest.mark.parametrize(
    ("uncertain", "known", "said"),
    [
        (0.0, 0.0, "5 to 100 %"),  # empty
        (0.5, 1.01, "5 to 100 %"),
        (0.9, 0.5, "the lower one first"),
    ],
)
def test_what_cannot_be_thresholds_is_refused(
    uncertain: float, known: float, said: str
) -> None:
    with pytest.raises(InvalidInputError, match=said):
        thresholds_from(uncertain, known)


@pytest.mark.parametrize("owner", [OwnerKind.LIST, OwnerKind.SYMBOL])
def test_thresholds_of_nobody_are_not_found(
    any_workspace: Workspace, owner: OwnerKind
) -> None:
    with pytest.raises(NotFoundError, match="There is no such"):
        set_thresholds(any_workspace, ThresholdOwner(owner, 404), LOW, by="cora")


# --- what a change does ---------------------------------------------------------


def test_in_an_empty_workspace_nothing_would_change(any_workspace: Workspace) -> None:
    symbol = add(any_workspace, "Acme").symbol

    effect = preview_thresholds(any_workspace, ThresholdOwner.of_symbol(symbol.id), LOW)

    assert effect == NOTHING


@pytest.mark.parametrize(
    ("wanted", "moves"),
    [
        (Thresholds(0.3, 0.95), (0, 0)),  # as they are
        (Thresholds(0.1, 0.95), (1, 0)),  # at the threshold counts
        (Thresholds(0.11, 0.95), (0, 0)),
        (Thresholds(0.5, 0.95), (0, 1)),
        (Thresholds(0.6, 0.95), (0, 1)),
        (Thresholds(0.95, 0.95), (0, 3)),
    ],
)
def test_a_change_does_what_its_preview_said(
    any_workspace: Workspace,
    acme: ThresholdOwner,
    wanted: Thresholds,
    moves: tuple[int, int],
) -> None:
    before = open_cases(any_workspace)
    asked = preview_thresholds(any_workspace, acme, wanted)
    assert open_cases(any_workspace) == before

    done = set_thresholds(any_workspace, acme, wanted, by="cora")

    assert done.effect == asked
    assert (asked.images_in, asked.images_out) == moves
    assert open_cases(any_workspace) == before + moves[0] - moves[1]


def test_a_new_case_says_that_thresholds_brought_it(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    set_thresholds(any_workspace, acme, Thresholds(0.1, 0.2), by="cora")

    cases = [take(any_workspace, reviewer=f"r{n}") for n in range(4)]

    assert CaseReason.THRESHOLDS in {case.reason for case in cases}


def test_a_region_says_known_from_the_new_threshold_on(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    effect = set_thresholds(any_workspace, acme, Thresholds(0.3, 0.6), by="cora").effect

    with any_workspace.reading() as session:
        known = select(func.count()).where(Region.verdict == Verdict.KNOWN)
        assert session.scalar(known) == 2
    assert (effect.images_in, effect.images_out, effect.regions) == (0, 0, 2)


def test_a_case_that_somebody_has_open_does_not_vanish(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    held = take(any_workspace, reviewer=BOB)
    give(any_workspace, 0.1, 0.4, 0.6, 0.9)
    before = open_cases(any_workspace)

    effect = set_thresholds(any_workspace, acme, Thresholds(1, 1), by="cora").effect

    assert (effect.images_out, effect.images_held) == (2, 1)
    assert open_cases(any_workspace) == before - 2
    fresh = get_case(any_workspace, held.id, reviewer=BOB)
    assert fresh.open
    assert waiting(fresh)
    press(any_workspace, fresh, Action.NOT_A_LOGO, reviewer=BOB)


def test_a_claim_that_ran_out_holds_nothing(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    take(any_workspace, reviewer=BOB)
    give(any_workspace, 0.1, 0.4, 0.6, 0.9)
    now = any_workspace.now()
    any_workspace.now = lambda: now + timedelta(hours=1)

    effect = set_thresholds(any_workspace, acme, Thresholds(1, 1), by="cora").effect

    assert (effect.images_out, effect.images_held) == (3, 0)


def test_what_was_answered_is_not_asked_again(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    press(any_workspace, take(any_workspace), Action.REJECTED)
    set_thresholds(any_workspace, acme, Thresholds(1, 1), by="cora")

    back = set_thresholds(any_workspace, acme, Thresholds(0.3, 0.95), by="cora")

    assert back.effect.images_in == 2
    assert open_cases(any_workspace) == 2


def test_what_waits_for_another_symbol_too_stays(any_workspace: Workspace) -> None:
    ws = any_workspace
    acme = add(ws, "Acme", 1).symbol
    add(ws, "Bolt", 1)
    scan(ws, Placed(1))
    with ws.writing() as session:
        session.execute(update(MatchRow).values(probability=0.7))

    effect = set_thresholds(
        ws, ThresholdOwner.of_symbol(acme.id), Thresholds(0.9, 0.9), by="cora"
    ).effect

    assert (effect.images_out, open_cases(ws)) == (0, 1)


def test_an_escalated_region_waits_on(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    case = take(any_workspace)
    press(any_workspace, case, Action.ESCALATED)
    release_claim(any_workspace, case.id, reviewer=ANN)

    set_thresholds(any_workspace, acme, Thresholds(1, 1), by="cora")

    assert take(any_workspace, reviewer=BOB).id == case.id


def test_a_disabled_symbol_brings_nothing(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    set_symbol_enabled(any_workspace, acme.id, enabled=False, by="cora")

    assert preview_thresholds(any_workspace, acme, LOW).images_in == 0


def test_a_list_s_thresholds_move_its_symbols_that_set_none(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    ws = any_workspace
    of_list = trademark(ws)
    assert preview_thresholds(ws, of_list, Thresholds(1, 1)) == NOTHING
    set_thresholds(ws, acme, None, by="cora")

    effect = set_thresholds(ws, of_list, Thresholds(1, 1), by="cora").effect

    assert effect.images_out == 3
    assert get_thresholds(ws, acme).effective.source is OwnerKind.LIST


def test_moving_a_symbol_to_another_list_moves_its_cases(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    ws = any_workspace
    set_thresholds(ws, acme, None, by="cora")
    strict = add_list(ws, "strict", by="cora")
    set_thresholds(ws, ThresholdOwner.of_list(strict.id), Thresholds(1, 1), by="cora")

    update_symbol(ws, acme.id, SymbolUpdate(list_name="strict"), by="cora")

    assert open_cases(ws) == 0


def test_a_process_that_died_after_the_change_is_made_up_for(
    any_workspace: Workspace, acme: ThresholdOwner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threshold_changes, "follow_up", lambda ws: None)
    set_thresholds(any_workspace, acme, Thresholds(1, 1), by="cora")
    assert open_cases(any_workspace) == 3

    follow_up(any_workspace)

    assert open_cases(any_workspace) == 0
    assert next_case(any_workspace, reviewer=ANN) is None


def test_many_regions_are_judged_in_parts(
    any_workspace: Workspace, acme: ThresholdOwner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.rejudging._REGIONS_AT_ONCE", 1)

    done = set_thresholds(any_workspace, acme, Thresholds(0.1, 0.5), by="cora")

    assert done.effect.images_in == 1
    assert open_cases(any_workspace) == 4


# --- the log, and undo ----------------------------------------------------------


def test_each_change_is_written_down_and_an_undo_is_another(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    ws = any_workspace
    done = set_thresholds(ws, acme, Thresholds(1, 1), by="cora")
    assert done.edit is not None

    back = undo_thresholds(ws, done.edit.id, by="dan")

    assert back.thresholds.own == Thresholds(0.3, 0.95)
    assert (back.effect.images_in, open_cases(ws)) == (3, 3)
    undo, change, first = threshold_edits(ws, acme)
    assert (undo.edited_by, undo.undoes_id) == ("dan", change.id)
    assert (undo.old, undo.new) == (change.new, change.old)
    assert change.undone
    assert (first.old, first.new) == (None, Thresholds(0.3, 0.95))


def test_setting_what_is_set_writes_nothing(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    done = set_thresholds(any_workspace, acme, Thresholds(0.3, 0.95), by="cora")

    assert done.edit is None
    assert len(threshold_edits(any_workspace, acme)) == 1


def test_only_the_last_change_that_stands_can_be_undone(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    ws = any_workspace
    first = set_thresholds(ws, acme, LOW, by="cora").edit
    second = set_thresholds(ws, acme, HIGH, by="dan").edit
    assert first is not None
    assert second is not None

    with pytest.raises(ConflictError, match="dan has changed it again since"):
        undo_thresholds(ws, first.id, by="cora")
    undo = undo_thresholds(ws, second.id, by="cora").edit
    assert undo is not None
    with pytest.raises(ConflictError, match="undone already, by cora"):
        undo_thresholds(ws, second.id, by="cora")
    with pytest.raises(ConflictError, match="An undo cannot be undone"):
        undo_thresholds(ws, undo.id, by="cora")
    assert undo_thresholds(ws, first.id, by="cora").thresholds.own == Thresholds(
        0.3, 0.95
    )
    with pytest.raises(NotFoundError, match="no such change"):
        undo_thresholds(ws, 404, by="cora")
