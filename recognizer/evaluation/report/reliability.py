"""How true probabilities are, as a diagram and as a table of text."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from recognizer.calibration import CalibrationError
from recognizer.calibration.figures import ReliabilityBin, reliability
from recognizer.calibration.fitting import BEST
from recognizer.evaluation.calibrating import Measured

_FORMATS = {".png": FigureCanvasAgg, ".svg": FigureCanvasSVG}
_SIDE_IN = 4.6


def check_plot_path(path: Path) -> None:
    """Refuse what no diagram can be written to. Raises CalibrationError."""
    if path.suffix.lower() not in _FORMATS:
        raise CalibrationError(f"{path} must end with .png or .svg.")


def best_bins(measured: Measured) -> list[ReliabilityBin]:
    """Return the reliability of the best match of each region, in equal-mass bins."""
    best = measured.pairs.evidence.is_best
    return reliability(measured.said[best], measured.pairs.right[best])


def reliability_text(measured: Measured) -> str:
    """Return figures and bins as lines of text, in percent."""
    calibration = measured.calibration
    reader = "with reader" if calibration.with_text else "without reader"
    lines = [f"{calibration.embedder_id}, {reader}: {calibration.method}"]
    lines += [
        f"  {name:32} n {f.n:7,}  right {100 * f.right / f.n:5.1f} %  "
        f"ECE {100 * f.ece:5.2f} %  Brier {f.brier:.4f}  log-loss {f.log_loss:.4f}"
        for name, f in calibration.figures.items()
    ]
    lines.append("  best matches, 15 bins of equal mass:")
    lines.append("      n       said      right  (95 % interval)")
    lines += [
        f"  {b.n:5,}    {100 * b.said:5.1f} %    {100 * b.right:5.1f} %  "
        f"({100 * b.right_low:.1f} to {100 * b.right_high:.1f})"
        for b in best_bins(measured)
    ]
    return "\n".join(lines)


def write_reliability(path: Path, several: Sequence[Measured]) -> None:
    """Draw a diagram for each calibration, side by side, as PNG or SVG.

    Raises CalibrationError where the file cannot be written.
    """
    check_plot_path(path)
    canvas = Canvas(figsize=(_SIDE_IN * len(several), _SIDE_IN), layout="constrained")
    for column, measured in enumerate(several, start=1):
        _draw(canvas, column, measured, columns=len(several))
    _FORMATS[path.suffix.lower()](canvas)
    try:
        canvas.savefig(path, dpi=140)
    except OSError as err:
        raise CalibrationError(
            f"{path} cannot be written: {err.strerror}. Name another file with --plot."
        ) from err


def _draw(canvas: Canvas, column: int, measured: Measured, *, columns: int) -> None:
    bins = best_bins(measured)
    axes = canvas.add_subplot(1, columns, column)
    axes.plot([0, 1], [0, 1], color="0.6", linewidth=1, linestyle="--")
    said, right = [b.said for b in bins], [b.right for b in bins]
    below = [b.right - b.right_low for b in bins]
    above = [b.right_high - b.right for b in bins]
    axes.errorbar(said, right, yerr=[below, above], fmt="o-", markersize=4, capsize=2)
    best = measured.calibration.figures[BEST]
    reader = "with reader" if measured.calibration.with_text else "without reader"
    axes.set_title(f"Best matches, {reader}: ECE {100 * best.ece:.1f} %", fontsize=10)
    axes.set_xlabel("probability that was said")
    axes.set_ylabel("share that was right")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_aspect("equal")
    axes.grid(color="0.92")
