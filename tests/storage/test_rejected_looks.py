"""What was rejected for a symbol is told of a new region too, also by probability."""

import pytest

from recognizer.types import Verdict
from storage.matching import match_image
from storage.records import Action
from storage.workspace import Workspace
from tests.fakes import Placed, fake_calibration, scene_png
from tests.storage.steps import add, press, scan, take
from ui.review_card import match_json

# Half way between two symbols: near enough to both to be flagged for either.
STRANGER = Placed(1, other=2, blend=0.35)


@pytest.fixture
def calibrated(any_workspace: Workspace) -> Workspace:
    any_workspace.calibrations.save([fake_calibration(even=0.3)])
    return any_workspace


def rejected_once(ws: Workspace) -> None:
    """Let a person reject the stranger's look for Acme."""
    acme = add(ws, "Acme", 1).symbol
    scan(ws, STRANGER)
    press(ws, take(ws), Action.REJECTED, symbol_id=acme.id)


def test_a_likely_match_is_not_flagged_where_its_look_was_rejected(
    calibrated: Workspace,
) -> None:
    rejected_once(calibrated)

    again = scan(calibrated, STRANGER)

    assert not again.flagged
    [box] = match_image(calibrated, scene_png(STRANGER), name="a.png").detections
    [match] = box.matches
    assert match.rejected_before
    assert match.probability is not None
    assert match.probability > 0.3
    assert box.verdict is Verdict.UNKNOWN


def test_a_gallery_that_forgets_flags_it(calibrated: Workspace) -> None:
    rejected_once(calibrated)
    calibrated.gallery.remembers_rejected = False

    assert scan(calibrated, STRANGER).flagged


def test_the_symbol_itself_is_still_likely(calibrated: Workspace) -> None:
    rejected_once(calibrated)

    [box] = match_image(calibrated, scene_png(Placed(1)), name="a.png").detections

    assert not box.matches[0].rejected_before
    assert box.verdict is not Verdict.UNKNOWN


def test_a_rejected_look_is_listed_last_and_the_card_says_why(
    calibrated: Workspace,
) -> None:
    rejected_once(calibrated)
    add(calibrated, "Bolt", 2)

    [box] = match_image(calibrated, scene_png(STRANGER), name="a.png").detections

    assert [match.symbol_name for match in box.matches] == ["Bolt", "Acme"]
    assert box.matches[0].similarity < box.matches[1].similarity
    said = [match_json(match)["rejected_before"] for match in box.matches]
    assert said == [False, True]
