"""What a decision does, and what it refuses to do."""

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import func, select

from recognizer.images import decode
from storage.cases import get_case, next_case
from storage.decision_log import list_decisions
from storage.decisions import decide
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.lists import add_list
from storage.models import Decision, Reference
from storage.records import (
    Action,
    DecisionInput,
    Origin,
    ReferenceRule,
    SymbolInput,
)
from storage.symbol_lookup import find_symbol_by_name, get_symbol
from storage.symbols import set_symbol_enabled
from storage.workspace import Workspace
from tests.fakes import FakeEmbedder, Placed
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take, waiting


def decisions(ws: Workspace) -> int:
    with ws.reading() as session:
        return session.scalar(select(func.count(Decision.id))) or 0


def test_a_case_is_decided_box_by_box_and_then_closed(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)

    first = confirm(any_workspace, case, acme.id, region=0, learn=False)
    second = press(any_workspace, case, Action.NOT_A_LOGO, region=1)

    assert (first.closed, second.closed) == (False, True)
    assert (first.case.open, second.case.open) == (True, False)
    assert [r.decision.action for r in second.case.regions if r.decision] == [
        "confirmed",
        "not_a_logo",
    ]
    assert next_case(any_workspace, reviewer=ANN) is None


def test_a_decision_keeps_what_the_machine_had_said(any_workspace: Workspace) -> None:
    add(any_workspace, "Bolt", 2)
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    match = take(any_workspace).regions[0].matches[0]

    confirm(any_workspace, take(any_workspace), acme.id, learn=False)

    [row] = list_decisions(any_workspace).items
    assert (row.symbol, row.list, row.rank, row.reviewer) == (
        "Acme",
        "trademark",
        1,
        ANN,
    )
    assert row.similarity == pytest.approx(match.similarity)
    assert (row.threshold_uncertain, row.threshold_known) == (0.8, 0.95)
    assert (row.detector_id, row.embedder_id) == ("fake-detector", "fake-embedder")
    assert (row.gallery_version, row.seconds, row.probability) == (2, 1.5, None)
    assert (row.x0, row.y0, row.x1, row.y1) == (40, 40, 140, 140)


def test_a_symbol_that_was_not_matched_can_be_confirmed(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    bolt = add(any_workspace, "Bolt", 2).symbol
    any_workspace.matches_k = 1
    scan(any_workspace, Placed(1))

    confirm(any_workspace, take(any_workspace), bolt.id, learn=False)

    [row] = list_decisions(any_workspace).items
    assert (row.symbol, row.similarity, row.rank) == ("Bolt", None, None)


@pytest.mark.parametrize("learn", [True, False])
def test_a_confirmed_region_becomes_a_reference_only_if_one_says_so(
    any_workspace: Workspace, learn: bool
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))

    result = confirm(any_workspace, take(any_workspace), acme.id, learn=learn)

    references = get_symbol(any_workspace, acme.id).references
    assert (result.reference_id is not None) == learn
    assert len(references) == 1 + learn
    assert result.gallery_version == 1 + learn
    if learn:
        assert references[-1].origin is Origin.DECISION
        assert references[-1].decision_id == result.decision.id
        assert references[-1].created_by == ANN


def test_the_policy_of_the_list_decides_where_nobody_says(
    any_workspace: Workspace,
) -> None:
    add_list(any_workspace, "Eager", reference_rule=ReferenceRule.ALWAYS, by="curator")
    eager = add(any_workspace, "Acme", 1, list_name="eager").symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))

    result = press(
        any_workspace, take(any_workspace), Action.CONFIRMED, symbol_id=eager.id
    )

    assert result.reference_id is not None


def test_the_reference_is_the_crop_of_the_region(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2, side=80))

    confirm(any_workspace, take(any_workspace), acme.id, learn=True)

    with any_workspace.reading() as session:
        row = session.scalars(select(Reference).order_by(Reference.id.desc())).first()
    assert row is not None
    crop = decode(any_workspace.blobs.get(row.sha256), name="crop")
    assert crop.shape == (88, 88, 3)  # padded by 5 % on every side
    assert np.allclose(FakeEmbedder().embed([crop])[0], row.embedding, atol=1e-5)


def test_a_new_symbol_counts_at_once(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)

    result = press(
        any_workspace,
        case,
        Action.NEW_SYMBOL,
        region=1,
        new_symbol=SymbolInput("Bölt ⚡", "prohibited", 4, "Never.", ("B",)),
    )

    symbol = find_symbol_by_name(any_workspace, "BÖLT ⚡")
    assert symbol is not None
    assert (symbol.list_name, symbol.severity, symbol.policy_text) == (
        "prohibited",
        4,
        "Never.",
    )
    assert result.decision.symbol_id == symbol.id
    assert result.case.regions[1].matches[0].symbol_id == symbol.id
    assert scan(any_workspace, Placed(2)).flagged


def test_a_repeated_press_returns_the_first_result(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    scan(any_workspace, Placed(1, other=2, blend=0.25))
    case = take(any_workspace)

    def again() -> object:
        return press(
            any_workspace,
            case,
            Action.CONFIRMED,
            symbol_id=acme.id,
            add_reference=True,
            request_id="same",
            version=case.version,
        )

    first = again()

    assert again() == first
    assert decisions(any_workspace) == 1
    assert len(get_symbol(any_workspace, acme.id).references) == 2


def test_quick_presses_of_one_reviewer_all_count(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, *(Placed(1, x=10 + 70 * n, side=60) for n in range(5)))
    case = take(any_workspace)

    for number in range(5):  # all with the version that was on the screen
        confirm(any_workspace, case, acme.id, region=number, learn=True)

    assert decisions(any_workspace) == 5
    assert not get_case(any_workspace, case.id, reviewer=ANN).open


def test_a_box_is_not_decided_twice(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)
    press(any_workspace, case, Action.REJECTED)

    with pytest.raises(ConflictError, match="decided already"):
        press(any_workspace, case, Action.NOT_A_LOGO)

    assert decisions(any_workspace) == 1


def test_a_stale_view_is_refused_and_nothing_is_saved(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)

    add(any_workspace, "Bolt", 2)  # somebody else's symbol makes the second box wait

    with pytest.raises(ConflictError, match="changed since you opened it"):
        press(any_workspace, case, Action.REJECTED)
    assert decisions(any_workspace) == 0
    fresh = get_case(any_workspace, case.id, reviewer=ANN)
    assert len(waiting(fresh)) == 2
    press(any_workspace, fresh, Action.REJECTED)


def test_a_gallery_change_that_changes_nothing_here_disturbs_nobody(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)

    add(any_workspace, "Bolt", 2)

    assert press(any_workspace, case, Action.REJECTED).closed


def test_a_case_that_somebody_else_holds_is_refused(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace, reviewer=ANN)

    with pytest.raises(ConflictError, match="ann works on this case until"):
        press(any_workspace, case, Action.REJECTED, reviewer=BOB)


def test_a_closed_case_is_refused(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)
    press(any_workspace, case, Action.REJECTED)

    with pytest.raises(ConflictError, match="closed already"):
        press(any_workspace, case, Action.NOT_A_LOGO, region=1)


def test_a_symbol_that_was_disabled_meanwhile_is_not_confirmed(
    any_workspace: Workspace,
) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    add(any_workspace, "Bolt", 2)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    take(any_workspace)
    set_symbol_enabled(any_workspace, acme.id, enabled=False, by="curator")
    case = take(any_workspace)

    with pytest.raises(ConflictError, match="Acme was disabled"):
        confirm(any_workspace, case, acme.id, region=0, learn=True)

    assert decisions(any_workspace) == 0


def test_a_name_that_is_taken_is_refused(any_workspace: Workspace) -> None:
    add(any_workspace, "Café", 1)
    scan(any_workspace, Placed(1))

    with pytest.raises(ConflictError, match="There is a symbol Café"):
        press(
            any_workspace,
            take(any_workspace),
            Action.NEW_SYMBOL,
            new_symbol=SymbolInput("  CAFÉ ", "trademark"),
        )


def test_unknown_ids_are_not_found(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    other = take(any_workspace, reviewer=BOB)

    with pytest.raises(NotFoundError, match="not in this case"):
        decide(
            any_workspace,
            DecisionInput(
                request_id="x",
                case_id=case.id,
                case_version=case.version,
                region_id=other.regions[0].id,
                action=Action.REJECTED,
                reviewer=ANN,
            ),
        )
    with pytest.raises(NotFoundError, match="no such symbol"):
        confirm(any_workspace, case, 404, learn=True)


def make_input(**changes: object) -> DecisionInput:
    values: dict[str, object] = {
        "request_id": "x",
        "case_id": 1,
        "case_version": 1,
        "region_id": 1,
        "action": Action.REJECTED,
        "reviewer": ANN,
    }
    return DecisionInput(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"request_id": ""}, "1 to 80 characters"),  # empty
        ({"request_id": "x" * 81}, "1 to 80 characters"),
        ({"reviewer": ""}, "reviewer has no name"),
        ({"region_id": None}, "Choose the box"),
        ({"action": Action.CONFIRMED}, "Choose the symbol"),
        ({"action": Action.NEW_SYMBOL}, "a name and a list"),
        ({"action": Action.UNDONE}, "use undo"),
        ({"note": "x" * 5000}, "note is longer"),
    ],
)
def test_a_press_that_makes_no_sense_is_refused(
    workspace: Workspace, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidInputError, match=said):
        decide(workspace, make_input(**changes))


def test_a_lost_picture_stops_the_reference_not_the_queue(workspace: Workspace) -> None:
    acme = add(workspace, "Acme", 1).symbol
    scan(workspace, Placed(1))
    case = take(workspace)
    originals = workspace.data_dir / "blobs" / "originals"
    (originals / case.image.sha256[:2] / case.image.sha256).unlink()

    with pytest.raises(NotFoundError, match="Scan or upload it again"):
        confirm(workspace, case, acme.id, learn=True)

    assert decisions(workspace) == 0
    assert confirm(workspace, case, acme.id, learn=False).closed


def test_times_are_aware_and_utc(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))

    result = press(any_workspace, take(any_workspace), Action.REJECTED)

    assert result.decision.decided_at.utcoffset() == timedelta(0)
    assert abs(any_workspace.now() - result.decision.decided_at) < timedelta(minutes=5)


def test_a_note_may_hold_anything_that_can_be_typed(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)

    decide(
        any_workspace,
        DecisionInput(
            request_id="x",
            case_id=case.id,
            case_version=case.version,
            region_id=case.regions[0].id,
            action=Action.REJECTED,
            reviewer=ANN,
            note="\0ビール\ud800 <b>&",
        ),
    )

    [row] = list_decisions(any_workspace).items
    assert row.note == "ビール? <b>&"
