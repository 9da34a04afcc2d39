"""Each figure as a table, for a CSV that a spreadsheet cannot mistake for formulas."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from storage.export import csv_of
from storage.insights.agreement import agreement
from storage.insights.calibration import probability_check
from storage.insights.case_times import case_times
from storage.insights.gold_accuracy import gold_accuracy
from storage.insights.pace import decision_counts
from storage.insights.precision import precision
from storage.insights.queue_age import queue_age
from storage.insights.shares import Share
from storage.insights.standing import ALL, InsightFilter
from storage.insights.thresholds import threshold_outcomes
from storage.workspace import Workspace

Rows = Iterable[tuple[object, ...]]


class Figure(StrEnum):
    """What can be downloaded, by the name in its address."""

    PRECISION = "precision"
    DECISIONS = "decisions"
    CASE_TIMES = "case-times"
    QUEUE_AGE = "queue-age"
    THRESHOLDS = "thresholds"
    CALIBRATION = "calibration"
    AGREEMENT = "agreement"
    GOLD = "gold"


def insight_csv(
    ws: Workspace, figure: Figure, wanted: InsightFilter = ALL, *, bom: bool = False
) -> Iterator[str]:
    """Yield the table of a figure line by line, header first."""
    columns, rows = _TABLES[figure]
    return csv_of(columns.split(), rows(ws, wanted), bom=bom)


def _precision(ws: Workspace, wanted: InsightFilter) -> Rows:
    for row in precision(ws, wanted).rows:
        share = row.confirmed
        yield (
            row.period.isoformat(),
            row.symbol.name,
            row.symbol.list_name,
            share.right,
            share.of - share.right,
            share.value,
            share.low,
            share.high,
        )


def _decisions(ws: Workspace, wanted: InsightFilter) -> Rows:
    for one in decision_counts(ws, wanted):
        yield one.period.isoformat(), one.reviewer, one.action, one.count


def _case_times(ws: Workspace, wanted: InsightFilter) -> Rows:
    for one in case_times(ws, wanted).periods:
        first_day = "" if one.period is None else one.period.isoformat()
        yield first_day, one.cases, one.median, one.p90


def _queue_age(ws: Workspace, wanted: InsightFilter) -> Rows:
    return queue_age(ws, wanted).groups


def _thresholds(ws: Workspace, wanted: InsightFilter) -> Rows:
    for one in threshold_outcomes(ws, wanted):
        for step in one.steps:
            yield (
                one.scope,
                one.name,
                one.list_name,
                step.threshold,
                step.confirmed_kept,
                step.confirmed,
                step.rejected - step.rejected_gone,
                step.rejected,
                one.now,
            )


def _calibration(ws: Workspace, wanted: InsightFilter) -> Rows:
    for one in probability_check(ws, wanted).bins:
        share = one.right
        yield (
            one.low,
            one.high,
            one.said,
            share.right,
            share.of,
            share.value,
            share.low,
            share.high,
        )


def _agreement(ws: Workspace, wanted: InsightFilter) -> Rows:
    found = agreement(ws, wanted)
    for pair in found.pairs:
        yield "cohen", pair.one, pair.other, *_of(pair.same), pair.kappa
    if found.same is not None:
        yield "fleiss", "", "", *_of(found.same), found.fleiss


def _gold(ws: Workspace, wanted: InsightFilter) -> Rows:
    for one in gold_accuracy(ws, wanted):
        mistakes = one.missed, one.invented, one.confused
        yield one.reviewer, *_of(one.right), *mistakes


def _of(share: Share) -> tuple[object, ...]:
    return share.right, share.of, share.value, share.low, share.high


_TABLES: Mapping[Figure, tuple[str, Callable[[Workspace, InsightFilter], Rows]]] = {
    Figure.PRECISION: (
        "period symbol list confirmed rejected precision low high",
        _precision,
    ),
    Figure.DECISIONS: ("period reviewer action decisions", _decisions),
    Figure.CASE_TIMES: ("period cases median_seconds p90_seconds", _case_times),
    Figure.QUEUE_AGE: ("age open_cases", _queue_age),
    Figure.THRESHOLDS: (
        "scope name list probability confirmed_over confirmed rejected_over rejected "
        "flagged_from_now",
        _thresholds,
    ),
    Figure.CALIBRATION: (
        "probability_from probability_to mean_probability confirmed decisions "
        "share_confirmed low high",
        _calibration,
    ),
    Figure.AGREEMENT: (
        "measure one_reviewer other_reviewer same_answers boxes agreement low high "
        "kappa",
        _agreement,
    ),
    Figure.GOLD: (
        "reviewer right answers accuracy low high missed invented confused",
        _gold,
    ),
}
