"""Calibrations of one embedder as a JSON file, and checks of what is read.

Owns the layout: {"embedder_id", "calibrations": [one with text, one without]}.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from recognizer.calibration.curves import Ramps
from recognizer.calibration.errors import CalibrationError
from recognizer.calibration.evidence import Floats
from recognizer.calibration.figures import CalibrationFigures
from recognizer.calibration.model import (
    Calibration,
    Feature,
    FittedOn,
    Levels,
    Method,
    Weighted,
)

FILE = "calibration.json"
_DIGITS = 6


def save_calibrations(path: Path, calibrations: Iterable[Calibration]) -> None:
    """Write the calibrations of one embedder, replacing the file.

    Raises CalibrationError where it cannot be written.
    """
    listed = list(calibrations)
    ids = {each.embedder_id for each in listed}
    if len(ids) != 1:
        raise ValueError(f"calibrations must be of one embedder, got {sorted(ids)}")
    document = {
        "embedder_id": ids.pop(),
        "calibrations": [_to_json(each) for each in listed],
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    partial = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, "utf-8")
        partial.replace(path)
    except OSError as err:
        raise CalibrationError(
            f"{path} cannot be written: {err.strerror}. Name another file with --out."
        ) from err


def load_calibrations(path: Path) -> list[Calibration]:
    """Read a file of calibrations. Raises CalibrationError where it holds none."""
    try:
        document = json.loads(path.read_text("utf-8"))
        embedder_id = document["embedder_id"]
        if not isinstance(embedder_id, str):
            raise TypeError("embedder_id is no text")
        return [_from_json(each, embedder_id) for each in document["calibrations"]]
    except OSError as err:
        raise CalibrationError(f"{path} cannot be read: {err.strerror}.") from err
    except (ValueError, TypeError, KeyError, AttributeError) as err:
        raise CalibrationError(
            f"{path} holds no calibration ({err}). Remove it, or write it anew with "
            "`markwatch calibrate`."
        ) from err


def _to_json(calibration: Calibration) -> dict[str, object]:
    levels = calibration.levels
    return {
        "with_text": calibration.with_text,
        "method": calibration.method,
        "fitted_on": asdict(calibration.fitted_on),
        "figures": {
            name: {k: _rounded(v) for k, v in asdict(figures).items()}
            for name, figures in calibration.figures.items()
        },
        "intercept": _rounded(calibration.intercept),
        "unread": _rounded(calibration.unread),
        "other": _rounded(calibration.other),
        "features": {
            feature: {"knots": _list(w.ramps.knots), "weights": _list(w.weights)}
            for feature, w in calibration.features.items()
        },
        "levels": None
        if levels is None
        else {
            "index": _list(levels.index),
            "probability": _list(levels.probability),
        },
    }


def _from_json(values: Mapping[str, Any], embedder_id: str) -> Calibration:
    features = {
        Feature(name): _weighted(each) for name, each in values["features"].items()
    }
    return Calibration(
        embedder_id=embedder_id,
        with_text=bool(values["with_text"]),
        method=Method(values["method"]),
        intercept=float(values["intercept"]),
        features=features,
        unread=float(values["unread"]),
        other=float(values["other"]),
        levels=_levels(values["levels"]),
        fitted_on=FittedOn(**values["fitted_on"]),
        figures={
            name: CalibrationFigures(**each) for name, each in values["figures"].items()
        },
    )


def _weighted(values: Mapping[str, Any]) -> Weighted:
    ramps, weights = Ramps(_array(values["knots"])), _array(values["weights"])
    if len(weights) != len(ramps.knots) - 1:
        raise ValueError("weights and knots do not fit")
    if (weights < 0).any():
        raise ValueError("a weight is negative")
    return Weighted(ramps, weights)


def _levels(values: Mapping[str, Any] | None) -> Levels | None:
    if values is None:
        return None
    index, chance = _array(values["index"]), _array(values["probability"])
    if len(index) != len(chance) or not len(index):
        raise ValueError("levels do not fit")
    if (np.diff(index) < 0).any() or (np.diff(chance) < 0).any():
        raise ValueError("levels do not ascend")
    return Levels(index, chance)


def _array(values: Any) -> Floats:
    array = np.asarray(values, np.float64)
    if array.ndim != 1 or not np.isfinite(array).all():
        raise ValueError("a list of numbers was expected")
    return array


def _list(values: Floats) -> list[float]:
    return [round(float(v), _DIGITS) for v in values]


def _rounded(value: float) -> float:
    return round(value, _DIGITS)
