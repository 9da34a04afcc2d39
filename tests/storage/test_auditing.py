"""A share of what was not flagged comes before a person all the same."""

import pytest

from storage.auditing import is_sampled
from storage.cases import get_case, next_case
from storage.queue_status import queue_status
from storage.records import Action, CaseReason
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


def test_what_is_flagged_or_has_no_box_is_no_audit(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    any_workspace.audit_share = 1.0
    scan(any_workspace)
    scan(any_workspace, Placed(1), Placed(5, x=200))

    assert queue_status(any_workspace, reviewer=ANN).open_cases == 1
    assert len(waiting(take(any_workspace))) == 1
