"""Probabilities in a workspace: whose calibration counts, and what follows from it."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from recognizer.calibration import CalibrationError, save_calibrations
from recognizer.calibration.model import Feature
from recognizer.types import Match, Thresholds, Verdict
from storage.calibrations import Calibrations, with_probabilities
from storage.hunting import follow_up
from storage.matching import match_image
from storage.models import Decision, MatchRow, Region
from storage.queue_status import queue_status
from storage.recalibrating import recalibrate, record_calibration
from storage.records import Action, SymbolUpdate
from storage.symbols import update_symbol
from storage.workspace import Workspace, open_workspace
from tests.fakes import Placed, fake_calibration, fake_recognizer, scene_png
from tests.storage.steps import ANN, add, confirm, press, scan, take

# By eye: a mark mixed with another is the more similar the less is mixed in.
HALF = Placed(1, other=2, blend=0.5)
ID = "fake-embedder"


def waits(ws: Workspace) -> int:
    return queue_status(ws, reviewer=ANN).open_cases


def calibrate(ws: Workspace, **how: float) -> None:
    """Do what `markwatch calibrate` does once it has fitted."""
    ws.calibrations.save([fake_calibration(**how)])  # type: ignore[arg-type]
    record_calibration(ws, by="operator")
    follow_up(ws)


def stored(ws: Workspace) -> list[tuple[float, float | None, Verdict]]:
    with ws.reading() as session:
        rows = session.execute(
            select(MatchRow.similarity, MatchRow.probability, Region.verdict)
            .join(Region, Region.id == MatchRow.region_id)
            .order_by(MatchRow.region_id, MatchRow.rank)
        )
        return [tuple(row) for row in rows]


def test_an_embedder_without_a_calibration_has_none(tmp_path: Path) -> None:
    assert Calibrations(tmp_path / "none", shipped=()).find(ID) is None


def test_one_fitted_here_wins_over_one_that_ships(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.json"
    save_calibrations(shipped, [fake_calibration(even=0.1)])
    calibrations = Calibrations(tmp_path / "own", shipped=[shipped])
    found = calibrations.find(ID)
    assert found is not None
    assert found.intercept == fake_calibration(even=0.1).intercept

    path = calibrations.save([fake_calibration(even=0.7)])

    assert path.parent == tmp_path / "own"
    found = calibrations.find(ID)
    assert found is not None
    assert found.intercept == fake_calibration(even=0.7).intercept


def test_the_calibration_of_another_embedder_is_never_used(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.json"
    save_calibrations(shipped, [fake_calibration(embedder_id="other")])
    calibrations = Calibrations(tmp_path / "own", shipped=[shipped])

    assert calibrations.find(ID) is None
    # Not even where somebody has given its file the name of this one.
    mine = calibrations.path(ID)
    save_calibrations(mine, [fake_calibration(embedder_id="other")])
    assert calibrations.find(ID) is None


def test_a_calibration_with_text_says_nothing_of_matches_without(
    tmp_path: Path,
) -> None:
    reading = Calibrations(tmp_path, shipped=())
    blind = Calibrations(tmp_path, shipped=(), with_text=False)
    reading.save([fake_calibration()])

    assert reading.find(ID) is not None
    assert blind.find(ID) is None
    blind.save([fake_calibration(with_text=False, even=0.2)])
    assert blind.find(ID) is not None
    assert reading.find(ID) is not None  # the other kind stays


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    calibrations = Calibrations(tmp_path, shipped=())
    other_process = Calibrations(tmp_path, shipped=())
    path = other_process.save([fake_calibration(even=0.25)])
    assert calibrations.find(ID) is not None

    other_process.save([fake_calibration(even=0.75)])
    os.utime(path, ns=(1, 1))

    found = calibrations.find(ID)
    assert found is not None
    assert found.intercept == fake_calibration(even=0.75).intercept


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    calibrations = Calibrations(tmp_path, shipped=())
    calibrations.path(ID).write_text("{}")

    with pytest.raises(CalibrationError, match="Remove it, or write it anew"):
        calibrations.find(ID)


def test_a_broken_file_is_written_anew(tmp_path: Path) -> None:
    calibrations = Calibrations(tmp_path, shipped=())
    calibrations.path(ID).write_text("{}")

    calibrations.save([fake_calibration()])

    assert calibrations.find(ID) is not None


@pytest.mark.parametrize("embedder_id", ["a/b:c", "../../etc", "x" * 300, "ä@1"])
def test_any_embedder_id_makes_a_file_name(tmp_path: Path, embedder_id: str) -> None:
    calibrations = Calibrations(tmp_path, shipped=())

    path = calibrations.save([fake_calibration(embedder_id=embedder_id)])

    assert path.parent == tmp_path
    assert calibrations.find(embedder_id) is not None


def test_a_rejected_look_leaves_no_doubt_about_the_rest() -> None:
    weighted = fake_calibration(steep=2.0).features
    [similarity] = weighted.values()
    by_margin = replace(
        fake_calibration(), features={Feature.MARGIN: similarity}, intercept=-2.0
    )
    matches = [
        Match(row, row, s, s, None, None, row) for row, s in ((1, 0.9), (2, 0.1))
    ]

    [plain] = with_probabilities([matches], [[False, False]], by_margin)
    [rejected] = with_probabilities([matches], [[True, False]], by_margin)
    [none] = with_probabilities([matches], [[True, False]], None)

    assert plain[0].probability == rejected[0].probability
    assert plain[1].probability is not None
    assert rejected[1].probability is not None
    assert rejected[1].probability > plain[1].probability
    assert [match.probability for match in none] == [None, None]


def test_matches_have_no_probability_until_there_is_a_calibration(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)

    scan(any_workspace, Placed(1))

    [(_, probability, verdict)] = stored(any_workspace)
    assert probability is None
    assert verdict is Verdict.KNOWN  # by the embedder's own similarities


def test_a_scan_judges_by_probability(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    calibrate(any_workspace, even=0.65)

    scan(any_workspace, Placed(1), Placed(1, other=2, blend=0.5, x=200))

    found = stored(any_workspace)
    for similarity, probability, verdict in found:
        expected = 1 / (1 + np.exp(-20 * (similarity - 0.65)))
        assert probability == pytest.approx(np.clip(expected, 0.001, 0.999), abs=1e-6)
        assert verdict is (
            Verdict.KNOWN
            if expected >= 0.95
            else Verdict.UNCERTAIN
            if expected >= 0.3
            else Verdict.UNKNOWN
        )
    assert {verdict for _, _, verdict in found} == {Verdict.KNOWN, Verdict.UNCERTAIN}


def test_matching_without_storing_gives_the_same(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    calibrate(any_workspace, even=0.65)
    scan(any_workspace, HALF)

    [found] = match_image(any_workspace, scene_png(HALF), name="x").detections

    [(_, probability, verdict)] = stored(any_workspace)
    assert found.matches[0].probability == pytest.approx(probability)
    assert found.verdict is verdict


def test_a_new_calibration_judges_stored_regions_anew(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, HALF)
    assert waits(any_workspace) == 0

    calibrate(any_workspace, even=0.65)
    assert waits(any_workspace) == 1
    [(_, probability, verdict)] = stored(any_workspace)
    assert probability is not None
    assert probability > 0.3
    assert verdict is Verdict.UNCERTAIN

    calibrate(any_workspace, even=0.9)
    assert waits(any_workspace) == 0
    assert stored(any_workspace)[0][2] is Verdict.UNKNOWN


def test_recalibrating_goes_in_parts(
    any_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.recalibrating._REGIONS_AT_ONCE", 2)
    add(any_workspace, "Acme", 1)
    for _ in range(5):
        scan(any_workspace, HALF)

    any_workspace.calibrations.save([fake_calibration()])
    recalibrate(any_workspace, by="operator")

    assert None not in [probability for _, probability, _ in stored(any_workspace)]
    assert waits(any_workspace) == 5


def test_lower_thresholds_call_stored_regions(any_workspace: Workspace) -> None:
    calibrate(any_workspace, even=0.9)
    acme = add(any_workspace, "Acme", 1).symbol
    scan(any_workspace, Placed(1, other=2, blend=0.4))
    assert waits(any_workspace) == 0

    low = SymbolUpdate(thresholds=Thresholds(uncertain=0.05, known=0.9))
    update_symbol(any_workspace, acme.id, low, by="curator")
    assert waits(any_workspace) == 1

    high = SymbolUpdate(thresholds=Thresholds(uncertain=0.99, known=0.99))
    update_symbol(any_workspace, acme.id, high, by="curator")
    assert waits(any_workspace) == 0


def test_the_retro_hunt_reaches_what_may_be_flagged(any_workspace: Workspace) -> None:
    calibrate(any_workspace, even=0.65)
    scan(any_workspace, HALF)

    hunted = add(any_workspace, "Acme", 1).retro_hunt

    assert len(hunted.case_ids_opened) == 1
    [(_, probability, _)] = stored(any_workspace)
    assert probability is not None


def test_a_decision_keeps_what_its_match_rested_on(any_workspace: Workspace) -> None:
    acme = add(any_workspace, "Acme", 1).symbol
    bolt = add(any_workspace, "Bolt", 2).symbol
    calibrate(any_workspace, even=0.65)
    scan(any_workspace, Placed(1, other=2, blend=0.3))
    scan(any_workspace, Placed(1, other=2, blend=0.3))
    case = take(any_workspace)
    first, second = case.regions[0].matches
    press(any_workspace, case, Action.REJECTED, symbol_id=bolt.id)
    confirm(any_workspace, take(any_workspace), acme.id, learn=False)

    with any_workspace.reading() as session:
        rejected, confirmed = session.scalars(
            select(Decision).order_by(Decision.id)
        ).all()
        for decision, match in ((confirmed, first), (rejected, second)):
            assert decision.similarity == match.similarity
            assert decision.visual_similarity == match.visual_similarity
            assert decision.probability == match.probability
            assert decision.text_similarity is None
        gap = first.similarity - second.similarity
        assert rejected.margin == pytest.approx(-gap)
        assert confirmed.threshold_uncertain == 0.3


def test_another_process_uses_a_new_calibration_at_once(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    with open_workspace(
        data_dir=any_workspace.data_dir,
        database_url=any_workspace.engine.url.render_as_string(hide_password=False),
        recognizer=fake_recognizer(),
    ) as second:
        assert not scan(second, HALF).flagged
        any_workspace.calibrations.save([fake_calibration(even=0.65)])

        assert scan(second, HALF).flagged
