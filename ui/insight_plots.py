"""The plots of the Insights screen: which marks each figure has."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from storage.insights.calibration import ProbabilityCheck
from storage.insights.case_times import CaseTime
from storage.insights.gold_accuracy import GoldAccuracy
from storage.insights.pace import DecisionCount
from storage.insights.queue_age import QueueAge
from storage.insights.shares import Share
from storage.insights.standing import Period
from storage.insights.thresholds import ThresholdOutcome
from storage.records import Action
from ui.plots import Interval, Plot, counting_ticks, percent_ticks, thinned

MOST_REVIEWERS = 5
OTHERS = "Others"
MOST_ON_GOLD = 12  # reviewers in one plot; its table has all
_LONGEST_NAME = 11
# What a bar is made of: its words, its kind for the colour, its counts.
Layer = tuple[str, str, Mapping[date, int]]


def precision_plot(periods: Sequence[tuple[date, Share]]) -> Markup:
    """Draw the share that was confirmed, with its interval, over time."""
    return _shares_over_time("plot-precision", "Precision over time", periods)


def _shares_over_time(
    name: str, title: str, periods: Sequence[tuple[date, Share]]
) -> Markup:
    days = [day for day, _ in periods]
    latest = periods[-1][1].value
    plot = _over_time(
        name,
        title,
        f"{_from_to(days)}; the latest is {latest:.0%}. Upright lines are 95 % "
        "intervals.",
        days,
        y=(0.0, 1.0),
        y_ticks=percent_ticks(),
    )
    marks = [
        plot.whisker(day.toordinal(), (share.low, share.high), "k1")
        for day, share in periods
    ]
    points = [(day.toordinal(), share.value) for day, share in periods]
    return plot.draw([*marks, plot.line(points, "k1")])


def agreement_plot(periods: Sequence[tuple[date, Share]]) -> Markup:
    """Draw how often two people said the same, with its interval, over time."""
    return _shares_over_time("plot-agreement", "Agreement over time", periods)


def gold_plot(people: Sequence[GoldAccuracy]) -> Markup:
    """Draw the accuracy of each reviewer on gold cases, with its interval."""
    shown = people[:MOST_ON_GOLD]
    says = [f"{one.reviewer}: {one.right.value:.0%}" for one in shown]
    plot = Plot(
        "plot-gold",
        "Accuracy on gold cases by reviewer",
        "; ".join(says) + ". Upright lines are 95 % intervals.",
        x=(-0.5, max(len(shown) - 0.5, 2.5)),
        y=(0.0, 1.0),
        x_ticks=[(n, _short(one.reviewer)) for n, one in enumerate(shown)],
        y_ticks=percent_ticks(),
    )
    marks = []
    for n, one in enumerate(shown):
        share = one.right
        marks.append(plot.whisker(n, (share.low, share.high), "k1"))
        marks.append(plot.line([(n, share.value)], "k1"))
    return plot.draw(marks)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def kind_layers(
    counts: Sequence[DecisionCount], names: Mapping[Action, str]
) -> list[Layer]:
    """Return the decisions of each kind, by day or week."""
    return [
        (names[action], f"k-{action.value}", _by_period(counts, action=action))
        for action in Action
        if any(one.action is action for one in counts)
    ]


def reviewer_layers(counts: Sequence[DecisionCount]) -> list[Layer]:
    """Return the decisions of those who decided most, and of all others together."""
    totals: Counter[str] = Counter()
    for one in counts:
        totals[one.reviewer] += one.count
    most = [name for name, _ in totals.most_common(MOST_REVIEWERS)]
    layers: list[Layer] = [
        (name, f"k{place}", _by_period(counts, reviewers={name}))
        for place, name in enumerate(most, 1)
    ]
    others = set(totals) - set(most)
    if others:
        layers.append((OTHERS, "k6", _by_period(counts, reviewers=others)))
    return layers


def stacked_plot(
    name: str, title: str, layers: Sequence[Layer], period: Period
) -> Markup:
    """Draw counts as bars over time, one layer on the other."""
    totals: Counter[date] = Counter()
    for _, _, by_day in layers:
        totals.update(by_day)
    days = sorted(totals)
    ticks = counting_ticks(max(totals.values()))
    plot = _over_time(
        name,
        title,
        f"{_from_to(days)}; {sum(totals.values()):,} decisions, at most "
        f"{max(totals.values()):,} in one {period}.",
        days,
        y=(0.0, ticks[-1][0]),
        y_ticks=ticks,
        room=1.0 if period is Period.DAY else 7.0,
    )
    half = 0.4 if period is Period.DAY else 2.8
    marks, below = [], Counter[date]()
    for words, kind, by_day in layers:
        for day, count in by_day.items():
            x = day.toordinal()
            y = (below[day], below[day] + count)
            says = f"{words}, {day:%-d %b %Y}: {count:,}"
            marks.append(plot.bar((x - half, x + half), y, kind, says))
            below[day] += count
    return plot.draw(marks)


def case_time_plot(times: Sequence[CaseTime]) -> Markup:
    """Draw the median and the 90th percentile over time."""
    timed = [(one.period, one) for one in times if one.period is not None]
    days = [day for day, _ in timed]
    ticks = counting_ticks(max(one.p90 for _, one in timed))
    plot = _over_time(
        "plot-case-times",
        "Seconds a case over time",
        f"{_from_to(days)}; the latest median is {timed[-1][1].median:.1f} seconds.",
        days,
        y=(0.0, ticks[-1][0]),
        y_ticks=[(value, f"{words} s") for value, words in ticks],
    )
    slow = [(day.toordinal(), one.p90) for day, one in timed]
    middle = [(day.toordinal(), one.median) for day, one in timed]
    return plot.draw([plot.line(slow, "k2"), plot.line(middle, "k1")])


def queue_age_plot(age: QueueAge) -> Markup:
    """Draw how many open cases there are of each age."""
    ticks = counting_ticks(max(count for _, count in age.groups))
    plot = Plot(
        "plot-queue-age",
        "Open cases by age",
        "; ".join(f"{words}: {count:,}" for words, count in age.groups) + ".",
        x=(-0.5, len(age.groups) - 0.5),
        y=(0.0, ticks[-1][0]),
        x_ticks=[(n, words) for n, (words, _) in enumerate(age.groups)],
        y_ticks=ticks,
    )
    return plot.draw(
        plot.bar((n - 0.35, n + 0.35), (0, count), "k1", f"{words}: {count:,}")
        for n, (words, count) in enumerate(age.groups)
    )


def threshold_plot(outcome: ThresholdOutcome) -> Markup:
    """Draw how much of what was confirmed, and of what was refused, stays flagged."""
    now = f" Now {outcome.now:.0%}." if outcome.now is not None else ""
    plot = _of_probability(
        "plot-thresholds",
        "What each threshold would have kept",
        "Share of the confirmed and of the rejected matches at or over each "
        f"probability.{now}",
    )
    marks = []
    if outcome.now is not None:
        marks.append(plot.guide((outcome.now, 0), (outcome.now, 1)))
    if outcome.rejected:
        left = [
            (step.threshold, 1 - step.rejected_gone / step.rejected)
            for step in outcome.steps
        ]
        marks.append(plot.line(left, "k2"))
    if outcome.confirmed:
        kept = [
            (step.threshold, step.confirmed_kept / step.confirmed)
            for step in outcome.steps
        ]
        marks.append(plot.line(kept, "k1"))
    return plot.draw(marks)


def calibration_plot(check: ProbabilityCheck) -> Markup:
    """Draw what was right against what was said; on the diagonal both agree."""
    plot = _of_probability(
        "plot-calibration",
        "Reliability of the shown probabilities",
        "Share confirmed against the probability shown; the dashed diagonal is where "
        "both agree, upright lines are 95 % intervals.",
    )
    marks = [plot.guide((0, 0), (1, 1))]
    for one in check.bins:
        marks.append(plot.whisker(one.said, (one.right.low, one.right.high), "k1"))
    points = [(one.said, one.right.value) for one in check.bins]
    return plot.draw([*marks, plot.line(points, "k1")])


def _by_period(
    counts: Sequence[DecisionCount],
    *,
    action: Action | None = None,
    reviewers: set[str] | None = None,
) -> Counter[date]:
    found: Counter[date] = Counter()
    for one in counts:
        if action in (None, one.action) and (
            not reviewers or one.reviewer in reviewers
        ):
            found[one.period] += one.count
    return found


def _over_time(
    name: str,
    title: str,
    description: str,
    days: Sequence[date],
    *,
    y: Interval,
    y_ticks: Sequence[tuple[float, str]],
    room: float = 1.0,
) -> Plot:
    """Return axes of time with some room, in days, at both ends."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    ticks = [(float(day.toordinal()), f"{day:%-d %b}") for day in days]
    x = (first - room, last + room)
    return Plot(name, title, description, x, y, thinned(ticks), y_ticks)


def _of_probability(name: str, title: str, description: str) -> Plot:
    ticks = percent_ticks()
    return Plot(name, title, description, (0.0, 1.0), (0.0, 1.0), ticks, ticks)


def _from_to(days: Sequence[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return f"{first:%-d %b %Y}"
    return f"From {first:%-d %b %Y} to {last:%-d %b %Y}"
