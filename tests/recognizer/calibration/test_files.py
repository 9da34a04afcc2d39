"""A calibration written and read says the same; what is none is named."""

import json
from pathlib import Path

import pytest

from recognizer.calibration import (
    Calibration,
    CalibrationError,
    Method,
    fit,
    load_calibrations,
    save_calibrations,
)
from recognizer.calibration.fitting import fit_method
from tests.recognizer.calibration.pairs import drawn_pairs


def some_calibration(*, with_text: bool) -> Calibration:
    pairs, _ = drawn_pairs(400, text=with_text)
    return fit(pairs, embedder_id="e@1", with_text=with_text, data="drawn")[0]


def test_a_round_trip_changes_no_probability(tmp_path: Path) -> None:
    path = tmp_path / "new" / "calibration.json"
    written = [some_calibration(with_text=False), some_calibration(with_text=True)]

    save_calibrations(path, written)
    read = load_calibrations(path)

    pairs, _ = drawn_pairs(300, seed=2, text=True)
    for before, after in zip(written, read, strict=True):
        assert after.embedder_id == "e@1"
        assert (after.with_text, after.method) == (before.with_text, before.method)
        assert after.fitted_on == before.fitted_on
        assert after.figures["best"].n == before.figures["best"].n
        assert after.probabilities(pairs.evidence) == pytest.approx(
            before.probabilities(pairs.evidence), abs=1e-4
        )


def test_an_isotonic_curve_is_kept(tmp_path: Path) -> None:
    from dataclasses import replace

    pairs, _ = drawn_pairs(400)
    curve = fit_method(pairs, Method.ISOTONIC, with_text=False)
    save_calibrations(tmp_path / "c.json", [replace(curve, embedder_id="e")])

    [read] = load_calibrations(tmp_path / "c.json")

    assert read.probabilities(pairs.evidence) == pytest.approx(
        curve.probabilities(pairs.evidence), abs=1e-4
    )


def test_calibrations_of_two_embedders_are_not_one_file(tmp_path: Path) -> None:
    from dataclasses import replace

    one = some_calibration(with_text=False)

    with pytest.raises(ValueError, match="of one embedder"):
        save_calibrations(tmp_path / "c.json", [one, replace(one, embedder_id="f")])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CalibrationError, match=r"none\.json cannot be read"):
        load_calibrations(tmp_path / "none.json")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CalibrationError, match="Name another file with --out"):
        save_calibrations(
            tmp_path / "file" / "c.json", [some_calibration(with_text=False)]
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("embedder_id"),
        lambda d: d.update(embedder_id=3),
        lambda d: d["calibrations"][0].update(method="magic"),
        lambda d: d["calibrations"][0].update(intercept="high"),
        lambda d: d["calibrations"][0]["features"]["margin"].update(weights=[1.0] * 9),
        lambda d: d["calibrations"][0]["features"]["margin"].update(
            knots=[0, 1], weights=[-1.0]
        ),
        lambda d: d["calibrations"][0].update(
            levels={"index": [0, 1], "probability": [0.9, 0.1]}
        ),
        lambda d: d["calibrations"][0]["features"].update(weather={}),
        lambda d: d.update(calibrations={"a": 1}),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "c.json"
    save_calibrations(path, [some_calibration(with_text=False)])
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))

    with pytest.raises(CalibrationError, match=r"c\.json holds no calibration"):
        load_calibrations(path)


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    for text in ("", "[]", "{", "3"):
        path.write_text(text)
        with pytest.raises(CalibrationError, match="markwatch calibrate"):
            load_calibrations(path)


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    save_calibrations(path, [some_calibration(with_text=False)])
    document = json.loads(path.read_text())
    document["calibrations"][0]["features"]["margin"]["knots"][0] = float("nan")
    path.write_text(json.dumps(document))

    with pytest.raises(CalibrationError, match="numbers"):
        load_calibrations(path)
