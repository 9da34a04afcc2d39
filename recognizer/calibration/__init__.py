"""The chance that a match is right, from its similarity, margin and text.

Owns the model, its fit, its file and the figures that say how true it is.
"""

from recognizer.calibration.errors import CalibrationError
from recognizer.calibration.evidence import Evidence, evidence_of
from recognizer.calibration.figures import CalibrationFigures
from recognizer.calibration.files import FILE, load_calibrations, save_calibrations
from recognizer.calibration.fitting import LabelledPairs, fit, measure_pairs
from recognizer.calibration.model import (
    Calibration,
    Method,
    calibrated,
    calibrated_all,
)

__all__ = [
    "FILE",
    "Calibration",
    "CalibrationError",
    "CalibrationFigures",
    "Evidence",
    "LabelledPairs",
    "Method",
    "calibrated",
    "calibrated_all",
    "evidence_of",
    "fit",
    "load_calibrations",
    "measure_pairs",
    "save_calibrations",
]
