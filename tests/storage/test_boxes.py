"""Boxes that reviewers move, take away and put back."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from storage.boxes import draw_region, move_region, remove_region, restore_region
from storage.cases import next_case
from storage.errors import ConflictError, InvalidInputError, NotFoundError
from storage.records import Action, CaseView, RegionSource
from storage.workspace import Workspace
from tests.fakes import Placed
from tests.storage.steps import ANN, BOB, add, press, scan, take


def edits(ws: Workspace) -> list[tuple[str, str]]:
    with ws.engine.connect() as connection:
        rows = text("SELECT kind, edited_by FROM region_edits ORDER BY id")
        return [(kind, by) for kind, by in connection.execute(rows)]


def two_marks(ws: Workspace) -> CaseView:
    add(ws, "Acme", 1)
    add(ws, "Bolt", 2)
    scan(ws, Placed(1), Placed(2, x=200))
    return take(ws)


def test_a_moved_box_is_searched_where_it_is_now(any_workspace: Workspace) -> None:
    case = two_marks(any_workspace)
    first = case.regions[0]

    moved = move_region(
        any_workspace,
        case_id=case.id,
        region_id=first.id,
        reviewer=ANN,
        xyxy=(200, 40, 300, 140),
    )

    assert first.id not in [region.id for region in moved.regions]
    new = moved.regions[-1]
    assert (new.source, new.waiting) == (RegionSource.REVIEWER, True)
    assert new.matches[0].symbol_name == "Bolt"
    assert moved.version == case.version
    assert edits(any_workspace) == [("moved", ANN)]


def test_a_removed_box_waits_no_more_and_can_be_put_back(
    any_workspace: Workspace,
) -> None:
    case = two_marks(any_workspace)
    gone = case.regions[0].id

    left = remove_region(any_workspace, case_id=case.id, region_id=gone, reviewer=ANN)
    assert [region.id for region in left.regions] == [case.regions[1].id]
    last = remove_region(
        any_workspace, case_id=case.id, region_id=case.regions[1].id, reviewer=ANN
    )
    assert (last.open, last.regions) == (False, ())
    assert next_case(any_workspace, reviewer=ANN) is None

    back = restore_region(any_workspace, case_id=case.id, region_id=gone, reviewer=ANN)

    assert [(region.id, region.waiting) for region in back.regions] == [(gone, True)]
    assert take(any_workspace).id == case.id
    assert edits(any_workspace) == [
        ("removed", ANN),
        ("removed", ANN),
        ("restored", ANN),
    ]


def test_a_removed_box_is_not_hunted(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1), Placed(5, x=200))
    case = take(any_workspace)
    unknown = case.regions[1]
    assert not unknown.waiting
    remove_region(any_workspace, case_id=case.id, region_id=unknown.id, reviewer=ANN)

    change = add(any_workspace, "Later", 5)

    assert change.retro_hunt.region_ids == ()


def test_a_decided_box_does_not_change(any_workspace: Workspace) -> None:
    case = two_marks(any_workspace)
    region_id = case.regions[0].id
    press(any_workspace, case, Action.REJECTED)

    with pytest.raises(ConflictError, match="Undo that decision first"):
        remove_region(any_workspace, case_id=case.id, region_id=region_id, reviewer=ANN)
    with pytest.raises(ConflictError, match="Undo that decision first"):
        move_region(
            any_workspace,
            case_id=case.id,
            region_id=region_id,
            reviewer=ANN,
            xyxy=(0, 0, 50, 50),
        )


def test_a_removed_box_is_not_decided(any_workspace: Workspace) -> None:
    case = two_marks(any_workspace)
    remove_region(
        any_workspace, case_id=case.id, region_id=case.regions[0].id, reviewer=ANN
    )

    with pytest.raises(NotFoundError, match="not in this case"):
        press(any_workspace, case, Action.REJECTED)


def _draw(ws: Workspace, case: CaseView) -> object:
    return draw_region(ws, case_id=case.id, reviewer=BOB, xyxy=(0, 0, 50, 50))


def _move(ws: Workspace, case: CaseView) -> object:
    region_id = case.regions[0].id
    box = (0.0, 0.0, 50.0, 50.0)
    return move_region(ws, case_id=case.id, region_id=region_id, reviewer=BOB, xyxy=box)


def _remove(ws: Workspace, case: CaseView) -> object:
    region_id = case.regions[0].id
    return remove_region(ws, case_id=case.id, region_id=region_id, reviewer=BOB)


@pytest.mark.parametrize("change", [_draw, _move, _remove])
def test_nobody_changes_boxes_of_a_case_that_another_holds(
    workspace: Workspace, change: Callable[[Workspace, CaseView], object]
) -> None:
    case = two_marks(workspace)

    with pytest.raises(ConflictError, match="ann works on this case"):
        change(workspace, case)


def test_a_box_that_is_there_is_not_put_back(workspace: Workspace) -> None:
    case = two_marks(workspace)

    with pytest.raises(ConflictError, match="there already"):
        restore_region(
            workspace,
            case_id=case.id,
            region_id=case.regions[0].id,
            reviewer=ANN,
        )
    with pytest.raises(NotFoundError):
        restore_region(workspace, case_id=case.id, region_id=404, reviewer=ANN)


def test_a_box_is_not_moved_to_nothing(workspace: Workspace) -> None:
    case = two_marks(workspace)

    with pytest.raises(InvalidInputError, match="smaller than 4 pixels"):
        move_region(
            workspace,
            case_id=case.id,
            region_id=case.regions[0].id,
            reviewer=ANN,
            xyxy=(0, 0, 1, 1),
        )
