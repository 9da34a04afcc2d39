"""Plots as inline SVG that take the page's colours. The one module with matplotlib."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from recognizer.evaluation.figures import Floats, Ints

_SIZE_INCHES = (5.0, 3.6)
_MOST_POINTS = 400  # of a curve: more cannot be seen, and make the page large
# A colour that nothing else has; the page's own takes its place.
_INK = "#0b1d2e"
# Told apart on white and on black, and by those who do not see all colours.
_COLOURS = ("#3b76e8", "#e07b1f", "#2a9d6f", "#b05fc4", "#8a94a6", "#c4463a")
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "markwatch",
    "svg.fonttype": "none",
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "grid.color": _INK,
    "grid.alpha": 0.15,
    "font.size": 10,
}
Line = tuple[Sequence[float] | Floats, Sequence[float] | Floats]


def lines(
    named: Mapping[str, Line],
    *,
    x: str,
    y: str,
    unit_square: bool = False,
    logarithmic: bool = False,
    mark: float | None = None,
) -> str:
    """Draw curves of shares, from 0 to 1, over one pair of axes.

    mark: an x at which an upright line shows what is in use.
    """
    with rc_context(_STYLE):
        canvas, axes = _axes()
        for (name, (xs, ys)), colour in zip(named.items(), _cycle(named), strict=True):
            kept = _thinned(len(xs))
            across, up = np.asarray(xs)[kept], np.asarray(ys)[kept]
            axes.plot(across, up, label=name, color=colour)
        if logarithmic:
            axes.set_xscale("log")
        elif unit_square:
            axes.set_xlim(0, 1.01)
        if mark is not None:
            axes.axvline(mark, color=_INK, alpha=0.5, linestyle=":")
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        axes.set_ylim(0, 1.02)
        _legend(canvas, named)
        return _svg(canvas)


def histograms(named: Mapping[str, Floats], *, x: str) -> str:
    """Draw how often values come, as shares of each kind, over one another."""
    with rc_context(_STYLE):
        canvas, axes = _axes()
        edges = np.histogram_bin_edges(np.concatenate(list(named.values())), bins=40)
        for (name, values), colour in zip(named.items(), _cycle(named), strict=True):
            if len(values):
                weights = np.full(len(values), 1 / len(values))
                axes.hist(
                    values,
                    edges.tolist(),
                    weights=weights,
                    alpha=0.6,
                    label=name,
                    color=colour,
                )
        axes.set_xlabel(x)
        axes.set_ylabel("share")
        _legend(canvas, named)
        return _svg(canvas)


def _axes() -> tuple[Canvas, Axes]:
    canvas = Canvas(figsize=_SIZE_INCHES, layout="constrained")
    axes = canvas.subplots()
    axes.grid()
    axes.spines[["top", "right"]].set_visible(False)
    return canvas, axes


def _legend(canvas: Canvas, named: Mapping[str, object]) -> None:
    if len(named) > 1:
        columns = 1 if max(map(len, named)) > 24 else 2
        canvas.legend(
            fontsize=9, loc="outside upper left", ncols=columns, frameon=False
        )


def _cycle(named: Mapping[str, object]) -> list[str]:
    return [_COLOURS[row % len(_COLOURS)] for row in range(len(named))]


def _thinned(count: int) -> Ints:
    places = np.linspace(0, count - 1, min(count, _MOST_POINTS))
    return np.unique(places.round().astype(np.int64))


def _svg(canvas: Canvas) -> str:
    """Return the SVG element alone; equal plots give equal text."""
    buffer = io.StringIO()
    canvas.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    text = buffer.getvalue()
    return text[text.index("<svg") :].replace(_INK, "currentColor")
