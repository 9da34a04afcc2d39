"""Plots as inline SVG in the page's own colours: marks on one pair of axes.

Knows no figure. Each plot is an image with a title and a description for those who do
not see it; what it shows stands in a table beside it, too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

WIDTH, HEIGHT = 560, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 30
_MOST_LABELS = 7
_MOST_STEPS = 5

Tick = tuple[float, str]
# From low to high, in the units of the axes.
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """The axes: what lies at the ends, and which places are named."""

    name: str
    title: str
    description: str
    x: Interval
    y: Interval
    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]

    def across(self, value: float) -> float:
        """Return where an x lies, in pixels from the left."""
        low, high = self.x
        room = WIDTH - _LEFT - _RIGHT
        return _LEFT + room * ((value - low) / (high - low) if high > low else 0.5)

    def down(self, value: float) -> float:
        """Return where a y lies, in pixels from the top."""
        low, high = self.y
        room = HEIGHT - _TOP - _BOTTOM
        return _TOP + room * (1 - (value - low) / (high - low))

    def draw(self, marks: Iterable[Markup]) -> Markup:
        """Return the SVG with marks on the axes."""
        return Markup(
            '<svg class="plot" viewBox="0 0 {w} {h}" role="img" '
            'aria-labelledby="{n}-title {n}-desc">'
            '<title id="{n}-title">{title}</title><desc id="{n}-desc">{desc}</desc>'
            "{axes}{marks}</svg>"
        ).format(
            w=WIDTH,
            h=HEIGHT,
            n=self.name,
            title=self.title,
            desc=self.description,
            axes=self._axes(),
            marks=Markup("").join(marks),
        )

    def line(self, points: Sequence[tuple[float, float]], kind: str) -> Markup:
        """Join points, and mark each."""
        places = [(self.across(x), self.down(y)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dots = Markup("").join(
            Markup('<circle class="dot {}" cx="{}" cy="{}" r="3"/>').format(
                kind, f"{x:.1f}", f"{y:.1f}"
            )
            for x, y in places
        )
        drawn = Markup('<polyline class="line {}" points="{}"/>').format(kind, path)
        return drawn + dots

    def whisker(self, x: float, y: Interval, kind: str) -> Markup:
        """Draw an interval as an upright line."""
        return self._segment((x, y[0]), (x, y[1]), f"whisker {kind}")

    def guide(self, start: Interval, end: Interval) -> Markup:
        """Draw a dashed line from one point (x, y) to another."""
        return self._segment(start, end, "guide")

    def bar(self, x: Interval, y: Interval, kind: str, says: str) -> Markup:
        """Fill a rectangle; `says` appears while it is pointed at."""
        left, right = self.across(x[0]), self.across(x[1])
        top, bottom = self.down(y[1]), self.down(y[0])
        return Markup(
            '<rect class="bar {}" x="{}" y="{}" width="{}" height="{}">'
            "<title>{}</title></rect>"
        ).format(
            kind,
            f"{left:.1f}",
            f"{top:.1f}",
            f"{max(right - left, 0.5):.1f}",
            f"{max(bottom - top, 0):.1f}",
            says,
        )

    def _segment(self, start: Interval, end: Interval, kind: str) -> Markup:
        (x0, y0), (x1, y1) = start, end
        return Markup('<path class="{}" d="{}"/>').format(
            kind,
            f"M{self.across(x0):.1f} {self.down(y0):.1f}"
            f"L{self.across(x1):.1f} {self.down(y1):.1f}",
        )

    def _axes(self) -> Markup:
        low, _ = self.y
        parts = []
        for value, text in self.y_ticks:
            parts.append(
                Markup(
                    '<path class="grid" d="M{0} {2}H{1}"/>'
                    '<text class="tick" x="{3}" y="{4}" text-anchor="end">{5}</text>'
                ).format(
                    _LEFT,
                    WIDTH - _RIGHT,
                    f"{self.down(value):.1f}",
                    _LEFT - 6,
                    f"{self.down(value) + 4:.1f}",
                    text,
                )
            )
        for value, text in self.x_ticks:
            parts.append(
                Markup(
                    '<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>'
                ).format(f"{self.across(value):.1f}", HEIGHT - 10, text)
            )
        base = f"{self.down(low):.1f}"
        parts.append(
            Markup('<path class="axis" d="M{} {}H{}"/>').format(
                _LEFT, base, WIDTH - _RIGHT
            )
        )
        return Markup("").join(parts)


def legend(entries: Iterable[tuple[str, str]]) -> Markup:
    """Say which kind of mark is what: (kind, words)."""
    items = Markup("").join(
        Markup('<li><i class="swatch {}" aria-hidden="true"></i>{}</li>').format(
            kind, words
        )
        for kind, words in entries
    )
    return Markup('<ul class="plot-legend">{}</ul>').format(items)


def thinned(ticks: Sequence[Tick]) -> Sequence[Tick]:
    """Leave out so many names that the rest can be read."""
    step = -(-len(ticks) // _MOST_LABELS) if ticks else 1
    return ticks[::step]


def counting_ticks(most: float) -> list[Tick]:
    """Return up to six round numbers from 0 up to a count or beyond it."""
    step = next(step for step in _round_steps() if step * _MOST_STEPS >= most)
    steps = max(1, ceil(most / step))
    return [(float(step * n), f"{step * n:,}") for n in range(steps + 1)]


def _round_steps() -> Iterator[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def percent_ticks() -> list[Tick]:
    """Return 0 to 100 % in quarters."""
    return [(n / 4, f"{25 * n} %") for n in range(5)]
