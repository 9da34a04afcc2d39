"""The queue, claims and boxes that reviewers draw."""

from datetime import timedelta

import pytest

from storage.boxes import draw_region
from storage.cases import (
    bring_back_skipped,
    get_case,
    next_case,
    release_claim,
    renew_claim,
)
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.queue_status import queue_status
from storage.records import Action, QueueFilter, RegionSource
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, confirm, press, scan, take


def later(ws: Workspace, seconds: float) -> None:
    now = ws.now()
    ws.now = lambda: now + timedelta(seconds=seconds)


def test_an_empty_queue_has_no_next_case(any_workspace: Workspace) -> None:
    assert next_case(any_workspace, reviewer=ANN) is None
    assert queue_status(any_workspace, reviewer=ANN).open_cases == 0


def test_what_matters_most_comes_first_then_what_waits_longest(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Note", 1, list_name="certification")
    add(any_workspace, "Banned", 2, list_name="prohibited")
    for name, seed in (("note-1", 1), ("note-2", 1), ("banned", 2)):
        scan(any_workspace, Placed(seed), name=name)

    order = [take(any_workspace, reviewer=f"r{n}").image.name for n in range(3)]

    assert order == ["banned", "note-1", "note-2"]


def test_a_symbol_s_own_severity_outranks_its_list_s(any_workspace: Workspace) -> None:
    add(any_workspace, "Banned", 1, list_name="prohibited", severity=1)
    add(any_workspace, "Mark", 2, list_name="certification")
    scan(any_workspace, Placed(1), name="banned")
    scan(any_workspace, Placed(2), name="mark")

    assert take(any_workspace).image.name == "mark"


def test_a_claimed_case_comes_back_to_its_reviewer_and_to_nobody_else(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))

    case = take(any_workspace, reviewer=ANN)

    assert take(any_workspace, reviewer=ANN).id == case.id
    assert next_case(any_workspace, reviewer=BOB) is None
    status = queue_status(any_workspace, reviewer=BOB)
    assert (status.open_cases, status.waiting_for_me, status.claimed_by_others) == (
        1,
        0,
        1,
    )


def test_a_claim_that_ran_out_is_given_to_the_next(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    of_ann = take(any_workspace, reviewer=ANN)

    later(any_workspace, 601)
    of_bob = take(any_workspace, reviewer=BOB)

    assert of_bob.id == of_ann.id
    with pytest.raises(ConflictError, match="bob works on this case until"):
        confirm(
            any_workspace, of_ann, of_ann.regions[0].matches[0].symbol_id, learn=False
        )


def test_a_claim_that_ran_out_but_that_nobody_took_still_counts(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)

    later(any_workspace, 3600)

    assert press(any_workspace, case, Action.REJECTED).closed


def test_a_claim_can_be_renewed_and_let_go(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)
    assert case.claimed_until is not None

    later(any_workspace, 300)
    assert renew_claim(any_workspace, case.id, reviewer=ANN) > case.claimed_until
    with pytest.raises(ConflictError):
        renew_claim(any_workspace, case.id, reviewer=BOB)
    release_claim(any_workspace, case.id, reviewer=BOB)  # not theirs: nothing happens
    assert next_case(any_workspace, reviewer=BOB) is None
    release_claim(any_workspace, case.id, reviewer=ANN)
    assert take(any_workspace, reviewer=BOB).id == case.id


def test_what_a_released_case_showed_is_stale_for_who_had_it(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    of_ann = take(any_workspace, reviewer=ANN)
    release_claim(any_workspace, of_ann.id, reviewer=ANN)
    of_bob = take(any_workspace, reviewer=BOB)
    press(any_workspace, of_bob, Action.REJECTED, region=0, reviewer=BOB)
    release_claim(any_workspace, of_bob.id, reviewer=BOB)

    with pytest.raises(ConflictError, match="changed since you opened it"):
        press(any_workspace, of_ann, Action.REJECTED, region=1)


def test_only_cases_of_one_list_come_when_asked(any_workspace: Workspace) -> None:
    add(any_workspace, "Banned", 1, list_name="prohibited")
    add(any_workspace, "Mark", 2, list_name="certification")
    scan(any_workspace, Placed(1), name="banned")
    scan(any_workspace, Placed(2), name="mark")

    case = next_case(
        any_workspace, reviewer=ANN, wanted=QueueFilter(list_name="Certification")
    )

    assert case is not None
    assert case.image.name == "mark"
    assert (
        next_case(
            any_workspace, reviewer=ANN, wanted=QueueFilter(list_name="trademark")
        )
        is None
    )


def test_the_case_just_left_is_not_the_next(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace)

    assert next_case(any_workspace, reviewer=ANN, after_case_id=case.id) is None


def test_a_skipped_case_comes_to_others_and_back_when_asked(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1))
    case = take(any_workspace, reviewer=ANN)

    result = press(any_workspace, case, Action.SKIPPED, region=None)

    assert (result.closed, result.case.open) == (True, True)
    assert next_case(any_workspace, reviewer=ANN) is None
    assert take(any_workspace, reviewer=BOB).id == case.id
    release_claim(any_workspace, case.id, reviewer=BOB)
    assert bring_back_skipped(any_workspace, reviewer=ANN) == 1
    assert take(any_workspace, reviewer=ANN).id == case.id


def test_an_escalated_box_waits_for_others(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace, reviewer=ANN)

    first = press(any_workspace, case, Action.ESCALATED, region=0)
    second = press(any_workspace, case, Action.REJECTED, region=1)

    assert (first.closed, second.closed, second.case.open) == (False, True, True)
    assert next_case(any_workspace, reviewer=ANN) is None
    of_bob = take(any_workspace, reviewer=BOB)
    assert [region.waiting for region in of_bob.regions] == [True, False]
    done = press(any_workspace, of_bob, Action.REJECTED, region=0, reviewer=BOB)
    assert not done.case.open


def test_a_whole_case_can_be_escalated(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    case = take(any_workspace)

    assert press(any_workspace, case, Action.ESCALATED, region=None).closed

    assert len([r for r in take(any_workspace, reviewer=BOB).regions if r.waiting]) == 2


def test_a_drawn_box_is_searched_at_once_and_waits(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(2, x=200))
    case = take(any_workspace)

    drawn = draw_region(
        any_workspace, case_id=case.id, reviewer=ANN, xyxy=(140, 140, 40, 40)
    )

    region = drawn.regions[-1]
    assert (region.source, region.waiting) == (RegionSource.REVIEWER, True)
    assert region.xyxy == (40, 40, 140, 140)
    assert region.matches[0].symbol_name == "Acme"
    assert drawn.version == case.version  # the reviewer's own stream goes on
    assert not press(any_workspace, case, Action.REJECTED).closed


@pytest.mark.parametrize(
    "xyxy",
    [
        (0, 0, 0, 0),  # empty
        (10, 10, 12, 200),
        (-50, -50, -1, -1),
        (float("nan"), 0, 10, 10),
    ],
)
def test_a_box_of_no_area_is_refused(
    workspace: Workspace, xyxy: tuple[float, float, float, float]
) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))
    case = take(workspace)

    with pytest.raises(InvalidInputError, match="draw"):
        draw_region(workspace, case_id=case.id, reviewer=ANN, xyxy=xyxy)


def test_nobody_draws_on_a_case_that_another_holds(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    scan(workspace, Placed(1))
    case = take(workspace, reviewer=ANN)

    with pytest.raises(ConflictError, match="ann works on this case"):
        draw_region(workspace, case_id=case.id, reviewer=BOB, xyxy=(0, 0, 50, 50))


def test_an_unknown_case_is_not_found(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="Take the next one"):
        get_case(workspace, 404, reviewer=ANN)
    with pytest.raises(NotFoundError):
        renew_claim(workspace, 404, reviewer=ANN)


def test_a_case_shows_the_gallery_as_it_is_now(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1, other=2, blend=0.2))
    case = take(any_workspace)

    add(any_workspace, "Bolt", 2)

    [region] = get_case(any_workspace, case.id, reviewer=ANN).regions
    assert [match.symbol_name for match in region.matches] == ["Acme", "Bolt"]


def test_the_status_counts_what_i_decided_today(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(1, x=200))
    press(any_workspace, take(any_workspace), Action.REJECTED)

    mine = queue_status(any_workspace, reviewer=ANN)
    assert (mine.decided_today_by_me, mine.images, mine.symbols) == (1, 1, 1)
    assert queue_status(any_workspace, reviewer=BOB).decided_today_by_me == 0
    later(any_workspace, 86_400)
    assert queue_status(any_workspace, reviewer=ANN).decided_today_by_me == 0
