"""Plots as inline SVG. The one module that imports matplotlib."""

import io
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from numpy.typing import NDArray

from recognizer.evaluation.figures import Figure, Floats

_WIDE = (8.0, 3.6)
_SQUARE = (5.2, 4.2)
Line = tuple[Sequence[float] | Floats, Sequence[float] | Floats]


def bars(
    groups: Sequence[str], sides: Mapping[str, Mapping[str, Figure]], *, label: str
) -> str:
    """Draw a group of bars a name, one bar a side, with intervals."""
    canvas, axes = _axes(_WIDE)
    width = 0.8 / max(1, len(sides))
    for number, (side, figures) in enumerate(sides.items()):
        own = [figures.get(name) or _nothing() for name in groups]
        places = np.arange(len(groups)) + (number - (len(sides) - 1) / 2) * width
        values = np.asarray([figure.value for figure in own])
        reach = np.asarray(
            [
                [f.value - f.low for f in own],
                [f.high - f.value for f in own],
            ]
        ).clip(0)
        axes.bar(places, values, width, label=side, yerr=reach, ecolor="#555")
    axes.set_xticks(range(len(groups)), groups, rotation=20, ha="right")
    axes.set_ylabel(label)
    axes.set_ylim(0, 1)
    if len(sides) > 1:
        canvas.legend(fontsize=8, loc="outside upper center", ncols=2)
    return _svg(canvas)


def shares_by_size(sides_px: NDArray[np.float64], hits: Floats, *, label: str) -> str:
    """Draw the share of hits in tenths of the logos by their shorter side."""
    canvas, axes = _axes(_WIDE)
    order = np.argsort(sides_px, kind="stable")
    tenths = [own for own in np.array_split(order, min(10, len(order))) if len(own)]
    shares = [float(hits[own].mean()) for own in tenths]
    names = [f"{sides_px[o].min():.0f}-{sides_px[o].max():.0f}" for o in tenths]
    axes.bar(range(len(tenths)), shares, 0.8)
    axes.set_xticks(range(len(tenths)), names, rotation=20, ha="right")
    axes.set_xlabel("shorter side of the labelled box, px (tenths of the logos)")
    axes.set_ylabel(label)
    axes.set_ylim(0, 1)
    return _svg(canvas)


def lines(
    named: Mapping[str, Line],
    *,
    x: str,
    y: str,
    unit_square: bool = False,
) -> str:
    """Draw curves of shares, from 0 to 1, over one pair of axes."""
    canvas, axes = _axes(_SQUARE)
    for name, (xs, ys) in named.items():
        axes.plot(xs, ys, label=name)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_ylim(0, 1.02)
    if unit_square:
        axes.set_xlim(0, 1)
    if len(named) > 1:
        axes.legend(fontsize=8)
    return _svg(canvas)


def histograms(named: Mapping[str, Floats], *, x: str) -> str:
    """Draw how often values come, as shares of each kind, over one another."""
    canvas, axes = _axes(_WIDE)
    every = np.concatenate(list(named.values()))
    edges = np.histogram_bin_edges(every, bins=40)
    for name, values in named.items():
        if len(values):
            weights = np.full(len(values), 1 / len(values))
            axes.hist(values, edges.tolist(), weights=weights, alpha=0.55, label=name)
    axes.set_xlabel(x)
    axes.set_ylabel("share")
    axes.legend(fontsize=8)
    return _svg(canvas)


def _axes(size_inches: tuple[float, float]) -> tuple[Canvas, Axes]:
    canvas = Canvas(figsize=size_inches, layout="constrained")
    axes = canvas.subplots()
    axes.grid(axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    return canvas, axes


def _svg(canvas: Canvas) -> str:
    """Return the SVG element alone; equal plots give equal text."""
    buffer = io.StringIO()
    with rc_context({"svg.hashsalt": "markwatch", "svg.fonttype": "none"}):
        canvas.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def _nothing() -> Figure:
    return Figure(0.0, 0.0, 0.0, 0)
