"""Thresholds that decisions suggest."""

import itertools

import pytest
from sqlalchemy import select

from recognizer.types import Thresholds
from storage.models import Case, Decision, Region, Rejection
from storage.records import Action, OwnerKind, ThresholdOwner
from storage.suggestions import past_decisions, suggest_thresholds
from storage.threshold_changes import set_thresholds
from storage.thresholds import LEAST
from storage.workspace import Workspace
from tests.fakes import Placed, fake_calibration
from tests.storage.steps import add, scan

_requests = itertools.count()
SURE = [0.70, 0.72, 0.75, 0.80, 0.85, 0.88, 0.9, 0.93, 0.95, 0.97]
DOUBTFUL = [0.31, 0.33, 0.35, 0.40, 0.42, 0.45, 0.5, 0.55, 0.60, 0.75]


def say(
    ws: Workspace,
    action: Action,
    symbol_id: int | None,
    *probabilities: float,
    refused: tuple[int, ...] = (),
    undone: bool = False,
) -> None:
    """Write decisions down as they would be after so many cases."""
    with ws.writing() as session:
        case = session.scalars(select(Case)).first()
        region = session.scalars(select(Region)).first()
        assert case is not None
        assert region is not None
        for symbol in refused:
            session.merge(Rejection(region_id=region.id, symbol_id=symbol))
        for probability in probabilities:
            said = _row(case, region, action, symbol_id, probability, refused)
            session.add(said)
            session.flush()
            if undone:
                undo = _row(case, region, Action.UNDONE, symbol_id, probability, ())
                undo.undoes_id = said.id
                session.add(undo)


def _row(
    case: Case,
    region: Region,
    action: Action,
    symbol_id: int | None,
    probability: float,
    refused: tuple[int, ...],
) -> Decision:
    return Decision(
        request_id=f"said-{next(_requests)}",
        case_id=case.id,
        image_id=case.image_id,
        region_id=region.id,
        action=action,
        symbol_id=symbol_id,
        refused_symbol_ids=list(refused),
        reviewer="ann",
        decided_at=case.opened_at,
        probability=probability,
        rank=1,
        embedder_id=region.embedder_id,
        gallery_version=1,
    )


@pytest.fixture
def acme(any_workspace: Workspace) -> ThresholdOwner:
    symbol = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1))
    return ThresholdOwner.of_symbol(symbol.id)


def test_too_few_decisions_suggest_nothing_and_say_how_many_are_missing(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    assert suggest_thresholds(any_workspace, acme).thresholds is None
    say(any_workspace, Action.CONFIRMED, acme.id, *SURE)
    say(any_workspace, Action.REJECTED, acme.id, *DOUBTFUL[:4])

    suggestion = suggest_thresholds(any_workspace, acme)

    assert suggestion.thresholds is None
    assert (suggestion.missing_confirmed, suggestion.missing_rejected) == (0, 6)
    assert (suggestion.now.confirmed, suggestion.now.rejected) == (10, 4)


def test_the_suggestion_keeps_what_was_confirmed_and_sends_away_what_was_not(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    say(any_workspace, Action.CONFIRMED, acme.id, *SURE)
    say(any_workspace, Action.REJECTED, acme.id, *DOUBTFUL)

    suggestion = suggest_thresholds(any_workspace, acme)

    # 0.61 to 0.70 send nine of ten away and keep all; what keeps more comes first.
    assert suggestion.thresholds == Thresholds(0.61, 0.95)
    assert suggestion.at_uncertain is not None
    assert suggestion.at_uncertain.confirmed_kept == 10
    assert suggestion.at_uncertain.rejected_gone == 9
    assert (suggestion.now.threshold, suggestion.now.rejected_gone) == (0.3, 0)


def test_certain_is_suggested_where_almost_all_were_confirmed(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    say(any_workspace, Action.CONFIRMED, acme.id, *SURE, 0.99)
    say(any_workspace, Action.REJECTED, acme.id, *DOUBTFUL[:-1], 0.2)

    assert suggest_thresholds(any_workspace, acme).thresholds == Thresholds(0.61, 0.61)


def test_what_applies_stays_where_nothing_is_better(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    set_thresholds(any_workspace, acme, Thresholds(0.655, 0.95), by="cora")
    say(any_workspace, Action.CONFIRMED, acme.id, *SURE)
    say(any_workspace, Action.REJECTED, acme.id, *DOUBTFUL)

    assert suggest_thresholds(any_workspace, acme).thresholds == Thresholds(0.655, 0.95)


def test_undone_and_foreign_decisions_do_not_count(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    other = add(any_workspace, "Bolt", 2).symbol
    say(any_workspace, Action.CONFIRMED, acme.id, 0.9, undone=True)
    say(any_workspace, Action.CONFIRMED, other.id, 0.9)
    say(any_workspace, Action.REJECTED, other.id, 0.9)
    say(any_workspace, Action.SKIPPED, None, 0.9)

    now = suggest_thresholds(any_workspace, acme).now

    assert (now.confirmed, now.rejected) == (0, 0)


def test_who_refuses_all_refuses_the_best_match(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    other = add(any_workspace, "Bolt", 2).symbol
    say(any_workspace, Action.NOT_A_LOGO, None, 0.5, refused=(acme.id, other.id))

    bolt = ThresholdOwner.of_symbol(other.id)
    assert past_decisions(any_workspace, acme, 0.4).rejected == 1
    assert past_decisions(any_workspace, bolt, 0.4).rejected == 0


def test_a_list_counts_its_symbols_that_set_nothing(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    ws = any_workspace
    own = add(ws, "Own", 2).symbol
    elsewhere = add(ws, "Elsewhere", 3, list_name="prohibited").symbol
    set_thresholds(
        ws, ThresholdOwner.of_symbol(own.id), Thresholds(0.4, 0.9), by="cora"
    )
    for symbol_id in (acme.id, own.id, elsewhere.id):
        say(ws, Action.CONFIRMED, symbol_id, 0.6)
        say(ws, Action.REJECTED, symbol_id, 0.5)

    past = past_decisions(ws, ThresholdOwner(OwnerKind.LIST, 2), 0.55)

    assert (past.confirmed, past.confirmed_kept) == (1, 1)
    assert (past.rejected, past.rejected_gone) == (1, 1)


@pytest.mark.parametrize(
    ("threshold", "kept", "gone"), [(0.05, 10, 0), (0.75, 8, 9), (0.751, 7, 10)]
)
def test_at_the_threshold_a_match_stays(
    any_workspace: Workspace,
    acme: ThresholdOwner,
    threshold: float,
    kept: int,
    gone: int,
) -> None:
    say(any_workspace, Action.CONFIRMED, acme.id, *SURE)
    say(any_workspace, Action.REJECTED, acme.id, *DOUBTFUL)

    past = past_decisions(any_workspace, acme, threshold)

    assert (past.confirmed_kept, past.rejected_gone) == (kept, gone)


def test_decisions_count_by_the_calibration_in_use_not_by_what_was_said_then(
    any_workspace: Workspace, acme: ThresholdOwner
) -> None:
    say(any_workspace, Action.CONFIRMED, acme.id, 0.9, 0.9)
    with any_workspace.writing() as session:
        told, _ = session.scalars(select(Decision).order_by(Decision.id))
        told.similarity = told.visual_similarity = 0.5

    before = past_decisions(any_workspace, acme, 0.8)
    any_workspace.calibrations.save([fake_calibration(even=0.5)])
    after = past_decisions(any_workspace, acme, 0.8)

    assert (before.confirmed, before.confirmed_kept) == (2, 2)
    assert (after.confirmed, after.confirmed_kept) == (2, 1)  # one rests on nothing
    assert past_decisions(any_workspace, acme, 0.5).confirmed_kept == 2


@pytest.mark.parametrize("unlikely", [0.001, 0.02])
def test_what_was_confirmed_against_all_odds_suggests_what_can_be_set(
    any_workspace: Workspace, acme: ThresholdOwner, unlikely: float
) -> None:
    say(any_workspace, Action.CONFIRMED, acme.id, *SURE, unlikely, unlikely)
    say(any_workspace, Action.REJECTED, acme.id, *DOUBTFUL)

    suggestion = suggest_thresholds(any_workspace, acme)

    said = suggestion.at_uncertain
    assert suggestion.thresholds is not None
    assert said is not None
    assert suggestion.thresholds.uncertain == LEAST
    assert (said.confirmed_kept, said.confirmed) == (10, 12)
