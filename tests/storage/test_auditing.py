"""A share of what was not flagged comes before a person all the same."""

import pytest

from storage.auditing import is_sampled
from storage.boxes import draw_region, remove_region, restore_region
from storage.cases import get_case, next_case
from storage.errors import InvalidInputError
from storage.queue_status import queue_status
from storage.records import Action, CaseReason
from storage.undo import undo
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, add, press, scan, take, waiting


@pytest.mark.parametrize(
    ("sha256", "share", "sampled"),
    [
        ("0" * 64, 0.0, False),  # off
        ("0" * 64, 0.01, True),
        ("f" * 64, 1.0, True),
        ("8" * 64, 0.5, False),
        ("7" * 64, 0.5, True),
    ],
)
def test_the_hash_draws_the_sample(sha256: str, share: float, sampled: bool) -> None:
    assert is_sampled(sha256, share=share) is sampled


def test_nothing_is_audited_unless_asked_for(any_workspace: Workspace) -> None:
    scan(any_workspace, Placed(5))

    assert next_case(any_workspace, reviewer=ANN) is None


def test_an_audit_looks_like_a_scan_until_it_is_decided(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    any_workspace.audit_share = 1.0
    marks = [Placed(seed, x=120 * (seed - 5)) for seed in (5, 6, 7)]
    flagged = scan(any_workspace, *marks, Placed(8, y=160)).flagged

    case = take(any_workspace)
    assert (flagged, case.reason, len(waiting(case))) == (False, CaseReason.SCAN, 3)
    for index, region in enumerate(case.regions):
        if region.waiting:
            press(any_workspace, case, Action.NOT_A_LOGO, region=index)

    done = get_case(any_workspace, case.id, reviewer=ANN)
    assert (done.open, done.reason) == (False, CaseReason.AUDIT)


def test_what_is_flagged_is_no_audit(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    any_workspace.audit_share = 1.0
    scan(any_workspace, Placed(1), Placed(5, x=200))

    assert queue_status(any_workspace, reviewer=ANN).open_cases == 1
    assert len(waiting(take(any_workspace))) == 1


def test_an_image_without_a_box_is_audited_as_a_whole(
    any_workspace: Workspace,
) -> None:
    any_workspace.audit_share = 1.0
    scan(any_workspace)

    case = take(any_workspace)
    assert (case.bare, case.regions, case.reason) == (True, (), CaseReason.SCAN)
    result = press(any_workspace, case, Action.NOT_A_LOGO, region=None)

    assert (result.closed, result.case.open) == (True, False)
    assert result.case.reason is CaseReason.AUDIT
    assert next_case(any_workspace, reviewer=ANN) is None

    undo(any_workspace, decision_id=result.decision.id, reviewer=ANN)
    assert take(any_workspace).bare


def test_a_box_drawn_on_a_bare_image_is_what_waits_then(workspace: Workspace) -> None:
    workspace.audit_share = 1.0
    scan(workspace)
    case = take(workspace)

    drawn = draw_region(
        workspace, case_id=case.id, reviewer=ANN, xyxy=(10.0, 10.0, 60.0, 60.0)
    )

    assert (drawn.bare, len(waiting(drawn))) == (False, 1)
    with pytest.raises(InvalidInputError, match="Choose the box"):
        press(workspace, drawn, Action.NOT_A_LOGO, region=None)
    [region] = drawn.regions
    gone = remove_region(workspace, case_id=case.id, region_id=region.id, reviewer=ANN)
    assert (gone.open, gone.bare) == (True, True)  # the image still has no answer
    drawn = restore_region(
        workspace, case_id=case.id, region_id=region.id, reviewer=ANN
    )
    assert press(workspace, drawn, Action.NOT_A_LOGO).closed


def test_where_there_is_no_box_none_can_be_handed_on(workspace: Workspace) -> None:
    workspace.audit_share = 1.0
    scan(workspace)

    with pytest.raises(InvalidInputError, match="draw one"):
        press(workspace, take(workspace), Action.ESCALATED, region=None)
