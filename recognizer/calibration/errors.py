"""What cannot be calibrated, or is no calibration."""

from recognizer.errors import MarkwatchError


class CalibrationError(MarkwatchError):
    """Pairs that allow no fit, or a file that holds no calibration."""
